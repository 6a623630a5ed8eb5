#include "core/order.h"

#include <array>
#include <utility>

namespace enclosure {
namespace {

constexpr std::array<std::pair<EventType, std::string_view>, 7> kEventTypes{{
    {EventType::kConfirmed, "confirmed"},
    {EventType::kShipped, "shipped"},
    {EventType::kDelivered, "delivered"},
    {EventType::kCancelled, "cancelled"},
    {EventType::kRefunded, "refunded"},
    {EventType::kReturned, "returned"},
    {EventType::kOptedOut, "opted_out"},
}};

}  // namespace

Result<RateClass> RateClass::parse(std::string_view text) {
  if (text == "standard") return RateClass{};
  if (text == "book") return RateClass{Kind::kBook, {}};
  if (text == "margin") return RateClass{Kind::kMargin, {}};
  if (text == "margin:art") return RateClass{Kind::kMarginArt, {}};
  if (text == "margin:collectors") return RateClass{Kind::kMarginCollectors, {}};
  constexpr std::string_view kFixed = "fixed:";
  if (text.starts_with(kFixed)) {
    const auto percent = Decimal::parse(text.substr(kFixed.size()));
    if (percent && !percent->is_negative() && *percent <= Decimal(100)) {
      return RateClass{Kind::kFixed, percent->normalised()};
    }
  }
  return Fault{"ORDER-010", "", "unknown rate class \"" + std::string(text.substr(0, 40)) + "\"",
               "use standard, book, margin, margin:art, margin:collectors or fixed:<percent>"};
}

std::string RateClass::to_string() const {
  switch (kind) {
    case Kind::kStandard:
      return "standard";
    case Kind::kBook:
      return "book";
    case Kind::kMargin:
      return "margin";
    case Kind::kMarginArt:
      return "margin:art";
    case Kind::kMarginCollectors:
      return "margin:collectors";
    case Kind::kFixed:
      break;
  }
  return "fixed:" + fixed.to_string();
}

Result<EventType> parse_event_type(std::string_view text) {
  for (const auto& [type, name] : kEventTypes) {
    if (name == text) return type;
  }
  return Fault{"EVENT-001", "", "unknown event type \"" + std::string(text.substr(0, 40)) + "\"",
               "use confirmed, shipped, delivered, cancelled, refunded, returned or opted_out"};
}

std::string_view to_string(EventType type) {
  for (const auto& [known, name] : kEventTypes) {
    if (known == type) return name;
  }
  return "confirmed";
}

std::string_view to_string(Channel channel) {
  return channel == Channel::kAmazon ? "amazon" : "shop";
}

std::string_view to_string(Fulfilment fulfilment) {
  switch (fulfilment) {
    case Fulfilment::kFba:
      return "FBA";
    case Fulfilment::kFbm:
      return "FBM";
    case Fulfilment::kShop:
      break;
  }
  return "shop";
}

}  // namespace enclosure
