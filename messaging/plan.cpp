#include "messaging/plan.h"

#include <algorithm>

#include "messaging/reasons.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr days kAmazonOpens{5};    // P02, B7: not before day 5 …
constexpr days kAmazonCloses{30};  // … and not after day 30 after delivery
constexpr days kShopReviewCloses{14};
constexpr seconds kShopCheckUpCloses = days{29} - seconds{1};  // through day 28
constexpr days kCheckUpEarliest{14};
constexpr days kCheckUpLatest{28};
constexpr days kDocumentsGrace{2};            // after the estimated delivery
constexpr days kDocumentsWithoutEstimate{7};  // after shipping

/// The time in which a message makes sense.
struct Window {
  Instant opens_at;
  Instant closes_at;
  std::string_view moved_by;  // the rule that moved `opens_at`, or none
};

/// Everything that one decision looks at.
struct Case {
  const Order& order;
  const OrderHistory& history;
  const MessagePolicy& policy;
  Instant now;

  [[nodiscard]] bool on_amazon() const { return order.channel == Channel::kAmazon; }
  [[nodiscard]] bool cancelled() const {
    return history.cancelled || order.state == OrderState::kCancelled;
  }

  /// The stage that carries the one review request on Amazon.
  [[nodiscard]] Stage amazon_stage() const {
    const bool check_up = policy.amazon_review_stage == Stage::kCheckUp ? policy.check_up_enabled
                                                                        : !policy.review_enabled;
    return check_up ? Stage::kCheckUp : Stage::kReview;
  }
};

PlannedMessage message_of(const Case& c, Stage stage) {
  PlannedMessage message;
  message.order = c.order.id;
  message.stage = stage;
  return message;
}

PlannedMessage cancelled(PlannedMessage message, std::string_view reason) {
  message.state = MessageState::kCancelled;
  message.due_at.reset();
  message.asks_for_review = false;
  message.reason = reason;
  return message;
}

PlannedMessage waiting(PlannedMessage message, std::string_view reason) {
  message.due_at.reset();
  message.reason = reason;
  return message;
}

/// Sets `due` as due time, later when quiet hours want it, and cancels when that is too late.
PlannedMessage settle(PlannedMessage message, Instant due, const Case& c) {
  const CountryCode& country = c.order.deliver_to.country;
  Instant awake = after_quiet_hours(due, country, c.policy);
  if (awake < c.now) {  // it should be gone already; but not in the middle of the night
    const Instant next = after_quiet_hours(c.now, country, c.policy);
    if (next != c.now) awake = next;
  }
  if (message.closes_at && std::max(awake, c.now) > *message.closes_at) {
    return cancelled(std::move(message), reason::kWindowClosed);
  }
  if (awake != due) message.reason = reason::kQuietHours;
  message.due_at = awake;
  return message;
}

PlannedMessage within(const Window& window, PlannedMessage message, const Case& c) {
  message.closes_at = window.closes_at;
  message.reason = window.moved_by;
  return settle(std::move(message), window.opens_at, c);
}

/// When delivery is expected at the latest, as far as anybody said so.
std::optional<Instant> expected_delivery(const Case& c) {
  std::optional<Instant> latest = c.history.promised_by;
  for (const Shipment& shipment : c.order.shipments) {
    if (!shipment.estimated_delivery) continue;
    latest = latest ? std::max(*latest, *shipment.estimated_delivery) : shipment.estimated_delivery;
  }
  return latest;
}

Instant documents_close_at(const Case& c, Instant shipped_at) {
  if (c.history.delivered_at) return *c.history.delivered_at;
  if (const auto expected = expected_delivery(c)) return *expected + kDocumentsGrace;
  return shipped_at + kDocumentsWithoutEstimate;
}

/// What keeps stage 1 from ever being sent, or nothing.
std::string_view obstacle_to_documents(const Case& c) {
  if (!c.policy.documents_enabled) return reason::kStageOff;
  if (c.on_amazon() && c.order.marketplace_issues_invoice.value_or(false))
    return reason::kMarketplaceIssuesInvoice;
  if (c.order.credits) return reason::kCreditNote;
  if (c.cancelled()) return reason::kCancelled;
  if (c.order.buyer.email.empty()) return reason::kNoAddress;
  if (!c.history.has_invoice) return reason::kNoInvoice;
  if (!c.history.shipped_at && c.history.delivered_at) return reason::kWindowClosed;
  return {};
}

PlannedMessage plan_documents(const Case& c) {
  PlannedMessage message = message_of(c, Stage::kDocuments);
  message.permitted_reason = "invoice";
  if (const auto obstacle = obstacle_to_documents(c); !obstacle.empty()) {
    return cancelled(std::move(message), obstacle);
  }
  if (!c.history.shipped_at) return waiting(std::move(message), reason::kNotShipped);
  const Instant shipped_at = *c.history.shipped_at;
  return within({shipped_at + std::max(c.policy.documents_delay, seconds{0}),
                 documents_close_at(c, shipped_at),
                 {}},
                std::move(message), c);
}

/// What keeps stage 2 or 3 from ever being sent, or nothing. What the policy decides comes before
/// what may still change (an address), see `may_come_back`.
std::string_view obstacle_to_asking(const Case& c, Stage stage) {
  const bool enabled =
      stage == Stage::kReview ? c.policy.review_enabled : c.policy.check_up_enabled;
  if (!enabled) return reason::kStageOff;
  if (c.on_amazon() && stage != c.amazon_stage()) {
    return stage == Stage::kReview ? reason::kAskedInStage3 : reason::kAskedInStage2;
  }
  if (c.order.credits) return reason::kCreditNote;
  if (c.cancelled()) return reason::kCancelled;
  if (c.history.refunded) return reason::kRefunded;
  if (c.history.returned) return reason::kReturned;
  if (c.history.opted_out) return reason::kOptedOut;
  if (c.history.do_not_ask) return reason::kDoNotAsk;
  if (c.order.buyer.email.empty()) return reason::kNoAddress;
  return {};
}

Window window_for_asking(const Case& c, Stage stage, Instant delivered_at) {
  const bool check_up = stage == Stage::kCheckUp;
  seconds delay =
      check_up
          ? std::clamp<seconds>(c.policy.check_up_delay, kCheckUpEarliest, kCheckUpLatest)
          : std::clamp<seconds>(c.policy.review_delay, seconds{0}, kShopReviewCloses - days{1});
  if (!c.on_amazon()) {
    return {delivered_at + delay,
            delivered_at + (check_up ? kShopCheckUpCloses : seconds{kShopReviewCloses}),
            {}};
  }
  const bool too_soon = delay < kAmazonOpens;
  if (too_soon) delay = kAmazonOpens;
  return {delivered_at + delay, delivered_at + kAmazonCloses,
          too_soon ? reason::kOpensOnDay5 : std::string_view{}};
}

PlannedMessage plan_asking(const Case& c, Stage stage) {
  PlannedMessage message = message_of(c, stage);
  message.asks_for_review = c.on_amazon() ? stage == c.amazon_stage()
                                          : stage == Stage::kReview || !c.policy.review_enabled ||
                                                c.policy.shop_asks_again;
  message.permitted_reason = message.asks_for_review ? "review_request" : "check_up";
  if (const auto obstacle = obstacle_to_asking(c, stage); !obstacle.empty()) {
    return cancelled(std::move(message), obstacle);
  }
  if (!c.history.delivered_at) return waiting(std::move(message), reason::kNotDelivered);
  const Instant delivered_at = *c.history.delivered_at;
  if (!c.policy.ask_when_late && c.history.promised_by && delivered_at > *c.history.promised_by) {
    return cancelled(std::move(message), reason::kDeliveredLate);
  }
  return within(window_for_asking(c, stage, delivered_at), std::move(message), c);
}

PlannedMessage plan_stage(const Case& c, Stage stage) {
  return stage == Stage::kDocuments ? plan_documents(c) : plan_asking(c, stage);
}

/// Cancelled for want of something that a later import may bring.
bool may_come_back(const PlannedMessage& stored) {
  return stored.reason == reason::kNoAddress || stored.reason == reason::kNoInvoice;
}

}  // namespace

std::vector<PlannedMessage> plan(const Order& order, const OrderHistory& history,
                                 const MessagePolicy& policy, Instant now) {
  const Case c{order, history, policy, now};
  return {plan_stage(c, Stage::kDocuments), plan_stage(c, Stage::kReview),
          plan_stage(c, Stage::kCheckUp)};
}

PlannedMessage reconsider(const PlannedMessage& stored, const Order& order,
                          const OrderHistory& history, const MessagePolicy& policy, Instant now) {
  const bool cancelled_before = stored.state == MessageState::kCancelled;
  const bool open =
      stored.state == MessageState::kScheduled || stored.state == MessageState::kRetryable;
  if (!open && !(cancelled_before && may_come_back(stored))) return stored;

  const Case c{order, history, policy, now};
  PlannedMessage planned = plan_stage(c, stored.stage);
  if (cancelled_before || planned.state == MessageState::kCancelled) return planned;

  planned.state = stored.state;
  if (!stored.asks_for_review && planned.asks_for_review) {
    planned.asks_for_review = false;
    planned.permitted_reason = stored.permitted_reason;
  }
  if (planned.due_at && stored.due_at && *stored.due_at > *planned.due_at) {
    planned.reason = stored.reason;
    return settle(std::move(planned), *stored.due_at, c);
  }
  return planned;
}

bool is_due(const PlannedMessage& message, Instant now) {
  const bool open =
      message.state == MessageState::kScheduled || message.state == MessageState::kRetryable;
  return open && message.due_at && *message.due_at <= now &&
         (!message.closes_at || now <= *message.closes_at);
}

}  // namespace enclosure::messaging
