#include "invoice/render.h"

#include <optional>

#include "invoice/layout/lay_out.h"
#include "invoice/pdf/colour_profile.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/draw.h"
#include "invoice/pdf/drawing.h"
#include "invoice/pdf/font_manifest.h"
#include "invoice/pdf/logo.h"

namespace enclosure::invoice {

Typesetting::Drawing::Drawing(const Data& data)
    : fonts(data), colour_profile(pdf::deflate(pdf::srgb_profile(), 12)) {}

Result<Typesetting> Typesetting::load(std::span<const EmbeddedFile> fonts,
                                      locales::Catalog catalog) {
  auto loaded = layout::load_typesetting(fonts, std::move(catalog));
  Faults faults = loaded ? pdf::check_fonts(fonts, {&loaded->regular, &loaded->bold})
                         : std::move(loaded).faults();
  if (!faults.empty()) return faults;
  auto data = std::make_shared<const Data>(*std::move(loaded));
  auto drawing = std::make_shared<const Drawing>(*data);
  return Typesetting(std::move(data), std::move(drawing));
}

Result<RenderedPdf> pdf::draw(const layout::Layout& layout, const Parts& parts,
                              const Typesetting& typesetting,
                              const DocumentProperties& properties) {
  try {
    auto file = write_document(layout, parts, typesetting, properties);
    return RenderedPdf{std::move(file.bytes), std::move(file.sha256), layout.notices};
  } catch (const DrawingError& error) {
    return Fault{"RENDER-004", "", std::string("the page could not be drawn: ") + error.what(),
                 "report this with the order's data: the document was not issued"};
  }
}

Result<RenderedPdf> render(const Invoice& invoice, const RenderOptions& options,
                           const Typesetting& typesetting) {
  std::optional<layout::LogoSize> logo_size;
  if (options.logo != nullptr) logo_size = {options.logo->width(), options.logo->height()};
  const auto layout = layout::lay_out(*invoice, logo_size, typesetting.data());
  if (!layout) return layout.faults();
  const pdf::DocumentProperties properties{layout->title, invoice->seller.name,
                                           invoice->order.to_string(),
                                           invoice->language.to_string(), invoice->issue_date};
  const pdf::Parts parts{options.logo == nullptr ? nullptr : &options.logo->pixels().encoded,
                         options.xml,
                         options.effort,
                         {}};
  return pdf::draw(*layout, parts, typesetting, properties);
}

Result<std::string> render_pdf(const Invoice& invoice, const Logo* logo,
                               const Typesetting& typesetting) {
  auto rendered = render(invoice, {logo, nullptr, Effort::kFast}, typesetting);
  if (!rendered) return std::move(rendered).faults();
  return std::move(rendered->bytes);
}

}  // namespace enclosure::invoice
