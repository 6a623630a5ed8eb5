#pragma once
// Parts of the section `mail` of enclosure.json: how fast mails leave, and where those that come
// back are read.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/import/json_reader.h"
#include "messaging/pace.h"

namespace enclosure::app {

/// A mailbox that is read over POP3 (RFC 1939).
struct Pop3Config {
  std::string host;
  int port = 995;
  std::string security = "tls";  ///< "tls", "starttls" (RFC 2595), or "none" (loopback alone)
  std::string username;
  std::string password;
  std::string ca_file;  ///< certificates to trust besides the system's, or empty
  int timeout_seconds = 30;
};

/// Where reports about mails that came back are read; nowhere when both are empty.
struct BouncesConfig {
  std::string maildir;  ///< path of a Maildir, relative to the workspace or absolute; or empty
  std::optional<Pop3Config> pop3;
  bool keep = false;  ///< what was read stays in the mailbox

  [[nodiscard]] bool is_set() const { return !maildir.empty() || pop3.has_value(); }
};

/// Reads a secret member of a section: text, {"env": "NAME"} or {"file": "PATH"}.
using SecretReader = std::function<std::string(const Reader&, std::string_view)>;

/// Reads `mail.bounces`. Faults go to the log of `section`: CONFIG-002 to CONFIG-005.
[[nodiscard]] BouncesConfig read_bounces_config(const Reader& section, const SecretReader& secret);

/// Reads `mail.amazon.throttle` or `mail.shop.throttle`. Faults: CONFIG-003, CONFIG-004.
[[nodiscard]] messaging::Throttle read_throttle_config(const Reader& section);

/// Whether `host` is this machine, which alone may be spoken to in the clear.
[[nodiscard]] bool is_this_machine(std::string_view host);

}  // namespace enclosure::app
