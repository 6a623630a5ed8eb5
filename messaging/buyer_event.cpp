#include "messaging/buyer_event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace enclosure::messaging {
namespace {

constexpr std::array<std::pair<BuyerEventType, std::string_view>, 7> kTypes = {{
    {BuyerEventType::kChargedBack, "charged_back"},
    {BuyerEventType::kCaseOpened, "case_opened"},
    {BuyerEventType::kCaseClosed, "case_closed"},
    {BuyerEventType::kReviewReceived, "review_received"},
    {BuyerEventType::kFeedbackReceived, "feedback_received"},
    {BuyerEventType::kOptedOut, "opted_out"},
    {BuyerEventType::kBounced, "bounced"},
}};

constexpr std::array<std::pair<BounceClass, std::string_view>, 6> kClasses = {{
    {BounceClass::kHard, "hard"},
    {BounceClass::kSoft, "soft"},
    {BounceClass::kOptedOut, "opted_out"},
    {BounceClass::kNotRegistered, "not_registered"},
    {BounceClass::kTooLarge, "too_large"},
    {BounceClass::kUnknown, "unknown"},
}};

/// What came back, for this order and for the others of the address.
void learn_bounce(OrderHistory& history, const BuyerEvent& event, bool own) {
  const BounceClass bounce = event.bounce.value_or(BounceClass::kUnknown);
  history.bounced = history.bounced || own;
  history.address_dead = history.address_dead || bounce == BounceClass::kHard;
  history.opted_out = history.opted_out || bounce == BounceClass::kOptedOut;
}

}  // namespace

std::optional<BuyerEventType> parse_buyer_event_type(std::string_view text) {
  for (const auto& [type, name] : kTypes) {
    if (name == text) return type;
  }
  return std::nullopt;
}

std::string_view to_string(BuyerEventType type) {
  return kTypes[static_cast<std::size_t>(type)].second;
}

Result<BounceClass> parse_bounce_class(std::string_view text) {
  for (const auto& [bounce, name] : kClasses) {
    if (name == text) return bounce;
  }
  return Fault{"EVENT-006", "",
               "no class of a returned message: \"" + std::string(text.substr(0, 40)) + "\"",
               "use hard, soft, opted_out, not_registered, too_large or unknown"};
}

std::string_view to_string(BounceClass bounce) {
  return kClasses[static_cast<std::size_t>(bounce)].second;
}

void learn(OrderHistory& history, const BuyerEvent& event, const OrderId& order, Instant now) {
  if (event.at > now) return;
  const bool own = event.order == order;
  switch (event.type) {
    case BuyerEventType::kChargedBack:
      history.charged_back = history.charged_back || own;
      break;
    case BuyerEventType::kCaseOpened:
      if (own) history.case_open = true;
      break;
    case BuyerEventType::kCaseClosed:
      if (own) history.case_open = false;
      break;
    case BuyerEventType::kReviewReceived:
      history.review_known = history.review_known || own;
      break;
    case BuyerEventType::kFeedbackReceived:
      history.feedback_known = history.feedback_known || own;
      break;
    case BuyerEventType::kOptedOut:
      history.opted_out = true;
      break;
    case BuyerEventType::kBounced:
      learn_bounce(history, event, own);
      break;
  }
}

}  // namespace enclosure::messaging
