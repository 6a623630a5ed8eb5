#include "app/flow/einvoice_file.h"

#include "app/check/pdf_invoice.h"
#include "app/flow/filing.h"
#include "invoice/document.h"

namespace enclosure::app {

bool has_einvoice(const StoredInvoice& stored) {
  const auto document = document_of(stored);
  return document && (*document)->einvoice.has_value();
}

std::optional<std::string> einvoice_of(const StoredInvoice& stored, std::string_view pdf,
                                       const Shop& shop) {
  const auto document = document_of(stored);
  if (!document || !(*document)->einvoice) return std::nullopt;
  auto beside = invoice::make_beside(**document, shop.knowledge.document_tools());
  if (beside && !beside->empty()) return *std::move(beside);
  auto inside = read_pdf_invoice(pdf);
  if (!inside || inside->xml.empty()) return std::nullopt;
  return std::move(inside->xml);
}

}  // namespace enclosure::app
