#pragma once
// One TCP connection to a mail server, in the clear or under TLS, with deadlines.
//
// Poco carries the bytes. The dialogue is our own: Poco 1.11's DialogSocket never returns when the
// peer closes in the middle of a reply of several lines, its SMTP session cannot tell a message
// that was refused from one whose answer never came, and its TLS handshake goes on without looking
// at the host name when it times out (docs/decisions).

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>

#include "app/smtp/wire.h"

namespace enclosure::app::smtp {

/// The connection was refused, cut, garbled or silent for too long.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The server's certificate is not acceptable, or it cannot speak a TLS that is.
class NotTrusted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A TLS context for connections to `host`: TLS 1.2 or later, the system's authorities, those of
/// `ca_file` as well unless it is empty, and the host name (or address) checked by OpenSSL itself
/// during the handshake. Throws WorldError when `ca_file` cannot be read.
[[nodiscard]] Poco::Net::Context::Ptr client_context(const std::string& host,
                                                     const std::string& ca_file);

/// Every function throws Interrupted. Closes without a word when destroyed. One thread at a time.
class Connection {
 public:
  /// Tries the addresses of `host` in turn. With `loopback_only`, an address of another machine
  /// counts as unreachable.
  Connection(const std::string& host, int port, std::chrono::seconds timeout, bool loopback_only);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Goes on under TLS; throws NotTrusted, too. Bytes that came before the handshake make it
  /// Interrupted: someone put them there (RFC 3207, 6).
  void start_tls(const std::string& host, const Poco::Net::Context::Ptr& context);
  [[nodiscard]] bool is_secure() const { return is_secure_; }

  void send(std::string_view bytes);
  /// The next reply, whole, within `timeout`.
  [[nodiscard]] Reply receive(std::chrono::seconds timeout);
  /// The next line without its end, for protocols other than SMTP; of a longer one the first
  /// `most_bytes`.
  [[nodiscard]] std::string receive_line(std::chrono::seconds timeout,
                                         std::size_t most_bytes = 64 * 1024);
  /// Sends `line` with CRLF and waits for the reply.
  [[nodiscard]] Reply command(std::string_view line);

  /// Our own address as a literal, "[192.0.2.1]" (RFC 5321, 4.1.3).
  [[nodiscard]] std::string own_address_literal() const;

 private:
  void fill(std::chrono::steady_clock::time_point deadline);

  Poco::Net::StreamSocket socket_;
  std::chrono::seconds timeout_;
  bool is_secure_ = false;
  ReplyParser parser_;
  std::string received_;  ///< bytes that no reply has taken yet
};

}  // namespace enclosure::app::smtp
