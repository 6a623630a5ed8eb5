#pragma once
// What buyers and their mailboxes did, taken in with its consequences.

#include "app/ports/store.h"
#include "core/result.h"

namespace enclosure::app {

/// Whether `event` may be taken in. Faults: EVENT-002 its order is not known, EVENT-004 its id
/// stands for another event already.
[[nodiscard]] Faults check_buyer_event(const messaging::BuyerEvent& event, StoreTransaction& tx);

/// Keeps a checked event. One that is new has its consequences at once: a message that came back is
/// a line in the log of its order (of the stage it names, else of the last one that was sent), and
/// where the marketplace does not know the sender the channel of the order is paused, because
/// every further message would come back, too. The plan follows at the next pass, and in any case
/// before the next hand-over.
Change record_buyer_event(const messaging::BuyerEvent& event, StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
