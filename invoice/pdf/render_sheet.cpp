#include <optional>

#include "invoice/cover_sheet.h"
#include "invoice/layout/sheet.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/draw.h"
#include "invoice/pdf/logo.h"
#include "invoice/pdf/product_picture.h"

namespace enclosure::invoice {

Result<RenderedPdf> render_sheet(const CoverSheet& sheet, const Logo* logo,
                                 const Typesetting& typesetting) {
  std::optional<layout::LogoSize> logo_size;
  if (logo != nullptr) logo_size = {logo->width(), logo->height()};
  const auto layout = layout::lay_out_sheet(sheet, logo_size, typesetting.data());
  if (!layout) return layout.faults();
  pdf::Parts parts{logo == nullptr ? nullptr : &logo->pixels().encoded, nullptr, Effort::kFast};
  for (const SheetProduct& product : sheet.products) {
    if (product.picture) parts.pictures.push_back(&product.picture->encoded().image);
  }
  return pdf::draw(
      *layout, parts, typesetting,
      {layout->title, sheet.sender, sheet.order, sheet.language.to_string(), sheet.made_on});
}

Result<std::string> sheet_title(const LanguageTag& language, const Typesetting& typesetting) {
  const locales::Locale* locale = typesetting.data().catalog.find(language);
  if (locale == nullptr) return layout::no_labels("language", language);
  return locale->labels().label("cover_sheet");
}

}  // namespace enclosure::invoice
