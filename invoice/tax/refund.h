#pragma once
// Rule CR1 for an order that gives money back: the formula of the invoice on what is refunded, and
// the balance to the last refund.

#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::invoice {

/// Sets net and VAT of `groups`, which GR1 made of the refunded gross, by CR1 against what `order`
/// tells of the invoice (`credits`, by group or in total) and of earlier credit notes
/// (`credited_before`).
///
/// Faults AMOUNT-004: more is refunded than is left, in total or of a group; the amounts of the
/// invoice or of the earlier credit notes do not agree with each other.
[[nodiscard]] Faults refund_groups(const Order& order, std::vector<VatBreakdown>& groups);

}  // namespace enclosure::invoice
