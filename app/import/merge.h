#pragma once
// Orders that arrive in parts.

#include "core/order.h"

namespace enclosure::app {

/// What is to be kept when `known`, the order as it was imported before, arrives again as
/// `incoming`.
///
/// A VAT invoice data report covers a span of days and holds only the shipments of that span. The
/// reader gives each of its lines an id that ends in the id of the shipment, so such orders are
/// recognised, and the shipments of `known` that `incoming` lacks stay, with their lines. All other
/// sources tell the whole order: there `incoming` is taken as it is.
[[nodiscard]] Order merged(const Order& known, Order incoming);

/// Puts shipments into the order of their time and id, and lines into the order of the shipments
/// that name them, so that the same parts make the same order in whatever sequence they came.
void arrange_by_shipment(Order& order);

}  // namespace enclosure::app
