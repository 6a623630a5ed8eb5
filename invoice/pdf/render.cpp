#include "invoice/render.h"

#include <optional>

#include "invoice/layout/lay_out.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/logo.h"

namespace enclosure::invoice {

Result<std::string> render_pdf(const Invoice& invoice, const Logo* logo,
                               const Typesetting& typesetting) {
  std::optional<layout::LogoSize> logo_size;
  if (logo != nullptr) logo_size = {logo->width(), logo->height()};
  const auto layout = layout::lay_out(*invoice, logo_size, typesetting.data());
  if (!layout) return layout.faults();
  const pdf::DocumentProperties properties{layout->title, invoice->seller.name,
                                           invoice->order.to_string(),
                                           invoice->language.to_string(), invoice->issue_date};
  return pdf::write_document(*layout, logo == nullptr ? nullptr : &logo->pixels().encoded,
                             typesetting.data(), properties);
}

}  // namespace enclosure::invoice
