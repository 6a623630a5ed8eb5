#pragma once
// The part of the store that remembers which reports about messages were read, and what they said.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// One mail of the mailbox for bounces.
struct StoredBounce {
  std::string id;  ///< SHA-256 of its bytes, hexadecimal
  Instant read_at{};
  std::string bounce_class;  ///< as messaging/bounce names it; "none": no report
  std::string rule;          ///< which rule said so
  std::string status;        ///< "5.1.1" (RFC 3463), or empty
  std::string detail;        ///< one line without addresses
  OrderId order;             ///< empty: of none of our messages
  std::optional<messaging::Stage> stage;
  std::string recipient_key;  ///< keyed hash of the address; or empty

  friend bool operator==(const StoredBounce&, const StoredBounce&) = default;
};

/// An order and stage.
struct MessageKey {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;

  friend bool operator==(const MessageKey&, const MessageKey&) = default;
};

/// The part of a transaction that keeps them.
struct BounceTransaction {
  virtual ~BounceTransaction() = default;

  /// False, and nothing is changed, when that mail was read before.
  virtual bool add_bounce(const StoredBounce& bounce) = 0;
  [[nodiscard]] virtual bool has_bounce(const std::string& id) = 0;
  /// Those read at or after `since`, the oldest first.
  virtual std::vector<StoredBounce> bounces_since(Instant since) = 0;
  /// Whether a message to the address behind `recipient_key` came back because it was too large.
  virtual bool came_back_too_large(const std::string& recipient_key) = 0;
  /// How many reports of that class were read at or after `since`.
  virtual std::size_t count_bounces(const std::string& bounce_class, Instant since) = 0;

  /// Remembers a mail of the mailbox by the hash of its name there, so that it is not fetched
  /// again.
  virtual void note_mail(const std::string& uid, Instant now) = 0;
  [[nodiscard]] virtual bool knows_mail(const std::string& uid) = 0;

  /// The message of that Message-ID (without angle brackets) that was handed over.
  virtual std::optional<MessageKey> message_by_id(const std::string& message_id) = 0;
  /// The message that was handed over last to the address behind `recipient_key`.
  virtual std::optional<MessageKey> last_message_to(const std::string& recipient_key) = 0;
};

}  // namespace enclosure::app
