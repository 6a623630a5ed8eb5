#pragma once
// What stands below the table: VAT breakdown, totals, notice of payment, mentions of the law.

#include <vector>

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The breakdown by category and rate on the left, the totals on the right; below each other where
/// amounts are so long that they do not fit side by side. Never cut.
[[nodiscard]] Band totals_block(Composer& composer);

/// The notes, line by line: how to pay or that it is paid, the reasons for taking no VAT with their
/// codes, other mentions.
[[nodiscard]] std::vector<Band> notes(Composer& composer);

}  // namespace enclosure::invoice::layout
