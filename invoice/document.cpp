#include "invoice/document.h"

#include <optional>
#include <utility>

#include "invoice/en16931/from_invoice.h"
#include "invoice/rules/rules.h"
#include "invoice/xml/render_xml.h"

namespace enclosure::invoice {
namespace {

/// Faults of one format.
Faults judged(const InvoiceContent& document, EInvoiceFormat format, const DocumentTools& tools) {
  const locales::Locale* locale = tools.languages.find(document.language);
  if (locale == nullptr) return {};  // the page says so
  const en16931::Profile& profile = tools.einvoices.profile(format, document.issue_date);
  const EInvoice value = en16931::einvoice_of(document, profile, *locale);
  return under(enclosure::to_string(format),
               rules::faults_of(rules::judge(value, tools.einvoices, profile.syntax)));
}

}  // namespace

Faults einvoice_faults(const InvoiceContent& document, const DocumentTools& tools) {
  if (!document.einvoice) return {};
  const EInvoiceFormat inside = xml::embedded_format(*document.einvoice);
  Faults faults = judged(document, inside, tools);
  if (inside != *document.einvoice) append(faults, judged(document, *document.einvoice, tools));
  return faults;
}

Result<std::string> make_beside(const InvoiceContent& document, const DocumentTools& tools) {
  if (!document.einvoice || !xml::stands_beside(*document.einvoice)) return std::string();
  auto xml = xml::render_xml(document, *document.einvoice, tools.einvoices, tools.languages);
  if (!xml) return std::move(xml).faults();
  return std::move(xml->bytes);
}

Result<DocumentFiles> make_files(const Invoice& document, const Logo* logo, Effort effort,
                                 const DocumentTools& tools) {
  DocumentFiles files;
  RenderOptions options{logo, nullptr, effort};
  std::optional<EmbeddedXml> inside;
  if (const auto format = document->einvoice) {
    auto embedded =
        xml::render_xml(*document, xml::embedded_format(*format), tools.einvoices, tools.languages);
    if (!embedded) return std::move(embedded).faults();
    inside = EmbeddedXml{std::move(embedded->bytes), embedded->profile.file_name,
                         embedded->profile.conformance_level, embedded->profile.document_version};
    options.xml = &*inside;
  }
  auto beside = make_beside(*document, tools);
  if (!beside) return std::move(beside).faults();
  files.beside = *std::move(beside);
  auto pdf = render(document, options, tools.typesetting);
  if (!pdf) return std::move(pdf).faults();
  files.pdf = *std::move(pdf);
  return files;
}

}  // namespace enclosure::invoice
