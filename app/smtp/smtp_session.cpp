#include "app/smtp/smtp_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/errors.h"
#include "core/text.h"

namespace enclosure::app::smtp {
namespace {

using Kind = DispatchOutcome::Kind;

constexpr int kServiceClosing = 421;  // RFC 5321, 3.8: the server leaves
constexpr int kTooLarge = 552;        // RFC 1870: the size that MAIL told

bool wants_login(const Reply& reply) {
  return reply.code == 530 || reply.code == 535 || reply.code == 538;
}

/// What a refusal of one message means: a server that leaves takes none of the others either.
Kind kind_of(const Reply& reply) {
  if (reply.code == kServiceClosing) return Kind::kNoWay;
  return reply.is_permanent() ? Kind::kRefused : Kind::kRetryAt;
}

/// "550 5.1.1 no such user", with every word of it.
std::string in_full(const Reply& reply) {
  std::string text = std::to_string(reply.code);
  for (const std::string& line : reply.lines) text += " " + line;
  return text;
}

/// Whether a lasting refusal at RCPT is about the sender: by the code (RFC 3463: 5.1.7, 5.1.8), or
/// in the words of Postfix, which keeps what it has against MAIL until then.
bool names_the_sender(const Reply& reply) {
  const std::string status = reply.enhanced_code();
  return status == "5.1.7" || status == "5.1.8" ||
         to_lower_ascii(in_full(reply)).find("sender address rejected") != std::string::npos;
}

[[noreturn]] void unusable(const std::string& what, std::string hint) {
  throw WorldError(kExitUnavailable, "mail server: " + what, std::move(hint));
}

}  // namespace

Session::Session(const SmtpSettings& settings)
    : settings_(settings),
      connection_(settings.host, settings.port, settings.timeout,
                  settings.security == SmtpSecurity::kNone) {}

std::string Session::detail(const Reply& reply, std::string_view step) const {
  return detail_of(reply, step, recipient_);
}

bool refuses_the_sender(const Reply& reply) {
  constexpr std::array<std::string_view, 3> kOfThisMessage{"5.2.3", "5.3.4", "5.6.7"};
  const std::string status = reply.enhanced_code();
  return reply.is_permanent() && reply.code != kTooLarge &&
         std::find(kOfThisMessage.begin(), kOfThisMessage.end(), status) == kOfThisMessage.end();
}

/// A reply to the account rather than to a message: 4yz passes, everything else does not.
void Session::expect_for_account(const Reply& reply, int code, std::string_view step,
                                 std::string_view hint) {
  if (reply.code == code) return;
  if (reply.is_temporary()) throw Ended{{Kind::kNoWay, detail(reply, step)}};
  unusable(detail(reply, step), std::string(hint));
}

/// A reply to this message.
void Session::expect_for_message(const Reply& reply, int code_class, std::string_view step) {
  if (reply.code / 100 != code_class) end(reply, step);
}

/// The sender is the seller's to settle, and costs no message.
void Session::refuse_sender(const Reply& reply, std::string_view step) {
  unusable("it refuses the sender, mail.from.address: " + detail(reply, step),
           "let the provider allow the address of mail.from to this login, or write another one");
}

void Session::expect_sender(const Reply& reply) {
  if (refuses_the_sender(reply) && !wants_login(reply)) refuse_sender(reply, "MAIL");
  expect_for_message(reply, 2, "MAIL");
}

void Session::expect_recipient(const Reply& reply) {
  if (!reply.is_permanent() || wants_login(reply)) return expect_for_message(reply, 2, "RCPT");
  if (names_the_sender(reply)) refuse_sender(reply, "RCPT");
  throw Ended{{Kind::kRefused, detail(reply, "RCPT"), in_full(reply)}};
}

void Session::end(const Reply& reply, std::string_view step) {
  if (wants_login(reply))
    unusable(detail(reply, step), "the server wants a login: set mail.smtp.username and password");
  is_usable_ = is_usable_ && reply.code != kServiceClosing;
  throw Ended{{kind_of(reply), detail(reply, step)}};
}

void Session::open(const Poco::Net::Context::Ptr& context) {
  if (settings_.security == SmtpSecurity::kTls) connection_.start_tls(settings_.host, context);
  expect_for_account(connection_.receive(settings_.timeout), 220, "greeting",
                     "ask the mail provider why it takes no mail from here");
  hello();
  if (settings_.security == SmtpSecurity::kStartTls) {
    if (!capabilities_.starttls)
      unusable("STARTTLS is not offered, and mail does not go out in the clear",
               "use port 465 with security tls, or another server");
    expect_for_account(connection_.command("STARTTLS"), 220, "STARTTLS",
                       "ask the mail provider about TLS");
    connection_.start_tls(settings_.host, context);
    hello();  // what was said in the clear is forgotten (RFC 3207, 4.2)
  }
  if (!settings_.username.empty()) log_in();
}

void Session::hello() {
  const std::string name =
      settings_.helo_name.empty() ? connection_.own_address_literal() : settings_.helo_name;
  Reply reply = connection_.command("EHLO " + name);
  if (reply.is_permanent() && settings_.security == SmtpSecurity::kNone)
    reply = connection_.command("HELO " + name);
  expect_for_account(reply, 250, "EHLO", "check mail.smtp.host and port");
  capabilities_ = read_capabilities(reply);
}

void Session::log_in() {
  constexpr std::string_view kHint = "check mail.smtp.username and password";
  if (settings_.token) {
    log_in_with_token("get a new token into mail.smtp.token; check mail.smtp.username");
  } else if (capabilities_.auth_plain) {
    const std::string secret = '\0' + settings_.username + '\0' + settings_.password;
    expect_for_account(connection_.command("AUTH PLAIN " + base64(secret)), 235, "AUTH", kHint);
  } else if (capabilities_.auth_login) {
    expect_for_account(connection_.command("AUTH LOGIN"), 334, "AUTH", kHint);
    expect_for_account(connection_.command(base64(settings_.username)), 334, "AUTH", kHint);
    expect_for_account(connection_.command(base64(settings_.password)), 235, "AUTH", kHint);
  } else {
    unusable("it offers no login that we speak (PLAIN, LOGIN)",
             "leave mail.smtp.username empty, or use another server");
  }
}

void Session::log_in_with_token(std::string_view hint) {
  if (!capabilities_.auth_xoauth2)
    unusable("it offers no login with a token (XOAUTH2)",
             "set mail.smtp.password instead of mail.smtp.token");
  Reply reply = connection_.command("AUTH XOAUTH2 " +
                                    xoauth2_response(settings_.username, settings_.token()));
  if (reply.code == 334) reply = connection_.command("");  // a refusal, told before the last word
  expect_for_account(reply, 235, "AUTH", hint);
}

/// What stands behind MAIL's address. Ended: the server cannot take such a message.
std::string Session::parameters_for(const Envelope& envelope, std::string_view message) const {
  const std::uint64_t limit = capabilities_.max_message_bytes;
  if (limit != 0 && message.size() > limit) {
    throw Ended{{Kind::kRefused, "the message has " + std::to_string(message.size()) +
                                     " bytes, the server takes " + std::to_string(limit)}};
  }
  const Needs needs =
      needs_of(envelope.reverse_path.to_string(), envelope.forward_path.to_string(), message);
  if (needs.smtp_utf8 && !capabilities_.smtp_utf8)
    throw Ended{{Kind::kRefused, "an address outside ASCII, and the server offers no SMTPUTF8"}};
  if ((needs.eight_bit_mime || needs.smtp_utf8) && !capabilities_.eight_bit_mime)
    throw Ended{{Kind::kRefused, "an 8-bit message, and the server offers no 8BITMIME"}};
  std::string parameters;
  if (capabilities_.size) parameters += " SIZE=" + std::to_string(message.size());
  if (needs.eight_bit_mime || needs.smtp_utf8) parameters += " BODY=8BITMIME";
  if (needs.smtp_utf8) parameters += " SMTPUTF8";
  return parameters;
}

DispatchOutcome Session::hand_over(const Envelope& envelope, std::string_view message) {
  recipient_ = envelope.forward_path;
  try {
    const std::string mail = "MAIL FROM:<" + envelope.reverse_path.to_string() + ">" +
                             parameters_for(envelope, message) + "\r\n";
    const std::string recipient = "RCPT TO:<" + envelope.forward_path.to_string() + ">\r\n";
    if (capabilities_.pipelining) {
      open_envelope_at_once(mail, recipient);
    } else {
      open_envelope(mail, recipient);
    }
  } catch (const Ended& end) {
    reset();
    return end.outcome;
  } catch (const Interrupted&) {
    is_usable_ = false;
    throw;
  }
  return finish(message);
}

void Session::open_envelope(const std::string& mail, const std::string& recipient) {
  const auto ask = [&](std::string_view line) {
    connection_.send(line);
    return connection_.receive(settings_.timeout);
  };
  expect_sender(ask(mail));
  is_envelope_open_ = true;
  expect_recipient(ask(recipient));
  expect_for_message(ask("DATA\r\n"), 3, "DATA");
}

/// The same in one write (RFC 2920). A server may say 354 although it took no recipient; then an
/// empty message ends what it began.
void Session::open_envelope_at_once(const std::string& mail, const std::string& recipient) {
  connection_.send(mail + recipient + "DATA\r\n");
  const auto answer = [&](std::string_view step) {
    Reply reply = connection_.receive(settings_.timeout);
    if (reply.code == kServiceClosing) end(reply, step);
    return reply;
  };
  const Reply mail_reply = answer("MAIL");
  is_envelope_open_ = mail_reply.is_positive();
  const Reply recipient_reply = answer("RCPT");
  const Reply data_reply = answer("DATA");
  if (data_reply.code / 100 == 3 && !recipient_reply.is_positive()) {
    connection_.send(".\r\n");
    static_cast<void>(connection_.receive(settings_.timeout));
    is_envelope_open_ = false;
  }
  expect_sender(mail_reply);
  expect_recipient(recipient_reply);
  expect_for_message(data_reply, 3, "DATA");
}

/// Sends the message. Once its end is on the way it may have been taken over, whatever happens to
/// the connection.
DispatchOutcome Session::finish(std::string_view message) {
  constexpr std::size_t kTail = 4096;
  std::string copy;
  if (!needs_no_stuffing(message)) message = copy = dot_stuffed(message);
  const std::size_t body = message.size() - std::min(kTail, message.size());
  try {
    connection_.send(message.substr(0, body));
  } catch (const Interrupted& error) {  // it may be this message that the server does not bear
    is_usable_ = false;
    return {Kind::kRetryAt, error.what()};
  }
  try {
    connection_.send(std::string(message.substr(body)) + ".\r\n");
    const Reply reply = connection_.receive(settings_.final_timeout);
    is_envelope_open_ = false;
    is_usable_ = reply.code != kServiceClosing;
    if (reply.is_positive()) return {Kind::kSent, detail(reply, "message")};
    if (reply.is_temporary() || reply.is_permanent())
      return {kind_of(reply), detail(reply, "message")};
    is_usable_ = false;
    return {Kind::kUnknown, detail(reply, "message")};
  } catch (const Interrupted& error) {
    is_usable_ = false;
    return {Kind::kUnknown, std::string("no answer to the message: ") + error.what()};
  }
}

/// Makes room for the next message after one that was refused.
void Session::reset() {
  if (!is_usable_ || !std::exchange(is_envelope_open_, false)) return;
  try {
    is_usable_ = connection_.command("RSET").is_positive();
  } catch (const Interrupted&) {
    is_usable_ = false;
  }
}

void Session::quit() {
  constexpr std::chrono::seconds kPatience{5};
  try {
    connection_.send("QUIT\r\n");
    static_cast<void>(connection_.receive(std::min(kPatience, settings_.timeout)));
  } catch (const Interrupted&) {
    return;
  }
}

}  // namespace enclosure::app::smtp
