#pragma once
// The operators that draw a page's texts (ISO 32000-1, 9.4), with their marks (14.6).

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"

namespace enclosure::invoice::pdf {

/// Appends the sequence that begins the content of `element`: an artifact, or marked content whose
/// MCID is the place that it takes in `marked`.
void begin_element(std::string& out, layout::ElementId element,
                   const std::vector<layout::Element>& structure,
                   std::vector<layout::ElementId>& marked);

/// How a page calls its fonts, by `layout::Weight`: "F1".
using FontNames = std::array<std::string_view, 2>;

/// Appends one text object with all runs of `page`; neighbours of one element share a mark, and
/// within it what is in another language has one that says so (ISO 32000-1, 14.9.2). Codes
/// are the glyphs of the faces. Gives whether each character has a glyph and each size is positive;
/// when not, what was appended must not be used.
[[nodiscard]] bool draw_texts(std::string& out, const layout::Page& page,
                              const layout::Layout& layout, const Typesetting::Data& typesetting,
                              const FontNames& fonts, std::vector<layout::ElementId>& marked);

}  // namespace enclosure::invoice::pdf
