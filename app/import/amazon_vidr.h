#pragma once
// Amazon's VAT Invoice Data Report, flat file.

#include <string_view>

#include "app/import/sink.h"

namespace enclosure::app {

/// Whether the first line of `bytes` can be the header of the report: it names an order, an item
/// and several of the report's other columns. Asks for no valid encoding.
[[nodiscard]] bool looks_like_vidr(std::string_view bytes);

/// Reads the report: a row is an item in a shipment; rows of one order id become one order, rows of
/// one shipping id one shipment. What the buyer paid is `item-vat-incl-amount` and its sisters for
/// shipping and gift wrap; promotions are negative and lower them. Amazon's own VAT is compared and
/// never taken over. Rows of type REFUND and RETURN become events, so that the buyer is not asked
/// for a review.
void read_vidr(std::string_view name, std::string_view bytes, Sink& sink);

}  // namespace enclosure::app
