#pragma once
// A server with TLS that gives one JSON answer to whoever trusts it.

#include <memory>
#include <string>

namespace enclosure::app {

class TlsServer {
 public:
  /// `subject` is what its certificate proves: "DNS:localhost". Listens on 127.0.0.1. Expired when
  /// `valid_days` is negative.
  TlsServer(const std::string& subject, std::string body, int valid_days = 1);
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer();

  [[nodiscard]] std::string url() const;  ///< https://localhost:…
  [[nodiscard]] const std::string& certificate_pem() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace enclosure::app
