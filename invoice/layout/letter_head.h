#pragma once
// The top of the first page, and of those after it.

#include <optional>

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The size of the logo in pixels.
struct LogoSize {
  int width = 0;
  int height = 0;
};

/// Where a logo of that size stands on the first page: as large as its place allows, but not larger
/// than one point a pixel.
[[nodiscard]] Box logo_box(LogoSize logo, const Design& design);

/// What the logo is to those who do not see it.
[[nodiscard]] Element logo_figure(const InvoiceContent& invoice);

/// Everything from the upper edge of the first page down to where the table begins: brand, sender,
/// buyer, facts (numbers and dates), title. Notes RENDER-002 for what is too long.
[[nodiscard]] Band first_page_head(Composer& composer, bool has_logo);

/// The same for the other pages: whose document it is, and which. An artifact.
[[nodiscard]] Band running_head(Composer& composer);

}  // namespace enclosure::invoice::layout
