#pragma once
// One SMTP connection's dialogue, from the greeting to the leave: many messages, one after the
// other. Inside of `SmtpTransport`.

#include <string>
#include <string_view>

#include "app/smtp/connection.h"
#include "app/smtp/smtp_transport.h"
#include "app/smtp/wire.h"

namespace enclosure::app::smtp {

/// Ends the story of one message, or of the login, early.
struct Ended {
  DispatchOutcome outcome;
};

/// Whether a lasting refusal of MAIL is about the sender, whose messages would all fare the same,
/// rather than about the size or the letters of this one (RFC 5321, 4.2.3; RFC 3463; RFC 6531).
[[nodiscard]] bool refuses_the_sender(const Reply& mail_reply);

/// One thread at a time. Functions throw Interrupted and NotTrusted (app/smtp/connection.h), Ended,
/// and WorldError for what concerns the account.
class Session {
 public:
  /// Connects. `settings` must outlive it.
  explicit Session(const SmtpSettings& settings);

  /// Greeting, TLS and login. Ended: a temporary refusal.
  void open(const Poco::Net::Context::Ptr& context);

  /// Hands `message` (fit for SMTP) over. What concerns the message alone is the outcome; Ended and
  /// Interrupted: the server is gone before the message was begun.
  DispatchOutcome hand_over(const Envelope& envelope, std::string_view message);

  /// Whether another message may follow.
  [[nodiscard]] bool is_usable() const { return is_usable_; }

  /// Takes leave; nobody's fate depends on it.
  void quit();

 private:
  void hello();
  void log_in();
  void log_in_with_token(std::string_view hint);
  std::string parameters_for(const Envelope& envelope, std::string_view message) const;
  void open_envelope(const std::string& mail, const std::string& recipient);
  void open_envelope_at_once(const std::string& mail, const std::string& recipient);
  DispatchOutcome finish(std::string_view message);
  void reset();
  [[noreturn]] void end(const Reply& reply, std::string_view step);
  void expect_for_account(const Reply& reply, int code, std::string_view step,
                          std::string_view hint);
  void expect_for_message(const Reply& reply, int code_class, std::string_view step);
  void expect_sender(const Reply& reply);
  [[noreturn]] void refuse_sender(const Reply& reply, std::string_view step);
  void expect_recipient(const Reply& reply);
  [[nodiscard]] std::string detail(const Reply& reply, std::string_view step) const;

  const SmtpSettings& settings_;
  Connection connection_;
  Capabilities capabilities_;
  EmailAddress recipient_;  ///< of the message at hand: its name stays out of every detail
  bool is_usable_ = true;
  bool is_envelope_open_ = false;  ///< MAIL was taken, and nothing ended it yet
};

}  // namespace enclosure::app::smtp
