#pragma once
// What the seller has to say before a document may be issued on a decision that the law allows.

#include <string>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/seller.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// Empty where the decision may be acted upon. Faults: TAX-007 a triangular transaction that was
/// concluded from the facts but never declared: it is as likely that a registration is missing;
/// TAX-008 an order that is the refund of an invoice: `credit` draws its credit note from that
/// invoice itself, so that none is credited twice.
[[nodiscard]] Faults questions_to_seller(const Order& order, const TaxDecision& decision);

/// What the seller should know although the document is right, as codes like those of
/// `TaxDecision::warnings`: "no_vat_number_of_dispatch:PL", goods of the seller leave a state where
/// the seller is neither established nor registered (Art. 17, 23: moving stock there is a supply).
[[nodiscard]] std::vector<std::string> notes_to_seller(const Order& order,
                                                       const TaxDecision& decision,
                                                       const Seller& seller, const TaxLaw& law);

}  // namespace enclosure::invoice
