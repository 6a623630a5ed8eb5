#pragma once
// The port through which messages leave.

#include <string>
#include <string_view>

#include "core/ids.h"

namespace enclosure::app {

/// SMTP's envelope (RFC 5321): who gets the bounce, who gets the mail.
struct Envelope {
  EmailAddress reverse_path;
  EmailAddress forward_path;
};

/// What became of one hand-over.
struct DispatchOutcome {
  enum class Kind {
    kSent,     ///< taken over by the other side
    kRetryAt,  ///< a temporary refusal of this message (4yz): try later
    kNoWay,    ///< the other side cannot be reached for now: no message would fare better
    kRefused,  ///< a lasting refusal (5yz)
    kShadow,   ///< taken over, but by the seller's shadow: it did not go to the recipient
    kUnknown,  ///< handed over, but the answer never came: must not be sent again by itself
  };
  Kind kind = Kind::kSent;
  std::string detail;  ///< the reply without addresses: "452 4.2.2", or "connection refused"
  /// The reply in full where it refuses the recipient for good; else empty. Personal: never kept.
  std::string recipient_refusal = {};
};

/// Hands one composed message to the world. Throws WorldError (app/errors.h) only when the
/// connection itself is unusable: a login that is refused, no TLS, a full disk. The message was
/// then not handed over, and the next one would fare no better.
struct MailTransport {
  virtual ~MailTransport() = default;

  /// `message` is RFC 5322 with CRLF. `name` is a file-safe name, the same for the same planned
  /// message.
  virtual DispatchOutcome send(const Envelope& envelope, std::string_view name,
                               std::string_view message) = 0;

  /// Why no message can be handed over for now, asked before one is begun: "connection refused". Or
  /// empty: the way is open, as far as can be seen. Throws like `send`.
  virtual std::string why_unreachable() { return {}; }

  /// Nothing more for now: lets go of a connection that was kept open. The next `send` opens one.
  virtual void rest() {}

  /// Whether handing the same message over again is harmless (an outbox file is written over
  /// itself). Where it is not, a message that was being sent when the program died is never sent
  /// again by itself.
  [[nodiscard]] virtual bool is_idempotent() const = 0;
};

}  // namespace enclosure::app
