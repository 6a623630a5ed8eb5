#pragma once
// An order as it stands at a moment: what the input said, and what events told since.

#include <string>
#include <vector>

#include "app/ports/store.h"
#include "core/order.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// The shipments of `order` with the events up to `now` applied: shipped and delivered instants.
/// What lies in the future of `now` is not known yet. A "shipped" event makes a shipment of the
/// whole order where the order names none. Of several reports of an arrival the last one counts, so
/// that nobody is asked too early; one from before the shipping counts for nothing.
[[nodiscard]] Order as_of(const Order& order, const std::vector<OrderEvent>& events, Instant now);

/// Why `event` cannot have happened when it says, by what is known of `order` and all its `events`:
/// before the order was placed, or an arrival before any shipment that it concerns had left. Empty
/// where it can. A shipping told by its day alone counts from that day's beginning.
[[nodiscard]] std::string why_impossible(const OrderEvent& event, const Order& order,
                                         const std::vector<OrderEvent>& events);

/// `order` cut as its `documents` bill it. A document without a named shipment bills the whole
/// order, so what was told of shipments after it makes no further consignment.
[[nodiscard]] Order as_billed(Order order, const std::vector<StoredInvoice>& documents);

/// What the message plan needs to know of an order that went through `as_of`.
[[nodiscard]] messaging::OrderHistory history_of(const Order& order_as_of_now,
                                                 const std::vector<OrderEvent>& events,
                                                 bool do_not_ask, bool has_invoice, Instant now);

}  // namespace enclosure::app
