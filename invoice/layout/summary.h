#pragma once
// What stands below the table: VAT breakdown and totals.

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The breakdown by category and rate on the left, the totals on the right; below each other where
/// amounts are so long that they do not fit side by side. Never cut.
[[nodiscard]] Band totals_block(Composer& composer);

}  // namespace enclosure::invoice::layout
