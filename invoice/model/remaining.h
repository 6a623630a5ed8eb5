#pragma once
// What is left of an order once part of its invoice was credited: what a corrected invoice bills.

#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::invoice {

/// `consignment`, the part of the order that `original` bills, less what the credit notes `before`
/// gave back: pieces that were returned are gone, money that was given back for pieces that stay is
/// a discount, shipping that is left is spread over the lines that are left. Without credit notes
/// it is `consignment` itself.
///
/// Fault CORRECT-004: what is left cannot be put into lines (nothing is, shipping of goods that are
/// gone, or prices without VAT).
[[nodiscard]] Result<Order> remaining_order(const Order& consignment, const Invoice& original,
                                            const std::vector<Invoice>& before);

}  // namespace enclosure::invoice
