#pragma once
// Mail through a server of the seller's choice: SMTP with STARTTLS and AUTH (RFC 5321, 3207, 4954),
// PIPELINING, 8BITMIME and SMTPUTF8 where the server offers them (RFC 2920, 6152, 6531).

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/ports/mail_transport.h"
#include "core/result.h"

namespace enclosure::app {

namespace smtp {
class Session;
}

/// How the connection is protected.
enum class SmtpSecurity {
  kStartTls,  ///< begins in the clear (port 587) and goes no further unless TLS is offered
  kTls,       ///< TLS from the first byte (port 465)
  kNone,      ///< in the clear: only to this machine
};

/// Reads "starttls", "tls" or "none". Fault SMTP-001: none of these.
[[nodiscard]] Result<SmtpSecurity> parse_smtp_security(std::string_view text);

struct SmtpSettings {
  std::string host;
  int port = 587;
  SmtpSecurity security = SmtpSecurity::kStartTls;
  std::string username;  ///< empty: no login
  std::string password;
  /// Gives the access token of the moment for a login with XOAUTH2 instead of the password; asked
  /// at every login, since tokens live an hour. Empty: a password.
  std::function<std::string()> token;
  std::string helo_name;  ///< empty: the address of our end of the connection, "[192.0.2.1]"
  std::string ca_file;    ///< PEM file or folder of authorities besides the system's; or empty
  std::chrono::seconds timeout{30};  ///< to connect, and for each answer but the last
  /// For the answer to the message itself: whoever gives up here cannot know whether the mail went
  /// out, so RFC 5321, 4.5.3.2.6 asks for ten minutes.
  std::chrono::seconds final_timeout{600};
  /// Lets a test log in without TLS, on loopback.
  bool allow_login_in_clear = false;
};

/// One connection for many messages, kept until `rest`; one thread at a time. Where the server
/// leaves in between, the next message goes over a new connection.
///
/// What concerns the message is an outcome: kSent after the server's 250, kRetryAt for 4yz and for
/// a connection that fails while the message is sent, kRefused for 5yz and for a message that SMTP
/// or this server cannot carry (too large, an address outside ASCII without SMTPUTF8), kUnknown
/// when the connection fails between the end of the message and the answer. kNoWay is about none:
/// no connection, no greeting, a TLS or login that fails for now, 421 wherever it comes.
/// What concerns the account is a WorldError, and nothing was handed over: TLS not offered, a
/// certificate that is not valid for the host, login or sender refused, a server that takes no mail
/// at all.
class SmtpTransport : public MailTransport {
 public:
  /// Throws WorldError (configuration) for settings that can never work.
  explicit SmtpTransport(SmtpSettings settings);
  SmtpTransport(const SmtpTransport&) = delete;
  SmtpTransport& operator=(const SmtpTransport&) = delete;
  ~SmtpTransport() override;

  DispatchOutcome send(const Envelope& envelope, std::string_view name,
                       std::string_view message) override;
  /// Connects and logs in, unless a connection is there.
  std::string why_unreachable() override;
  [[nodiscard]] bool is_idempotent() const override { return false; }
  void rest() override;

  /// Connects, logs in and leaves: kSent when a message could be sent now. For `doctor`. Throws
  /// like `send`.
  DispatchOutcome probe();

 private:
  struct Tls;

  void open();
  DispatchOutcome reach();
  template <typename Story>
  DispatchOutcome converse(Story story);

  SmtpSettings settings_;
  std::unique_ptr<Tls> tls_;
  std::unique_ptr<smtp::Session> session_;
};

}  // namespace enclosure::app
