#include "invoice/xml/render_xml.h"

#include <utility>

#include "invoice/en16931/from_invoice.h"
#include "invoice/xml/write.h"

namespace enclosure::invoice::xml {

Result<RenderedXml> render_xml(const InvoiceContent& invoice, EInvoiceFormat format,
                               const en16931::Data& data, const locales::Catalog& catalog) {
  const locales::Locale* locale = catalog.find(invoice.language);
  if (locale == nullptr) {
    return Fault{"RENDER-003", "language", "there are no labels in " + invoice.language.to_string(),
                 "choose one of the languages in locales/"};
  }
  const en16931::Profile& profile = data.profile(format, invoice.issue_date);
  const EInvoice value = en16931::einvoice_of(invoice, profile, *locale);
  auto bytes = profile.syntax == en16931::Syntax::kCii ? write_cii(value) : write_ubl(value);
  if (!bytes) return under(to_string(format), std::move(bytes).faults());
  return RenderedXml{profile, *std::move(bytes)};
}

}  // namespace enclosure::invoice::xml
