#pragma once
// The message plan: which of the three messages an order gets, when, and why not. Pure; the policy
// is data. The windows, the states and every reason are told in docs/messages.md.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "messaging/buyer_clock.h"
#include "messaging/campaign.h"
#include "messaging/delivery.h"

namespace enclosure::messaging {

/// What may happen to a planned message; the diagram is in docs/messages.md.
enum class MessageState { kScheduled, kSending, kSent, kRetryable, kCancelled, kFailed };
[[nodiscard]] std::string_view to_string(MessageState state);
[[nodiscard]] Result<MessageState> parse_message_state(std::string_view text);

/// The seller's choices within the policy. Values beyond its bounds count as the nearest bound.
struct MessagePolicy {
  std::chrono::seconds documents_delay{0};                      ///< after shipping
  std::chrono::seconds review_delay = std::chrono::hours{36};   ///< after delivery, up to 13 days
  std::chrono::seconds check_up_delay = std::chrono::days{21};  ///< after delivery, 14 to 28 days
  bool documents_enabled = true;
  bool review_enabled = true;
  bool check_up_enabled = true;
  /// Where the one request on Amazon stands (R16): kReview or kCheckUp. When that stage is switched
  /// off and the other is not, the other one carries it. Holds for orders planned from then on: a
  /// request that is planned already stays in its stage.
  Stage amazon_review_stage = Stage::kReview;
  bool shop_asks_again = false;  ///< own shop only: stage 3 asks although stage 2 did
  bool ask_when_late = false;    ///< ask although delivery was later than promised
  int quiet_from_hour = 21;      ///< P05, 0 to 23, local time of the buyer's country
  int quiet_until_hour = 8;      ///< the same hour as `quiet_from_hour`: no quiet hours
  /// Whether an estimated delivery is enough to ask for a review. The request then waits for the
  /// latest day of the estimate and closes by the earliest.
  bool accept_estimated = false;
  std::vector<TransitTime> transit;  ///< what estimates are reckoned from
  /// Campaigns before the three messages above, which are the default of every order.
  std::vector<Campaign> campaigns;

  friend bool operator==(const MessagePolicy&, const MessagePolicy&) = default;
};

/// How far a block list of the seller goes.
enum class Blocked {
  kNo,
  kAsking,  ///< stages 2 and 3
  kAll      ///< every message
};

/// What is known about an order apart from what was bought.
struct OrderHistory {
  std::optional<Instant> shipped_at;    ///< first shipment
  std::optional<Instant> delivered_at;  ///< last shipment; none while one is under way
  std::optional<Instant> promised_by;   ///< latest promised delivery
  bool cancelled = false;
  bool refunded = false;
  bool returned = false;
  bool opted_out = false;
  bool has_invoice = false;  ///< a document exists (or may exist) for stage 1
  bool do_not_ask = false;   ///< an item is on the do-not-ask list
  DeliveryKind delivery = DeliveryKind::kObserved;  ///< how `delivered_at` is known, where it is
  std::optional<DeliveryEstimate> estimate;         ///< while `delivered_at` is not known
  bool charged_back = false;
  bool case_open = false;       ///< the buyer wrote and has no answer yet
  bool review_known = false;    ///< the product was reviewed already
  bool feedback_known = false;  ///< the seller was rated already
  bool bounced = false;         ///< a message of this order came back
  bool address_dead = false;    ///< there is no such mailbox any more
  Blocked blocked = Blocked::kNo;
  bool repeat_buyer = false;         ///< the address has ordered before
  std::vector<std::string> brands;   ///< of the ordered items, as the catalogue has them
  std::vector<std::string> classes;  ///< the same
};

/// How the delivery of `history` is known, an estimate included.
[[nodiscard]] DeliveryKind delivery_kind(const OrderHistory& history);

/// One message of an order as planned at some moment. Unique by order and stage.
struct PlannedMessage {
  OrderId order;
  Stage stage = Stage::kDocuments;
  MessageState state = MessageState::kScheduled;
  std::optional<Instant> due_at;     ///< none: waits for a fact, `reason` says which
  std::optional<Instant> closes_at;  ///< after this moment it is too late
  bool asks_for_review = false;      ///< carries the one review request
  /// Code with rule id (messaging/reasons.h): why it is cancelled ("P02:window_closed"), what it
  /// waits for ("W:not_delivered"), or why it was moved to `due_at` ("P05:quiet_hours"). Empty when
  /// nothing stands in the way.
  std::string reason;
  std::string permitted_reason;  ///< R22: "invoice", "review_request", or "check_up" (own shop)
  std::string campaign;          ///< that chose its time, or empty: the default

  friend bool operator==(const PlannedMessage&, const PlannedMessage&) = default;
};

/// Plans all three stages for `order` as its history stands at `now`: always three entries, stage 1
/// to 3; a message that will not be sent is `kCancelled` with its reason.
///
/// Windows (P02): stage 1 from shipping to the end of the day of delivery; while delivery is
/// unknown, to two days after the latest estimate or promise, and without any to seven days after
/// shipping. Stage 2 and 3 after delivery: on Amazon from day 5 to day 30, in the own shop up to
/// day 14 and day 28. Delivery unknown means: do not ask, so the message waits without due time. So
/// it does while the buyer waits for an answer; when its window closes over that it is cancelled.
///
/// A campaign moves a message within its window; where its time lies before, the window wins.
[[nodiscard]] std::vector<PlannedMessage> plan(const Order& order, const OrderHistory& history,
                                               const MessagePolicy& policy, Instant now);

/// The decision at the moment of dispatch: the plan again, against what is stored. A message that
/// is due now comes back `kScheduled` (or `kRetryable` when it was) with `due_at <= now`; one whose
/// window closed or that lost its reason comes back cancelled; a sent, sending or failed one is
/// never touched.
///
/// What was cancelled stays so, except for want of an address or an invoice, so that a change of
/// policy never brings a second request. A stored `due_at` that is later than the plan's is kept:
/// the dispatcher moved it (P04, P06, a retry). A message that did not ask never begins to, and on
/// Amazon the request stays in the stage that had it, wherever the policy wants it by now: moved
/// while it is under way it could be lost, or sent twice. Switched off there, it is not sent at
/// all.
///
/// The campaign is chosen anew while the message waits for a fact; from its first due time on it
/// stays the same, and when it is no longer there the default takes its place, never earlier.
[[nodiscard]] PlannedMessage reconsider(const PlannedMessage& stored, const Order& order,
                                        const OrderHistory& history, const MessagePolicy& policy,
                                        Instant now);

/// Whether `message` is to be handed over at `now`: scheduled or retryable, its time has come and
/// its window is open.
[[nodiscard]] bool is_due(const PlannedMessage& message, Instant now);

/// The sentence behind a reason code, in English, for `messages why`. Empty for an empty code; an
/// unknown code is named as such.
[[nodiscard]] std::string explain_reason(std::string_view code);

/// P04, at most one message per address and day: `message`, due at `now`, as it stands when the
/// address was last written to at `last_sent`. Unchanged, moved to the buyer's next day with its
/// reason, or cancelled where its window closes before that.
[[nodiscard]] PlannedMessage keep_one_a_day(const PlannedMessage& message,
                                            std::optional<Instant> last_sent, const Order& order,
                                            const MessagePolicy& policy, Instant now);

/// Whether `time_of_day` lies within the quiet hours.
[[nodiscard]] bool is_quiet(const QuietHours& quiet, std::chrono::seconds time_of_day);

/// The first moment at or after `due` at which `hours` let a message leave in `zone` (P05).
[[nodiscard]] Instant next_allowed(Instant due, const SendingHours& hours, const BuyerZone& zone);

/// The first moment at or after `due` outside the quiet hours of `country` (P05).
[[nodiscard]] Instant after_quiet_hours(Instant due, const CountryCode& country,
                                        const MessagePolicy& policy);

/// For P04: the day of `moment` in `zone`, and the first moment of the day after it outside the
/// quiet hours.
[[nodiscard]] Date buyer_day(Instant moment, const BuyerZone& zone);
/// The last second of `day` in `zone`; the latest one where it may be any of several.
[[nodiscard]] Instant end_of_day(Date day, const BuyerZone& zone);
[[nodiscard]] Instant next_day_after(Instant moment, const BuyerZone& zone,
                                     const MessagePolicy& policy);

}  // namespace enclosure::messaging
