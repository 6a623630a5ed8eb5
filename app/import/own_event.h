#pragma once
// Events of own JSON inside the readers of this folder (docs/order-format.md): one format for what
// happens to an order and for what its buyer does.

#include <variant>

#include "app/import/json_reader.h"
#include "core/order.h"
#include "messaging/buyer_event.h"

namespace enclosure::app {

using ReadEvent = std::variant<OrderEvent, messaging::BuyerEvent>;

/// Reads an event. What it gives is whole only when the log of `reader` took no fault meanwhile.
/// Faults: EVENT-001 no such type, EVENT-006 no such class, IMPORT-005 a member that this type of
/// event does not have, and those of `Reader`.
[[nodiscard]] ReadEvent read_own_event(const Reader& reader);

}  // namespace enclosure::app
