#include "app/smtp/smtp_transport.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/errors.h"
#include "app/smtp/connection.h"
#include "app/smtp/wire.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using smtp::Capabilities;
using smtp::Connection;
using smtp::Interrupted;
using smtp::Reply;
using Kind = DispatchOutcome::Kind;

/// Ends the story of one message early.
struct Ended {
  DispatchOutcome outcome;
};

[[noreturn]] void unusable(const std::string& what, std::string hint) {
  throw WorldError(kExitUnavailable, "mail server: " + what, std::move(hint));
}

[[noreturn]] void misconfigured(const std::string& what, std::string hint) {
  throw WorldError(kExitConfiguration, "mail settings: " + what, std::move(hint));
}

void check(const SmtpSettings& settings) {
  if (settings.host.empty() || !is_visible_ascii(settings.host))
    misconfigured("no host", "set mail.smtp.host");
  if (settings.port < 1 || settings.port > 65535)
    misconfigured("no such port: " + std::to_string(settings.port), "set mail.smtp.port");
  if (!settings.helo_name.empty() && !is_visible_ascii(settings.helo_name))
    misconfigured("the HELO name is no host name", "leave it empty");
  if (settings.username.find('\0') != std::string::npos ||
      settings.password.find('\0') != std::string::npos)
    misconfigured("a NUL in user name or password", "check both");
  if (settings.security == SmtpSecurity::kNone && !settings.username.empty() &&
      !settings.allow_login_in_clear)
    misconfigured("a password would travel in the clear", "set mail.smtp.security to starttls");
}

}  // namespace

struct SmtpTransport::Tls {
  Poco::Net::Context::Ptr context;
};

/// One connection's dialogue, from the greeting to the end.
struct SmtpTransport::Session {
  const SmtpSettings& settings;
  const EmailAddress& recipient;
  Connection connection;
  Capabilities capabilities{};

  Session(const SmtpSettings& s, const EmailAddress& r)
      : settings(s),
        recipient(r),
        connection(s.host, s.port, s.timeout, s.security == SmtpSecurity::kNone) {}

  [[nodiscard]] std::string detail(const Reply& reply, std::string_view step) const {
    return smtp::detail_of(reply, step, recipient);
  }

  /// A reply to the account rather than to a message: 4yz passes, everything else does not.
  void expect_for_account(const Reply& reply, int code, std::string_view step,
                          std::string_view hint) {
    if (reply.code == code) return;
    if (reply.is_temporary()) throw Ended{{Kind::kRetryAt, detail(reply, step)}};
    unusable(detail(reply, step), std::string(hint));
  }

  /// A reply to this message.
  void expect_for_message(const Reply& reply, int code_class, std::string_view step) {
    if (reply.code / 100 == code_class) return;
    if (reply.code == 530 || reply.code == 535 || reply.code == 538)
      unusable(detail(reply, step),
               "the server wants a login: set mail.smtp.username and password");
    throw Ended{{reply.is_permanent() ? Kind::kRefused : Kind::kRetryAt, detail(reply, step)}};
  }

  void open(const Poco::Net::Context::Ptr& context) {
    if (settings.security == SmtpSecurity::kTls) connection.start_tls(settings.host, context);
    expect_for_account(connection.receive(settings.timeout), 220, "greeting",
                       "ask the mail provider why it takes no mail from here");
    hello();
    if (settings.security == SmtpSecurity::kStartTls) {
      if (!capabilities.starttls)
        unusable("STARTTLS is not offered, and mail does not go out in the clear",
                 "use port 465 with security tls, or another server");
      expect_for_account(connection.command("STARTTLS"), 220, "STARTTLS",
                         "ask the mail provider about TLS");
      connection.start_tls(settings.host, context);
      hello();  // what was said in the clear is forgotten (RFC 3207, 4.2)
    }
    if (!settings.username.empty()) log_in();
  }

  void hello() {
    const std::string name =
        settings.helo_name.empty() ? connection.own_address_literal() : settings.helo_name;
    Reply reply = connection.command("EHLO " + name);
    if (reply.is_permanent() && settings.security == SmtpSecurity::kNone)
      reply = connection.command("HELO " + name);
    expect_for_account(reply, 250, "EHLO", "check mail.smtp.host and port");
    capabilities = smtp::read_capabilities(reply);
  }

  void log_in() {
    constexpr std::string_view kHint = "check mail.smtp.username and password";
    if (capabilities.auth_plain) {
      const std::string secret = '\0' + settings.username + '\0' + settings.password;
      expect_for_account(connection.command("AUTH PLAIN " + smtp::base64(secret)), 235, "AUTH",
                         kHint);
    } else if (capabilities.auth_login) {
      expect_for_account(connection.command("AUTH LOGIN"), 334, "AUTH", kHint);
      expect_for_account(connection.command(smtp::base64(settings.username)), 334, "AUTH", kHint);
      expect_for_account(connection.command(smtp::base64(settings.password)), 235, "AUTH", kHint);
    } else {
      unusable("it offers no login that we speak (PLAIN, LOGIN)",
               "leave mail.smtp.username empty, or use another server");
    }
  }

  DispatchOutcome hand_over(const Envelope& envelope, std::string_view message) {
    const std::uint64_t limit = capabilities.max_message_bytes;
    if (limit != 0 && message.size() > limit)
      return {Kind::kRefused, "the message has " + std::to_string(message.size()) +
                                  " bytes, the server takes " + std::to_string(limit)};
    const std::string size =
        capabilities.size ? " SIZE=" + std::to_string(message.size()) : std::string();
    expect_for_message(
        connection.command("MAIL FROM:<" + envelope.reverse_path.to_string() + ">" + size), 2,
        "MAIL");
    expect_for_message(connection.command("RCPT TO:<" + envelope.forward_path.to_string() + ">"), 2,
                       "RCPT");
    expect_for_message(connection.command("DATA"), 3, "DATA");
    connection.send(smtp::dot_stuffed(message));
    return finish();
  }

  /// From here on the message may have been taken over, whatever happens to the connection.
  DispatchOutcome finish() {
    try {
      connection.send(".\r\n");
      const Reply reply = connection.receive(settings.final_timeout);
      if (reply.is_positive()) return {Kind::kSent, detail(reply, "message")};
      if (reply.is_temporary()) return {Kind::kRetryAt, detail(reply, "message")};
      if (reply.is_permanent()) return {Kind::kRefused, detail(reply, "message")};
      return {Kind::kUnknown, detail(reply, "message")};
    } catch (const Interrupted& error) {
      return {Kind::kUnknown, std::string("no answer to the message: ") + error.what()};
    }
  }

  /// Takes leave; nobody's fate depends on it.
  void quit() {
    constexpr std::chrono::seconds kPatience{5};
    try {
      connection.send("QUIT\r\n");
      static_cast<void>(connection.receive(std::min(kPatience, settings.timeout)));
    } catch (const Interrupted&) {
      return;
    }
  }
};

Result<SmtpSecurity> parse_smtp_security(std::string_view text) {
  if (text == "starttls") return SmtpSecurity::kStartTls;
  if (text == "tls") return SmtpSecurity::kTls;
  if (text == "none") return SmtpSecurity::kNone;
  return Fault{"SMTP-001", "", "no such security: \"" + std::string(text.substr(0, 40)) + "\"",
               "use starttls, tls, or none for a server on this machine"};
}

SmtpTransport::SmtpTransport(SmtpSettings settings)
    : settings_(std::move(settings)), tls_(std::make_unique<Tls>()) {
  check(settings_);
  if (settings_.security != SmtpSecurity::kNone)
    tls_->context = smtp::client_context(settings_.host, settings_.ca_file);
}

SmtpTransport::~SmtpTransport() = default;

/// Runs `story` on an open session and turns what can go wrong into its outcome.
template <typename Story>
DispatchOutcome SmtpTransport::converse(const EmailAddress& recipient, Story story) {
  try {
    Session session(settings_, recipient);
    const auto told = [&]() -> DispatchOutcome {
      try {
        session.open(tls_->context);
        return story(session);
      } catch (const Ended& end) {
        return end.outcome;
      }
    }();
    session.quit();
    return told;
  } catch (const smtp::NotTrusted& error) {
    unusable(std::string("no TLS that can be trusted: ") + error.what(),
             "check mail.smtp.host; for an authority of your own set mail.smtp.ca_file");
  } catch (const Interrupted& error) {
    return {Kind::kRetryAt, error.what()};
  }
}

DispatchOutcome SmtpTransport::send(const Envelope& envelope, std::string_view /*name*/,
                                    std::string_view message) {
  if (envelope.forward_path.empty()) return {Kind::kRefused, "no recipient"};
  if (const auto reason = smtp::unfit_for_smtp(message)) return {Kind::kRefused, *reason};
  return converse(envelope.forward_path,
                  [&](Session& session) { return session.hand_over(envelope, message); });
}

DispatchOutcome SmtpTransport::probe() {
  return converse(EmailAddress{}, [](Session&) {
    return DispatchOutcome{Kind::kSent, "the server is ready"};
  });
}

}  // namespace enclosure::app
