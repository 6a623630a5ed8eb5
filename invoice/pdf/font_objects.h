#pragma once
// A font as PDF objects (ISO 32000-1, 9.6 to 9.10).

#include <cstdint>

#include "invoice/layout/font_face.h"
#include "invoice/pdf/embedded_font.h"
#include "invoice/pdf/object_file.h"

namespace enclosure::invoice::pdf {

/// Writes `font` as the value of `object`: a Type0 font over a CIDFontType2 whose codes are glyphs,
/// with its program, descriptor, widths and /ToUnicode.
void write_font(ObjectFile& file, std::uint32_t object, const EmbeddedFont& font,
                const layout::FontMetrics& metrics);

}  // namespace enclosure::invoice::pdf
