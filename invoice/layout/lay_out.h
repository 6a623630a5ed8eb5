#pragma once
// From an invoice to its pages.

#include <optional>

#include "core/result.h"
#include "invoice/layout/letter_head.h"
#include "invoice/layout/page.h"
#include "invoice/layout/typesetting.h"

namespace enclosure::invoice::layout {

/// Sets `invoice` on as many pages as it takes, in its look.
///
/// The table's head stands again on each page, with the sums carried over; the last line of the
/// table and the totals share a page, to which that line does not go alone; the totals are never
/// cut. A pure function: the same values give the same layout on every machine. Faults: RENDER-001,
/// RENDER-002, RENDER-003 (see invoice/render.h).
[[nodiscard]] Result<Layout> lay_out(const InvoiceContent& invoice, std::optional<LogoSize> logo,
                                     const Typesetting::Data& typesetting);

}  // namespace enclosure::invoice::layout
