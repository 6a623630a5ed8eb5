#pragma once
// Reads the mailbox for bounces: what each report says has its consequence, once.

#include <map>
#include <string>
#include <string_view>

#include "app/flow/shop.h"
#include "app/ports/mailbox.h"
#include "app/ports/store.h"
#include "core/result.h"

namespace enclosure::app {

/// What follows when a server refuses the recipient of `message` at once, with `reply`: the same as
/// if it had come back as a report that nobody is there. Nothing for an empty reply, and for a
/// refusal that says anything else (a policy, a full mailbox): that concerns the message alone.
[[nodiscard]] std::optional<messaging::BuyerEvent> event_of_refusal(const StoredMessage& message,
                                                                    std::string_view reply,
                                                                    Instant now);

/// What a reading did.
struct BounceReading {
  std::size_t mails = 0;                       ///< looked at
  std::size_t reports = 0;                     ///< new ones among them
  std::size_t foreign = 0;                     ///< reports about none of our messages
  std::map<std::string, std::size_t> classes;  ///< of the new ones

  BounceReading& operator+=(const BounceReading& other);
};

/// What became of one mail.
struct TakenBounce {
  StoredBounce bounce;
  bool is_new = false;
};

/// Takes one mail in: finds the message that it is about, by its Message-ID, by the order number of
/// Amazon, or by the address it did not reach, and keeps the event with its consequences
/// (app/flow/buyer_events.h). A mail that was read before changes nothing, and neither does one
/// about a message that we did not send.
TakenBounce take_bounce(std::string_view mail, const Shop& shop, StoreTransaction& tx, Instant now);

/// Reads what is new in `mailbox`. Throws WorldError; what was taken until then stays.
BounceReading take_bounces(const Shop& shop, Store& store, Mailbox& mailbox, Instant now);

/// When the mailbox is to be read next: five minutes after the last time.
[[nodiscard]] Instant next_bounce_reading(Store& store, Instant now);

}  // namespace enclosure::app
