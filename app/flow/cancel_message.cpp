#include "app/flow/cancel_message.h"

#include "messaging/reasons.h"

namespace enclosure::app {

using messaging::MessageState;

Result<StoredMessage> cancel_message(const OrderId& order, messaging::Stage stage,
                                     StoreTransaction& tx, Instant now) {
  const std::string name = order.to_string();
  for (StoredMessage& message : tx.messages_of(order)) {
    if (message.plan.stage != stage) continue;
    const MessageState state = message.plan.state;
    if (state == MessageState::kCancelled && message.plan.reason == messaging::reason::kBySeller)
      return message;
    if (state != MessageState::kScheduled && state != MessageState::kRetryable) {
      return Fault{"MESSAGE-010", name,
                   "the message is " + std::string(messaging::to_string(state)) +
                       " and cannot be taken off the plan",
                   "only what is scheduled, or waits to be tried again, can be"};
    }
    message.plan.state = MessageState::kCancelled;
    message.plan.reason = std::string(messaging::reason::kBySeller);
    message.updated_at = now;
    tx.update_message(message);
    tx.log({order, stage, now, "suppressed", message.plan.reason});
    return message;
  }
  return Fault{"MESSAGE-011", name, "there is no such message",
               "messages are planned when the invoice is issued"};
}

}  // namespace enclosure::app
