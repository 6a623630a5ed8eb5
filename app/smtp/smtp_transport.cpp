#include "app/smtp/smtp_transport.h"

#include <utility>

#include "app/errors.h"
#include "app/smtp/connection.h"
#include "app/smtp/smtp_session.h"
#include "app/smtp/wire.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using smtp::Interrupted;
using Kind = DispatchOutcome::Kind;

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
  if (settings.username.find_first_of(std::string_view("\0\x01", 2)) != std::string::npos ||
      settings.password.find('\0') != std::string::npos)
    misconfigured("a NUL in user name or password", "check both");
  if (settings.token && settings.username.empty())
    misconfigured("a token without a user name", "set mail.smtp.username");
  if (settings.security == SmtpSecurity::kNone && !settings.username.empty() &&
      !settings.allow_login_in_clear)
    misconfigured("a password would travel in the clear", "set mail.smtp.security to starttls");
}

}  // namespace

struct SmtpTransport::Tls {
  Poco::Net::Context::Ptr context;
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

SmtpTransport::~SmtpTransport() {
  rest();
}

void SmtpTransport::rest() {
  if (const auto session = std::move(session_)) session->quit();
}

/// Connects and logs in, unless a connection is there.
void SmtpTransport::open() {
  if (session_) return;
  auto session = std::make_unique<smtp::Session>(settings_);
  try {
    session->open(tls_->context);
  } catch (const smtp::Ended&) {
    session->quit();
    throw;
  }
  session_ = std::move(session);
}

/// Runs `story` on an open session and turns what can go wrong before the end of the message into
/// its outcome: then the way is shut, for this message as for every other.
template <typename Story>
DispatchOutcome SmtpTransport::converse(Story story) {
  const auto lost = [this](const std::string& why) {
    session_.reset();
    return DispatchOutcome{Kind::kNoWay, why};
  };
  try {
    open();
    const DispatchOutcome outcome = story(*session_);
    if (!session_->is_usable()) session_.reset();
    return outcome;
  } catch (const smtp::Ended& end) {
    return lost(end.outcome.detail);
  } catch (const smtp::NotTrusted& error) {
    session_.reset();
    throw WorldError(kExitUnavailable,
                     std::string("mail server: no TLS that can be trusted: ") + error.what(),
                     "check mail.smtp.host; for an authority of your own set mail.smtp.ca_file");
  } catch (const Interrupted& error) {
    return lost(error.what());
  } catch (const WorldError&) {
    rest();
    throw;
  }
}

DispatchOutcome SmtpTransport::send(const Envelope& envelope, std::string_view /*name*/,
                                    std::string_view message) {
  if (envelope.forward_path.empty()) return {Kind::kRefused, "no recipient"};
  if (const auto reason = smtp::unfit_for_smtp(message)) return {Kind::kRefused, *reason};
  const auto story = [&](smtp::Session& session) { return session.hand_over(envelope, message); };
  const bool was_kept = session_ != nullptr;
  const DispatchOutcome outcome = converse(story);
  // A server may close a connection that was idle, or that has carried enough. Nothing of this
  // message was taken over, so it goes over a new one.
  const bool may_go_again = outcome.kind == Kind::kRetryAt || outcome.kind == Kind::kNoWay;
  const bool was_left = may_go_again && session_ == nullptr;
  return was_kept && was_left ? converse(story) : outcome;
}

/// Connects and logs in, and says nothing of a message.
DispatchOutcome SmtpTransport::reach() {
  return converse([](smtp::Session&) {
    return DispatchOutcome{Kind::kSent, "the server is ready"};
  });
}

std::string SmtpTransport::why_unreachable() {
  const DispatchOutcome outcome = reach();
  return outcome.kind == Kind::kSent ? "" : outcome.detail;
}

DispatchOutcome SmtpTransport::probe() {
  rest();
  const DispatchOutcome outcome = reach();
  rest();
  return outcome;
}

}  // namespace enclosure::app
