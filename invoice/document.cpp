#include "invoice/document.h"

#include <optional>
#include <utility>

#include "invoice/xml/render_xml.h"

namespace enclosure::invoice {
Result<std::string> make_beside(const InvoiceContent& document, const DocumentTools& tools) {
  if (!document.einvoice || !xml::stands_beside(*document.einvoice)) return std::string();
  auto xml = xml::render_xml(document, *document.einvoice, tools.einvoices, tools.languages);
  if (!xml) return std::move(xml).faults();
  return std::move(xml->bytes);
}

Result<DocumentFiles> make_files(const Invoice& document, RenderOptions how,
                                 const DocumentTools& tools) {
  DocumentFiles files;
  std::optional<EmbeddedXml> inside;
  if (const auto format = document->einvoice) {
    auto embedded =
        xml::render_xml(*document, xml::embedded_format(*format), tools.einvoices, tools.languages);
    auto beside = make_beside(*document, tools);
    if (!embedded) return std::move(embedded).faults();
    if (!beside) return std::move(beside).faults();
    inside = EmbeddedXml{std::move(embedded->bytes), embedded->profile.file_name,
                         embedded->profile.conformance_level, embedded->profile.document_version};
    how.xml = &*inside;
    files.stands_beside = xml::stands_beside(*format);
    files.xml = files.stands_beside ? *std::move(beside) : inside->bytes;
  }
  auto pdf = render(document, how, tools.typesetting);
  if (!pdf) return std::move(pdf).faults();
  files.pdf = *std::move(pdf);
  return files;
}

}  // namespace enclosure::invoice
