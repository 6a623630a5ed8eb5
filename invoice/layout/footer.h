#pragma once
// The foot of every page.

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// The seller's particulars in columns under a rule, and the seller's own line; the same on every
/// page, and part of the document on the last one. The number of the page stands below it, on
/// `page_number`'s line.
[[nodiscard]] Band seller_footer(Composer& composer);

/// "Page 1 of 3", in both languages side by side, one line high: an artifact.
[[nodiscard]] Band page_number(PageComposer& composer, std::size_t page, std::size_t pages);

}  // namespace enclosure::invoice::layout
