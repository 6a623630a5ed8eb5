#pragma once
// Webhooks: who is told what, how a message is signed, and the pass that sends what is owed
// (docs/api.md, docs/decisions/0163-webhooks.md).

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "app/ports/webhook_sender.h"
#include "core/result.h"

namespace enclosure::app {

/// What may be told. The store writes them (app/store/sql), "webhook.test" apart.
inline constexpr std::array<std::string_view, 6> kWebhookEvents{
    "document.issued", "document.credited",  "document.corrected",
    "message.sent",    "message.suppressed", "message.bounced"};

/// What a seller says about a webhook; what is not said stays as it was.
struct WebhookWish {
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> events;
  std::optional<std::string> description;
  std::optional<bool> enabled;
};

/// Reads one: an object with `url`, `events`, `description`, `enabled`. Faults, all at once: those
/// of the JSON reader, IMPORT-009 an unknown member, WEBHOOK-002 no address that may be told (https
/// with a host and a port that can be, without login and fragment; http for this machine alone,
/// with `private_addresses`), WEBHOOK-003 no such event, or none.
[[nodiscard]] Result<WebhookWish> webhook_wish_from_json(std::string_view json,
                                                         bool private_addresses);

/// How many there may be: each event is written for each of them.
inline constexpr std::size_t kMostWebhooks = 20;

/// A new webhook with a secret of its own. Faults IMPORT-004 `url` or `events` is missing,
/// WEBHOOK-004 there are too many.
[[nodiscard]] Result<Webhook> add_webhook(const WebhookWish& wish, StoreTransaction& tx,
                                          Instant now);

/// Changes one. `enabled: true` lets one go on that was disabled, with what it is still owed. Fault
/// WEBHOOK-001: no such webhook.
[[nodiscard]] Result<Webhook> change_webhook(const std::string& id, const WebhookWish& wish,
                                             StoreTransaction& tx, Instant now);

/// "whsec_" and 24 random bytes in base64.
[[nodiscard]] std::string new_webhook_secret();

/// The message of a delivery, signed at `now` (Standard Webhooks 1.0: webhook-id,
/// webhook-timestamp, webhook-signature "v1,…", HMAC-SHA-256 over id.timestamp.body).
[[nodiscard]] WebhookMessage message_of(const Delivery& delivery, const Webhook& webhook,
                                        Instant now);

/// The signature alone.
[[nodiscard]] std::string webhook_signature(std::string_view secret, std::string_view id,
                                            std::string_view timestamp, std::string_view body);

/// How long a webhook rests after so many failures in a row, before it is spread: 5 s, 30 s, 2 min,
/// 10 min, 30 min, 1 h, 2 h, 4 h, then 8 h.
[[nodiscard]] std::chrono::seconds rest_after(int failures);

/// After so many attempts a delivery is given up; it can be sent again by hand.
inline constexpr int kMostAttempts = 18;
/// A webhook at which nothing but failures was met for so long is disabled.
inline constexpr std::chrono::hours kDisabledAfter{72};
/// Deliveries that are done are remembered for so long.
inline constexpr std::chrono::hours kDeliveriesKept{30 * 24};

/// What one pass did.
struct WebhookReport {
  std::size_t delivered = 0;
  std::size_t failed = 0;  ///< attempts
  Faults notices;          ///< WEBHOOK-005: a webhook was disabled
};

/// Sends what is owed: to each webhook that does not rest, until it fails once or a while has gone
/// by, so that no receiver holds up the others or the mails for long. `clock` is asked for each
/// try, which is signed with that moment: receivers refuse what is minutes old. `spread` gives a
/// number from 0 to 1, by which rests differ. Throws WorldError.
[[nodiscard]] WebhookReport deliver_webhooks(Store& store, WebhookSender& sender,
                                             const std::function<Instant()>& clock,
                                             const std::function<double()>& spread = {});

/// The next instant at which something is to be sent, not before a second after `now`.
[[nodiscard]] std::optional<Instant> next_webhook(Store& store, Instant now);

}  // namespace enclosure::app
