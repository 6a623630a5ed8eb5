#include "app/flow/under_way.h"

#include "messaging/reasons.h"

namespace enclosure::app {

using messaging::MessageState;
using messaging::PlannedMessage;

std::string_view to_string(UnderWay fate) {
  return fate == UnderWay::kStays ? "stays" : "lost";
}

std::optional<UnderWay> request_under_way(const StoredMessage& message, const Order& order,
                                          const messaging::OrderHistory& history,
                                          const messaging::MessagePolicy& policy, Instant now) {
  namespace reason = messaging::reason;
  const bool is_open = message.plan.state == MessageState::kScheduled ||
                       message.plan.state == MessageState::kRetryable;
  if (!is_open || !message.plan.asks_for_review) return std::nullopt;
  const PlannedMessage again = reconsider(message.plan, order, history, policy, now);
  if (again.state == MessageState::kCancelled) {
    if (again.reason == reason::kStageOff) return UnderWay::kLost;
    return std::nullopt;  // whatever the seller configures
  }
  if (!again.asks_for_review) return UnderWay::kLost;
  const auto index = static_cast<std::size_t>(message.plan.stage) - 1;
  const std::string today = plan(order, history, policy, now).at(index).reason;
  if (today == reason::kAskedInStage2 || today == reason::kAskedInStage3) return UnderWay::kStays;
  return std::nullopt;
}

std::string explain_under_way(messaging::Stage stage, UnderWay fate) {
  const std::string name = "stage " + std::to_string(static_cast<int>(stage));
  if (fate == UnderWay::kStays)
    return "The review request was planned in " + name +
           " and stays there; orders that are planned from now on ask in the other one (R16).";
  return "The review request was planned in " + name +
         ", which asks no more: this order is not asked at all, because a request that moved could "
         "be sent twice (R16).";
}

}  // namespace enclosure::app
