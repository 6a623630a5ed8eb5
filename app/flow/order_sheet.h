#pragma once
// The cover sheet of a stored order, for who wants to print it.

#include "app/flow/cover_sheet.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// A sheet and where it comes from.
struct OrderSheet {
  FinishedSheet sheet;
  bool was_kept = false;           ///< it is the one that the mail took along, byte for byte
  bool mail_went_without = false;  ///< the mail was sent, and took none along
};

/// The sheet that went along with the mail of `order`; before it was sent, or where none went, one
/// made at `now` that does not say how documents travel. `messages.cover_sheet` is about mails
/// alone. Faults: SHEET-002 no such order, SHEET-003 nothing to put on a sheet, DISPATCH-003 the
/// kept one is missing or damaged, those of `make_cover_sheet`.
[[nodiscard]] Result<OrderSheet> sheet_of_order(const OrderId& order, const Shop& shop,
                                                StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
