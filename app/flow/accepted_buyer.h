#pragma once
// The buyer of an order, as a correction of one of its invoices left it.

#include <vector>

#include "app/ports/store.h"
#include "core/order.h"

namespace enclosure::app {

/// `order` (as it came in) with the buyer that the newest correction among its `documents` bills:
/// what was accepted for one invoice counts for those of later shipments. Another VAT number has
/// not been confirmed for them yet. An order that was imported anew since, with other data about
/// its buyer than any document before that correction bears, is the newer word and stays as it is.
[[nodiscard]] Order with_accepted_buyer(Order order, const std::vector<StoredInvoice>& documents);

}  // namespace enclosure::app
