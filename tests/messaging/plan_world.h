#pragma once
// Orders and histories in a few words.

#include "messaging/plan.h"

namespace enclosure::messaging {

using enclosure::to_string;

inline Instant at(std::string_view text) {
  return *parse_instant(text);
}

/// A Tuesday at ten in the morning in Berlin.
inline const Instant kShipped = at("2026-06-02T08:00:00Z");
/// Three days later, two in the afternoon.
inline const Instant kDelivered = at("2026-06-05T12:00:00Z");

inline constexpr std::chrono::hours kDay{24};

enum class Kind { kFba, kFbm, kShop };

/// An order of a buyer in Germany with a mail address.
inline Order order_of(Kind kind) {
  Order order;
  order.id = *OrderId::parse("305-1234567-1234567");
  order.channel = kind == Kind::kShop ? Channel::kShop : Channel::kAmazon;
  order.fulfilment = kind == Kind::kShop  ? Fulfilment::kShop
                     : kind == Kind::kFba ? Fulfilment::kFba
                                          : Fulfilment::kFbm;
  order.buyer.email = *EmailAddress::parse("buyer@mail.example");
  order.deliver_to.country = *CountryCode::parse("DE");
  return order;
}

inline Order without_address(Order order) {
  order.buyer.email = {};
  return order;
}

inline OrderHistory with_invoice() {
  OrderHistory history;
  history.has_invoice = true;
  return history;
}
inline OrderHistory shipped() {
  OrderHistory history = with_invoice();
  history.shipped_at = kShipped;
  return history;
}
inline OrderHistory delivered() {
  OrderHistory history = shipped();
  history.delivered_at = kDelivered;
  return history;
}

/// "scheduled 2026-06-02T08:00:00Z asks", "cancelled S:refunded", "waiting W:not_delivered".
inline std::string say(const PlannedMessage& message) {
  if (message.state == MessageState::kScheduled && !message.due_at) {
    return "waiting " + message.reason;
  }
  std::string text(to_string(message.state));
  if (message.due_at) text += " " + to_string(*message.due_at);
  if (message.asks_for_review) text += " asks";
  if (!message.reason.empty()) text += " " + message.reason;
  return text;
}

}  // namespace enclosure::messaging
