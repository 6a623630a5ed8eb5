#pragma once
// WooCommerce, REST API v3: the seller's own shop.

#include "app/import/json_reader.h"
#include "app/import/sink.h"

namespace enclosure::app {

/// Reads one order. Gross is net plus the tax that the shop charged, line by line; all of it must
/// sum to the order's `total`. A completed order is one shipment, of the day of completion.
/// Refunds become events.
void read_woocommerce_order(const Reader& order, Sink& sink);

}  // namespace enclosure::app
