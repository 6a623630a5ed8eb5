#pragma once
// From a cover sheet to its pages.

#include <optional>

#include "core/result.h"
#include "invoice/cover_sheet.h"
#include "invoice/layout/letter_head.h"
#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"

namespace enclosure::invoice::layout {

/// The size of a picture in pixels: `ProductPicture`s belong to the drawing.
using PictureSize = LogoSize;

/// Sets `sheet` on as many pages as it takes: what comes before the first use, then product by
/// product. Text stands at the left, pictures and QR codes in a column of their own at the right.
/// An item is never cut; where a product goes on over the page, its heading stands there again.
/// `Picture::image` counts the products that have a picture. A pure function. Faults: RENDER-001 to
/// RENDER-003.
[[nodiscard]] Result<Layout> lay_out_sheet(const CoverSheet& sheet, std::optional<LogoSize> logo,
                                           const Typesetting::Data& typesetting);

}  // namespace enclosure::invoice::layout
