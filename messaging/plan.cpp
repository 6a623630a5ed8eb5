#include "messaging/plan.h"

#include <algorithm>

#include "messaging/plan_case.h"
#include "messaging/reasons.h"

namespace enclosure::messaging {
namespace {

PlannedMessage message_of(const Case& c, Stage stage, const StageRules& rules) {
  PlannedMessage message;
  message.order = c.order.id;
  message.stage = stage;
  message.campaign = rules.campaign;
  return message;
}

PlannedMessage waiting(PlannedMessage message, std::string_view reason) {
  message.due_at.reset();
  message.reason = reason;
  return message;
}

PlannedMessage within(const Window& window, PlannedMessage message, const StageRules& rules,
                      const Case& c) {
  message.closes_at = window.closes_at;
  message.reason = window.moved_by;
  return settle(std::move(message), window.opens_at, rules.hours, c);
}

/// What keeps stage 1 from ever being sent, or nothing.
std::string_view obstacle_to_documents(const Case& c, const StageRules& rules) {
  if (!rules.enabled) return reason::kStageOff;
  if (c.on_amazon() && c.order.marketplace_issues_invoice.value_or(false))
    return reason::kMarketplaceIssuesInvoice;
  if (c.order.credits) return reason::kCreditNote;
  if (c.cancelled()) return reason::kCancelled;
  if (c.history.blocked == Blocked::kAll) return reason::kBlocked;
  if (c.order.buyer.email.empty()) return reason::kNoAddress;
  if (c.history.address_dead) return reason::kBounced;
  if (!c.history.has_invoice) return reason::kNoInvoice;
  if (!c.history.shipped_at && c.history.delivered_at) return reason::kWindowClosed;
  return {};
}

PlannedMessage plan_documents(const Case& c) {
  const StageRules rules = c.rules(Stage::kDocuments);
  PlannedMessage message = message_of(c, Stage::kDocuments, rules);
  message.permitted_reason = "invoice";
  if (const auto obstacle = obstacle_to_documents(c, rules); !obstacle.empty()) {
    return cancelled(std::move(message), obstacle);
  }
  if (!c.history.shipped_at) return waiting(std::move(message), reason::kNotShipped);
  return within(documents_window(c, rules), std::move(message), rules, c);
}

/// What the buyer, the bank or the seller's lists say against any request, or nothing.
std::string_view stop_of(const OrderHistory& history) {
  if (history.charged_back) return reason::kChargedBack;
  if (history.refunded) return reason::kRefunded;
  if (history.returned) return reason::kReturned;
  if (history.opted_out) return reason::kOptedOut;
  if (history.bounced || history.address_dead) return reason::kBounced;
  if (history.blocked != Blocked::kNo) return reason::kBlocked;
  if (history.review_known) return reason::kReviewKnown;
  if (history.feedback_known) return reason::kFeedbackKnown;
  if (history.do_not_ask) return reason::kDoNotAsk;
  return {};
}

/// What keeps stage 2 or 3 from ever being sent, or nothing. What the policy decides comes before
/// what may still change (an address), see `may_come_back`.
std::string_view obstacle_to_asking(const Case& c, Stage stage, const StageRules& rules) {
  if (!rules.enabled) return reason::kStageOff;
  if (c.on_amazon() && stage != c.amazon_stage()) {
    return stage == Stage::kReview ? reason::kAskedInStage3 : reason::kAskedInStage2;
  }
  if (c.order.credits) return reason::kCreditNote;
  if (c.cancelled()) return reason::kCancelled;
  if (const auto stop = stop_of(c.history); !stop.empty()) return stop;
  if (c.order.buyer.email.empty()) return reason::kNoAddress;
  return {};
}

bool was_late(const Case& c) {
  return !c.policy.ask_when_late && c.history.promised_by && c.history.delivered_at &&
         *c.history.delivered_at > *c.history.promised_by;
}

/// While the buyer waits for an answer nothing is asked, and the window goes on closing.
PlannedMessage held_for_answer(PlannedMessage message, const Window& window, const Case& c) {
  message.closes_at = window.closes_at;
  if (c.now > window.closes_at) return cancelled(std::move(message), reason::kWindowClosed);
  return waiting(std::move(message), reason::kOpenCase);
}

PlannedMessage plan_asking(const Case& c, Stage stage) {
  const StageRules rules = c.rules(stage);
  PlannedMessage message = message_of(c, stage, rules);
  message.asks_for_review =
      c.on_amazon()
          ? stage == c.amazon_stage()
          : stage == Stage::kReview || !c.rules(Stage::kReview).enabled || c.policy.shop_asks_again;
  message.permitted_reason = message.asks_for_review ? kReviewRequest : kHelp;
  if (const auto obstacle = obstacle_to_asking(c, stage, rules); !obstacle.empty()) {
    return cancelled(std::move(message), obstacle);
  }
  const auto arrival = arrival_of(c);
  if (!arrival) return waiting(std::move(message), reason::kNotDelivered);
  if (was_late(c)) return cancelled(std::move(message), reason::kDeliveredLate);
  const Window window = asking_window(c, stage, rules, *arrival);
  if (c.history.case_open) return held_for_answer(std::move(message), window, c);
  return within(window, std::move(message), rules, c);
}

/// The settings of all messages.
StageRules default_rules(const MessagePolicy& policy, Stage stage) {
  StageRules rules;
  rules.hours.quiet = {policy.quiet_from_hour, policy.quiet_until_hour};
  switch (stage) {
    case Stage::kDocuments:
      rules.enabled = policy.documents_enabled;
      rules.trigger = Trigger::kShipped;
      rules.delay = policy.documents_delay;
      break;
    case Stage::kReview:
      rules.enabled = policy.review_enabled;
      rules.delay = policy.review_delay;
      break;
    case Stage::kCheckUp:
      rules.enabled = policy.check_up_enabled;
      rules.delay = policy.check_up_delay;
      break;
  }
  return rules;
}

const Campaign* campaign_for(const Case& c, Stage stage) {
  if (c.kept != nullptr && c.kept->stage == stage)
    return campaign_named(c.policy.campaigns, c.kept->campaign);
  return choose_campaign(
      c.policy.campaigns, stage, c.order,
      {c.history.repeat_buyer, delivery_kind(c.history), c.history.brands, c.history.classes});
}

}  // namespace

StageRules Case::rules(Stage stage) const {
  StageRules rules = default_rules(policy, stage);
  const auto index = static_cast<std::size_t>(stage) - 1;
  if (kept != nullptr && kept->stage == stage) rules.campaign = kept->campaign;
  const Campaign* campaign = campaign_for(*this, stage);
  if (campaign == nullptr || !campaign->messages[index]) return rules;
  const CampaignMessage& message = *campaign->messages[index];
  rules.enabled = message.enabled;
  rules.trigger = message.trigger;
  rules.delay = message.delay;
  rules.hours.time_of_day = message.time_of_day;
  rules.hours.weekdays = message.weekdays;
  if (message.quiet) rules.hours.quiet = *message.quiet;
  rules.campaign = campaign->name;
  return rules;
}

Stage Case::amazon_stage() const {
  if (stored != nullptr && stored->stage != Stage::kDocuments) {
    const Stage other = stored->stage == Stage::kReview ? Stage::kCheckUp : Stage::kReview;
    return stored->permitted_reason == kReviewRequest ? stored->stage : other;
  }
  const bool check_up = policy.amazon_review_stage == Stage::kCheckUp
                            ? rules(Stage::kCheckUp).enabled
                            : !rules(Stage::kReview).enabled;
  return check_up ? Stage::kCheckUp : Stage::kReview;
}

PlannedMessage cancelled(PlannedMessage message, std::string_view reason) {
  message.state = MessageState::kCancelled;
  message.due_at.reset();
  message.asks_for_review = false;
  message.reason = reason;
  return message;
}

PlannedMessage settle(PlannedMessage message, Instant due, const SendingHours& hours,
                      const Case& c) {
  const BuyerZone zone = c.zone();
  Instant awake = next_allowed(due, hours, zone);
  if (awake < c.now) {  // it should be gone already; but not in the middle of the night
    const Instant next = next_allowed(c.now, {hours.quiet, std::nullopt, hours.weekdays}, zone);
    if (next != c.now) awake = next;
  }
  if (message.closes_at && std::max(awake, c.now) > *message.closes_at) {
    return cancelled(std::move(message), reason::kWindowClosed);
  }
  if (awake != due) {
    const bool wished = hours.time_of_day || hours.weekdays.any();
    message.reason = wished ? reason::kSendingTime : reason::kQuietHours;
  }
  message.due_at = awake;
  return message;
}

PlannedMessage plan_stage(const Case& c, Stage stage) {
  return stage == Stage::kDocuments ? plan_documents(c) : plan_asking(c, stage);
}

DeliveryKind delivery_kind(const OrderHistory& history) {
  if (history.delivered_at) return history.delivery;
  return history.estimate ? DeliveryKind::kEstimated : DeliveryKind::kUnknown;
}

std::vector<PlannedMessage> plan(const Order& order, const OrderHistory& history,
                                 const MessagePolicy& policy, Instant now) {
  const Case c{order, history, policy, now};
  return {plan_stage(c, Stage::kDocuments), plan_stage(c, Stage::kReview),
          plan_stage(c, Stage::kCheckUp)};
}

}  // namespace enclosure::messaging
