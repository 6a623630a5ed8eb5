#pragma once
// Real mail servers for one test: own configuration, own folders, a high port on loopback. None of
// them touches what the machine itself may run.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace enclosure::test {

inline constexpr const char* kUser = "shop@seller.example";
inline constexpr const char* kPassword = "a pass word";

/// A certificate for localhost and 127.0.0.1 in `folder`: cert.pem, key.pem.
void make_certificate(const std::filesystem::path& folder);

/// Waits until something listens on `port`; false when `program` has ended instead.
[[nodiscard]] bool wait_for(int port, support::Running& program);

/// What keeps these servers from running here; empty when nothing does.
[[nodiscard]] std::string why_no_postfix();
[[nodiscard]] std::string why_no_dovecot();
[[nodiscard]] std::string why_no_node_server();

/// Postfix with STARTTLS and a login (Dovecot asks for the password): takes mail for buyer.example
/// into a Maildir; refused@ gets 550 5.1.1, later@ gets 451 4.7.1; at most 1 MB.
class Postfix {
 public:
  Postfix();
  ~Postfix();
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string ca_file() const { return folder_ / "cert.pem"; }
  /// The mails that arrived, waiting for `count` of them.
  [[nodiscard]] std::vector<std::string> mails(std::size_t count);

 private:
  support::TemporaryFolder folder_;
  int port_;
  std::unique_ptr<support::Running> login_;
  std::unique_ptr<support::Running> master_;
};

/// Dovecot with POP3 under TLS over a Maildir that holds the files of `mails`.
class DovecotPop3 {
 public:
  explicit DovecotPop3(const std::filesystem::path& mails);
  ~DovecotPop3();
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string ca_file() const { return folder_ / "cert.pem"; }
  [[nodiscard]] std::size_t mails_left() const;

 private:
  support::TemporaryFolder folder_;
  int port_;
  std::unique_ptr<support::Running> program_;
};

/// npm's smtp-server with STARTTLS, a login and SMTPUTF8; appends what it takes to a file.
class NodeServer {
 public:
  NodeServer();
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string ca_file() const { return folder_ / "cert.pem"; }
  /// Every mail it took, in order.
  [[nodiscard]] std::vector<std::string> mails() const;

 private:
  support::TemporaryFolder folder_;
  int port_;
  std::unique_ptr<support::Running> program_;
};

}  // namespace enclosure::test
