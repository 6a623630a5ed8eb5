#include "app/mailbox/pop3_mailbox.h"

#include <charconv>
#include <utility>
#include <vector>

#include "app/errors.h"
#include "app/smtp/connection.h"
#include "core/text.h"
#include "messaging/bounce/mail_reader.h"

namespace enclosure::app {
namespace {

using smtp::Connection;
using smtp::Interrupted;

constexpr std::size_t kMaxMails = 500;
constexpr std::size_t kMaxListed = 200'000;

[[noreturn]] void refused(const std::string& what, std::string hint) {
  throw WorldError(kExitUnavailable, "mailbox for bounces: " + what, std::move(hint));
}

/// One mail of the server's list.
struct Listed {
  int number = 0;
  std::string name;
};

/// One session's dialogue.
class Session {
 public:
  Session(const Pop3Settings& settings, const Poco::Net::Context::Ptr& context)
      : settings_(settings),
        connection_(settings.host, settings.port, settings.timeout,
                    settings.security == SmtpSecurity::kNone) {
    if (settings.security == SmtpSecurity::kTls) connection_.start_tls(settings.host, context);
    expect("", "greeting", "check mail.bounces.pop3.host and port");
    if (settings.security == SmtpSecurity::kStartTls) {
      expect("STLS", "STLS", "use port 995 with security tls");
      connection_.start_tls(settings.host, context);
    }
    constexpr const char* kHint = "check mail.bounces.pop3.username and password";
    expect("USER " + settings.username, "USER", kHint);
    expect("PASS " + settings.password, "PASS", kHint);
  }

  /// What the mailbox holds, the oldest first.
  std::vector<Listed> list() {
    expect("UIDL", "UIDL", "the server must know UIDL; most do");
    std::vector<Listed> all;
    for (std::string line = receive(); line != "."; line = receive()) {
      if (all.size() >= kMaxListed) throw Interrupted("a list without end");
      Listed one;
      const auto* end = line.data() + line.size();
      const auto [rest, error] = std::from_chars(line.data(), end, one.number);
      if (error != std::errc() || rest == end || *rest != ' ') continue;
      one.name = trim(std::string_view(rest, static_cast<std::size_t>(end - rest)));
      if (!one.name.empty()) all.push_back(std::move(one));
    }
    return all;
  }

  /// The mail, of a very large one the beginning.
  std::string retrieve(int number) {
    expect("RETR " + std::to_string(number), "RETR", "try again later");
    std::string mail;
    for (std::string line = receive(); line != "."; line = receive()) {
      if (mail.size() > messaging::bounce::kMaxMailBytes) continue;
      mail.append(line, line.starts_with('.') ? 1 : 0).append("\r\n");
    }
    return mail;
  }

  void remove(int number) { expect("DELE " + std::to_string(number), "DELE", "try again later"); }

  /// Only now does the server delete (RFC 1939, 6).
  void quit() { expect("QUIT", "QUIT", "try again later"); }

 private:
  std::string receive() { return connection_.receive_line(settings_.timeout); }

  void expect(const std::string& command, const std::string& step, const char* hint) {
    if (!command.empty()) connection_.send(command + "\r\n");
    if (receive().starts_with("+OK")) return;
    refused("the server says no to " + step, hint);  // its words may hold the name of the account
  }

  const Pop3Settings& settings_;
  Connection connection_;
};

bool is_one_word(const std::string& text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

}  // namespace

struct Pop3Mailbox::Tls {
  Poco::Net::Context::Ptr context;
};

Pop3Mailbox::Pop3Mailbox(Pop3Settings settings)
    : settings_(std::move(settings)), tls_(std::make_unique<Tls>()) {
  if (settings_.host.empty() || !is_visible_ascii(settings_.host) || settings_.username.empty() ||
      !is_one_word(settings_.username) || !is_one_word(settings_.password))
    throw WorldError(kExitConfiguration, "mailbox for bounces: no host, or no login",
                     "check host, username and password of mail.bounces.pop3");
  if (settings_.security != SmtpSecurity::kNone)
    tls_->context = smtp::client_context(settings_.host, settings_.ca_file);
}

Pop3Mailbox::~Pop3Mailbox() = default;

void Pop3Mailbox::read(const Wanted& wanted, const Take& take) {
  try {
    Session session(settings_, tls_->context);
    std::size_t fetched = 0;
    for (const Listed& one : session.list()) {
      if (fetched >= kMaxMails) break;
      if (!wanted(one.name)) continue;
      ++fetched;
      if (take(one.name, session.retrieve(one.number)) && !settings_.keep)
        session.remove(one.number);
    }
    session.quit();
  } catch (const smtp::NotTrusted& error) {
    refused(std::string("no TLS that can be trusted: ") + error.what(),
            "check host; for an authority of your own set ca_file");
  } catch (const Interrupted& error) {
    throw WorldError(kExitTryLater, std::string("mailbox for bounces: ") + error.what(),
                     "what was read is kept; the rest is read next time");
  }
}

}  // namespace enclosure::app
