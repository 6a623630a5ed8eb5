#pragma once
// Everything that the plan of an order's messages depends on besides the order: what happened to
// it, what its buyer did, what the seller's lists say.

#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "attachments/select.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// The history of an order that went through `as_of`, as of `now`. `selection` is what goes along
/// with it: its products tell classes and who is not to be asked.
[[nodiscard]] messaging::OrderHistory contact_facts(
    const Order& order_as_of_now, const std::vector<OrderEvent>& events, bool has_invoice,
    const attachments::Selection& selection, const Shop& shop, StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
