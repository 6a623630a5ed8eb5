#pragma once
// What the seller has to say before a document may be issued on a decision that the law allows.

#include "core/order.h"
#include "core/result.h"
#include "invoice/tax/decide.h"

namespace enclosure::invoice {

/// Empty where the decision may be acted upon. Faults: TAX-007 a triangular transaction that was
/// concluded from the facts but never declared: it is as likely that a registration is missing;
/// TAX-008 an order that is the refund of an invoice: `credit` draws its credit note from that
/// invoice itself, so that none is credited twice.
[[nodiscard]] Faults questions_to_seller(const Order& order, const TaxDecision& decision);

}  // namespace enclosure::invoice
