#pragma once
// What is inside of a `Typesetting`. For invoice/layout and invoice/pdf.

#include "invoice/layout/design.h"
#include "invoice/layout/font_face.h"
#include "invoice/layout/page.h"
#include "invoice/render.h"
#include "locales/catalog.h"

namespace enclosure::invoice {

struct Typesetting::Data {
  layout::FontFace regular;
  layout::FontFace bold;
  locales::Catalog catalog;
  layout::Themes themes;

  [[nodiscard]] const layout::FontFace& face(layout::Weight weight) const {
    return weight == layout::Weight::kBold ? bold : regular;
  }
};

namespace layout {

/// The faces of `fonts` and the languages. Faults: those of `Typesetting::load`.
[[nodiscard]] Result<Typesetting::Data> load_typesetting(std::span<const EmbeddedFile> fonts,
                                                         locales::Catalog catalog);

/// Fault RENDER-003 for a document in a language without labels.
[[nodiscard]] Fault no_labels(const std::string& path, const LanguageTag& language);

}  // namespace layout
}  // namespace enclosure::invoice
