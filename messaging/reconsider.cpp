// The decisions at the moment of dispatch.

#include <algorithm>

#include "messaging/plan_case.h"
#include "messaging/reasons.h"

namespace enclosure::messaging {
namespace {

bool is_open(const PlannedMessage& message) {
  return message.state == MessageState::kScheduled || message.state == MessageState::kRetryable;
}

/// Cancelled for want of something that a later import may bring: the invoice goes to the address
/// that took the place of a dead one, too.
bool may_come_back(const PlannedMessage& stored) {
  return stored.reason == reason::kNoAddress || stored.reason == reason::kNoInvoice ||
         (stored.stage == Stage::kDocuments && stored.reason == reason::kBounced);
}

}  // namespace

PlannedMessage reconsider(const PlannedMessage& stored, const Order& order,
                          const OrderHistory& history, const MessagePolicy& policy, Instant now) {
  const bool cancelled_before = stored.state == MessageState::kCancelled;
  if (!is_open(stored) && !(cancelled_before && may_come_back(stored))) return stored;

  const bool keeps_campaign = is_open(stored) && stored.due_at;
  const Case c{order, history, policy, now, keeps_campaign ? &stored : nullptr, &stored};
  PlannedMessage planned = plan_stage(c, stored.stage);
  if (stored.permitted_reason == kHelp) {  // it never begins to ask
    planned.asks_for_review = false;
    planned.permitted_reason = kHelp;
  }
  if (cancelled_before || planned.state == MessageState::kCancelled) return planned;

  planned.state = stored.state;
  if (planned.due_at && stored.due_at && *stored.due_at > *planned.due_at) {
    planned.reason = stored.reason;
    SendingHours hours = c.rules(stored.stage).hours;
    hours.time_of_day.reset();  // it was settled once; what moved it since is later
    return settle(std::move(planned), *stored.due_at, hours, c);
  }
  return planned;
}

PlannedMessage keep_one_a_day(const PlannedMessage& message, std::optional<Instant> last_sent,
                              const Order& order, const MessagePolicy& policy, Instant now) {
  const BuyerZone zone = BuyerZone::of(order.deliver_to);
  if (!last_sent || buyer_day(*last_sent, zone) != buyer_day(now, zone)) return message;
  const Instant tomorrow = next_day_after(now, zone, policy);
  if (message.closes_at && tomorrow > *message.closes_at)
    return cancelled(message, reason::kOneMailPerDay);
  PlannedMessage moved = message;
  moved.due_at = tomorrow;
  moved.reason = reason::kOneMailPerDay;
  return moved;
}

bool is_due(const PlannedMessage& message, Instant now) {
  return is_open(message) && message.due_at && *message.due_at <= now &&
         (!message.closes_at || now <= *message.closes_at);
}

}  // namespace enclosure::messaging
