#pragma once
// Webhooks: where other programs want to be told what happened, and what is still to be told. The
// store itself writes each event in the transaction of the fact that it tells, so none is lost and
// none is told that did not happen.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/page.h"
#include "app/ports/words.h"
#include "core/date.h"

namespace enclosure::app {

/// An address that wants to be told.
struct Webhook {
  std::string id;  ///< 12 hexadecimal digits
  std::string url;
  std::vector<std::string> events;  ///< types: "document.issued", …
  std::string secret;               ///< "whsec_…": signs what is sent
  std::string description;          ///< the seller's words, or empty
  Instant created_at{};
  int failures = 0;                      ///< attempts that failed since the last one that did not
  std::optional<Instant> failing_since;  ///< the first of them
  std::optional<Instant> rests_until;    ///< nothing is sent before
  std::optional<Instant> disabled_at;    ///< nothing is sent any more
  std::string disabled_because;          ///< in words; or empty

  friend bool operator==(const Webhook&, const Webhook&) = default;
};

enum class DeliveryState { kPending, kDelivered, kFailed };

/// Each with its word.
inline constexpr WordTable<DeliveryState, 3> kDeliveryStates{{
    {DeliveryState::kPending, "pending"},
    {DeliveryState::kDelivered, "delivered"},
    {DeliveryState::kFailed, "failed"},
}};
[[nodiscard]] constexpr std::string_view word_of(DeliveryState state) {
  return word_in(kDeliveryStates, state);
}
[[nodiscard]] constexpr std::optional<DeliveryState> parse_delivery_state(std::string_view text) {
  return value_in(kDeliveryStates, text);
}

/// One event on its way to one webhook.
struct Delivery {
  std::int64_t position = 0;  ///< of the delivery, in the order in which they arose
  std::string webhook;
  std::int64_t event = 0;  ///< of the event: what receivers see as its sequence
  std::string type;
  std::string data;  ///< JSON: ids and numbers, no personal data
  Instant happened_at{};
  DeliveryState state = DeliveryState::kPending;
  int attempts = 0;
  std::optional<Instant> tried_at;
  int status = 0;       ///< of the last answer; 0: there was none
  std::string trouble;  ///< why the last attempt failed, in words; or empty

  friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// The part of a transaction that keeps them.
struct WebhookTransaction {
  virtual ~WebhookTransaction() = default;

  virtual void put_webhook(const Webhook& webhook) = 0;  ///< adds or replaces
  virtual std::optional<Webhook> webhook(const std::string& id) = 0;
  virtual std::vector<Webhook> webhooks() = 0;  ///< the oldest first
  /// With its deliveries; whether it was there.
  virtual bool remove_webhook(const std::string& id) = 0;

  /// Tells `webhook` alone that something happened: what a test of it sends.
  virtual void add_event(const std::string& webhook, const std::string& type,
                         const std::string& data, Instant at) = 0;
  /// The next one that `webhook` is owed: of those tried least the oldest.
  virtual std::optional<Delivery> next_delivery(const std::string& webhook) = 0;
  virtual std::optional<Delivery> delivery(std::int64_t position) = 0;
  virtual void update_delivery(const Delivery& delivery) = 0;
  /// Those of a webhook, in the order of the events.
  virtual PageOf<Delivery> list_deliveries(const std::string& webhook,
                                           std::optional<DeliveryState> state,
                                           const PageAt& page) = 0;
  /// When something is to be sent next: now, when a webhook that does not rest is owed something,
  /// else when the first of them has rested. Nothing: never.
  virtual std::optional<Instant> next_delivery_at(Instant now) = 0;
  virtual std::size_t count_pending_deliveries() = 0;
  /// Forgets what was delivered or given up before `before`.
  virtual void forget_deliveries(Instant before) = 0;
};

}  // namespace enclosure::app
