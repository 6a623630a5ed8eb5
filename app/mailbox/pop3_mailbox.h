#pragma once
// A mailbox on a server, read over POP3 (RFC 1939) under TLS (RFC 2595, 8314).

#include <chrono>
#include <memory>
#include <string>

#include "app/ports/mailbox.h"
#include "app/smtp/smtp_transport.h"

namespace enclosure::app {

struct Pop3Settings {
  std::string host;
  int port = 995;
  SmtpSecurity security = SmtpSecurity::kTls;
  std::string username;
  std::string password;
  std::string ca_file;  ///< authorities besides the system's; or empty
  std::chrono::seconds timeout{30};
  bool keep = false;  ///< nothing is deleted on the server
};

/// A connection for each reading. A report that is taken is deleted on the server when the session
/// ends well; everything else stays. At most 500 mails are fetched in one reading. Nothing a server
/// says makes it hold more than one mail in memory. One thread at a time.
class Pop3Mailbox : public Mailbox {
 public:
  /// Throws WorldError (configuration) for settings that can never work.
  explicit Pop3Mailbox(Pop3Settings settings);
  ~Pop3Mailbox() override;

  /// Throws WorldError: unavailable for a login that is refused, a certificate that is not valid
  /// for the host or a server that does not know UIDL; try later for what may pass.
  void read(const Wanted& wanted, const Take& take) override;

 private:
  struct Tls;

  Pop3Settings settings_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace enclosure::app
