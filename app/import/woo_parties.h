#pragma once
// Buyers and addresses of WooCommerce.

#include <string_view>

#include "app/import/json_reader.h"
#include "app/import/sink.h"
#include "core/order.h"

namespace enclosure::app {

/// Who bought, and where the goods go.
struct WooParties {
  Buyer buyer;
  Address deliver_to;  ///< the billing address where no other is given
};

/// Reads the parties of `order`, with what plugins keep in its meta data: VAT number, purchase
/// order number, language. `named` is the order in notices: "order 20451".
[[nodiscard]] WooParties read_woo_parties(const Reader& order, std::string_view named, Sink& sink);

}  // namespace enclosure::app
