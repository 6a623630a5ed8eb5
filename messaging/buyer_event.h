#pragma once
// What a buyer, or the mailbox of a buyer, did after the order: the facts that keep messages back.
// Pure values; they come in the event format of docs/order-format.md. Source of the rules: policy
// section 4 (docs/messages.md), reasons in messaging/reasons.h.

#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/ids.h"
#include "messaging/plan.h"

namespace enclosure::messaging {

enum class BuyerEventType {
  kChargedBack,       ///< the bank took the payment back
  kCaseOpened,        ///< the buyer wrote, or the marketplace opened a case
  kCaseClosed,        ///< every question of the buyer has its answer
  kReviewReceived,    ///< the product was reviewed
  kFeedbackReceived,  ///< the seller was rated
  kOptedOut,          ///< no messages of this kind, please
  kBounced            ///< a message came back
};

/// Reads "charged_back", … "bounced"; nothing when it is another word.
[[nodiscard]] std::optional<BuyerEventType> parse_buyer_event_type(std::string_view text);
[[nodiscard]] std::string_view to_string(BuyerEventType type);

/// Why a message came back; each has its own consequence (`learn`).
enum class BounceClass {
  kHard,           ///< there is no such mailbox
  kSoft,           ///< full, or busy for too long
  kOptedOut,       ///< the marketplace: this buyer takes no such messages
  kNotRegistered,  ///< the marketplace does not know the sender: the seller's matter
  kTooLarge,
  kUnknown
};

/// Reads "hard", "soft", "opted_out", "not_registered", "too_large", "unknown". Fault EVENT-006.
[[nodiscard]] Result<BounceClass> parse_bounce_class(std::string_view text);
[[nodiscard]] std::string_view to_string(BounceClass bounce);

/// One such event. Its id is unique over all events: the same id again changes nothing.
struct BuyerEvent {
  EventId id;
  OrderId order;  ///< may be empty where `address` is given
  BuyerEventType type = BuyerEventType::kOptedOut;
  Instant at{};
  EmailAddress address;               ///< whom it concerns; empty: the address of the order
  std::optional<BounceClass> bounce;  ///< of kBounced, and of it alone
  std::optional<Stage> stage;         ///< of kBounced: which message, where that is known
  std::string detail;                 ///< a line for the seller: "550 5.1.1 no such user"; or empty

  friend bool operator==(const BuyerEvent&, const BuyerEvent&) = default;
};

/// Adds what `event` means to what is known of `order`, when it is no later than `now`. The event
/// is one of the order, or one that concerns its address.
///
/// A dead mailbox (kHard) and an opt-out concern every order of the address; another bounce the
/// order alone. What the order's own events and those of its address say is never taken back, but
/// for a case: the last of its events counts.
void learn(OrderHistory& history, const BuyerEvent& event, const OrderId& order, Instant now);

}  // namespace enclosure::messaging
