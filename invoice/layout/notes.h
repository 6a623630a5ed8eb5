#pragma once
// What stands below the totals: payment, mentions of the law.

#include <vector>

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The notes, line by line: how to pay or that it is paid, the reasons for taking no VAT with their
/// codes, other mentions.
[[nodiscard]] std::vector<Band> notes(Composer& composer);

}  // namespace enclosure::invoice::layout
