#pragma once
// The colours that the numbers on the page mean.

#include <string>

namespace enclosure::invoice::pdf {

/// sRGB (IEC 61966-2-1) as an ICC profile of version 4.2: matrix and parametric curve, 480 bytes.
/// Written by this program from the published numbers, so it needs no licence. The same bytes each
/// time.
[[nodiscard]] std::string srgb_profile();

}  // namespace enclosure::invoice::pdf
