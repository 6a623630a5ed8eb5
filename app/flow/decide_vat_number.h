#pragma once
// The seller's own word about a VAT number that the register left open (S11).

#include <string>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Takes down what the seller decided about the buyer's number of `order`: kAskAgain makes the
/// question due at once, the others close it, and the next run issues accordingly. Who, when and
/// why stay in the store and in the grounds of the decision.
///
/// Faults: WHY-001, VIES-005 the order does not wait for the register, VIES-006 the decision is
/// nobody's, or one without a reason. Throws WorldError.
Result<Done> decide_vat_number(const OrderId& order, OwnDecision::Kind kind, const std::string& by,
                               const std::string& because, const Shop& shop, Store& store,
                               Instant now);

}  // namespace enclosure::app
