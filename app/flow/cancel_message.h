#pragma once
// A message that the seller takes off the plan.

#include "app/ports/store.h"
#include "core/result.h"

namespace enclosure::app {

/// Takes one message off the plan for good; one that the seller took off before stays as it is.
/// Faults MESSAGE-010: it was sent, is being sent, or is off the plan for another reason;
/// MESSAGE-011: no such message.
[[nodiscard]] Result<StoredMessage> cancel_message(const OrderId& order, messaging::Stage stage,
                                                   StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
