#pragma once
// An order as it stands at a moment: what the input said, and what events told since.

#include <vector>

#include "core/order.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// The shipments of `order` with the events up to `now` applied: shipped and delivered instants.
/// What lies in the future of `now` is not known yet. A "shipped" event makes a shipment of the
/// whole order where the order names none.
[[nodiscard]] Order as_of(const Order& order, const std::vector<OrderEvent>& events, Instant now);

/// What the message plan needs to know of an order that went through `as_of`.
[[nodiscard]] messaging::OrderHistory history_of(const Order& order_as_of_now,
                                                 const std::vector<OrderEvent>& events,
                                                 bool do_not_ask, bool has_invoice, Instant now);

}  // namespace enclosure::app
