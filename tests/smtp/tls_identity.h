#pragma once
// A certificate of its own for a test's mail server.

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace enclosure::app::smtp::test {

/// A self-signed certificate for one host name or address, with its key.
class TlsIdentity {
 public:
  /// `subject` is a subjectAltName: "DNS:localhost" or "IP:127.0.0.1". Expired when `valid_days` is
  /// negative.
  explicit TlsIdentity(const std::string& subject, int valid_days = 1);
  ~TlsIdentity();
  TlsIdentity(const TlsIdentity&) = delete;
  TlsIdentity& operator=(const TlsIdentity&) = delete;

  /// The certificate as PEM: who trusts this, trusts the server.
  [[nodiscard]] const std::string& certificate_pem() const { return pem_; }
  /// OpenSSL's server context; belongs to this object.
  [[nodiscard]] ssl_ctx_st* server_context() const { return context_; }

 private:
  std::string pem_;
  ssl_ctx_st* context_ = nullptr;
};

}  // namespace enclosure::app::smtp::test
