#pragma once
// Inside of the planner: one decision and all that it looks at.

#include <string>
#include <string_view>

#include "messaging/plan.h"
#include "messaging/reasons.h"

namespace enclosure::messaging {

/// What holds for one message: a campaign's word, or the settings of all messages.
struct StageRules {
  bool enabled = true;
  Trigger trigger = Trigger::kDelivered;
  std::chrono::seconds delay{0};
  SendingHours hours;
  std::string campaign;  ///< empty: the settings
};

struct Case {
  const Order& order;
  const OrderHistory& history;
  const MessagePolicy& policy;
  Instant now;
  /// Of a message that has had its time already: the campaign stays.
  const PlannedMessage* kept = nullptr;
  /// As it stands in the store, when a plan is looked at again: where the request of the order was
  /// planned once, it stays.
  const PlannedMessage* stored = nullptr;

  [[nodiscard]] bool on_amazon() const { return order.channel == Channel::kAmazon; }
  [[nodiscard]] bool cancelled() const {
    return history.cancelled || order.state == OrderState::kCancelled;
  }
  [[nodiscard]] BuyerZone zone() const { return BuyerZone::of(order.deliver_to); }
  [[nodiscard]] StageRules rules(Stage stage) const;
  /// The stage that carries the one review request on Amazon: where the store has it, else where
  /// the policy wants it.
  [[nodiscard]] Stage amazon_stage() const;
};

/// The window of time in which a message makes sense.
struct Window {
  Instant opens_at;
  Instant closes_at;
  std::string_view moved_by;  ///< the rule that moved `opens_at`, or none
};

/// When the goods arrived, or will have arrived, as far as anybody may act on it.
struct Arrival {
  Instant earliest;
  Instant latest;
};
[[nodiscard]] std::optional<Arrival> arrival_of(const Case& c);

/// The windows of P02; a request for a review needs the arrival. `documents_window` needs shipping.
[[nodiscard]] Window documents_window(const Case& c, const StageRules& rules);
[[nodiscard]] Window asking_window(const Case& c, Stage stage, const StageRules& rules,
                                   const Arrival& arrival);

/// Sets `due` as due time, later where `hours` want it, and cancels when that is too late.
[[nodiscard]] PlannedMessage settle(PlannedMessage message, Instant due, const SendingHours& hours,
                                    const Case& c);

/// `message` taken off the plan for `reason`.
[[nodiscard]] PlannedMessage cancelled(PlannedMessage message, std::string_view reason);

/// The plan of one stage.
[[nodiscard]] PlannedMessage plan_stage(const Case& c, Stage stage);

}  // namespace enclosure::messaging
