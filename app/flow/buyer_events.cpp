#include "app/flow/buyer_events.h"

#include <algorithm>

#include "app/flow/pause.h"

namespace enclosure::app {
namespace {

using messaging::BounceClass;
using messaging::BuyerEvent;
using messaging::Stage;

/// The stage that came back: the one that is named, else the last one that was sent.
std::optional<Stage> stage_of(const BuyerEvent& event, StoreTransaction& tx) {
  if (event.stage) return event.stage;
  std::optional<Stage> last;
  std::optional<Instant> last_at;
  for (const StoredMessage& message : tx.messages_of(event.order)) {
    if (!message.sent_at || (last_at && *message.sent_at < *last_at)) continue;
    last_at = message.sent_at;
    last = message.plan.stage;
  }
  return last;
}

void log_bounce(const BuyerEvent& event, StoreTransaction& tx, Instant now) {
  if (event.order.empty()) return;
  const auto stage = stage_of(event, tx);
  if (!stage) return;
  const auto bounce = event.bounce.value_or(BounceClass::kUnknown);
  tx.log({event.order, *stage, now, "bounced", "B:" + std::string(messaging::to_string(bounce))});
}

}  // namespace

Faults check_buyer_event(const BuyerEvent& event, StoreTransaction& tx) {
  const std::string path = "event " + event.id.to_string();
  if (!event.order.empty() && !tx.order(event.order)) {
    return {{"EVENT-002", path, "there is no order " + event.order.to_string(),
             "import the order first"}};
  }
  const auto before = tx.buyer_event(event.id);
  if ((before && !(*before == event)) || tx.event(event.id)) {
    return {{"EVENT-004", path, "this event id stands for another event already",
             "give each event an id of its own"}};
  }
  return {};
}

Change record_buyer_event(const BuyerEvent& event, StoreTransaction& tx, Instant now) {
  const Change change = tx.put_buyer_event(event, now);
  if (change != Change::kNew || event.type != messaging::BuyerEventType::kBounced) return change;
  log_bounce(event, tx, now);
  if (event.bounce == BounceClass::kNotRegistered) {
    const auto stored = event.order.empty() ? std::nullopt : tx.order(event.order);
    pause(tx, stored ? stored->order.channel : Channel::kAmazon, now,
          "a message came back: the marketplace does not know the sender; register the address of "
          "mail.from there");
  }
  return change;
}

}  // namespace enclosure::app
