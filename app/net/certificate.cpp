#include "app/net/certificate.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <memory>

namespace enclosure::app::net {
namespace {

std::string openssl_error() {
  std::array<char, 256> text{};
  const unsigned long code = ERR_get_error();  // NOLINT(google-runtime-int): OpenSSL's
  ERR_error_string_n(code, text.data(), text.size());
  ERR_clear_error();
  return code == 0 ? "unknown error" : text.data();
}

/// A key with a pass phrase is no good: nobody is there to type it.
int no_pass_phrase(char*, int, int, void*) {
  return 0;
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return Instant{std::chrono::seconds{::timegm(&parts)}};
}

bool names(X509* certificate, const std::string& host) {
  return X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1 ||
         X509_check_ip_asc(certificate, host.c_str(), 0) == 1;
}

}  // namespace

std::string load_certificate(SSL_CTX* context, const std::filesystem::path& certificate,
                             const std::filesystem::path& key) {
  ERR_clear_error();
  SSL_CTX_set_default_passwd_cb(context, no_pass_phrase);
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
    return "cannot read the certificate " + certificate.string() + ": " + openssl_error();
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
    return "cannot use the key " + key.string() + ": " + openssl_error();
  if (SSL_CTX_check_private_key(context) != 1)
    return "certificate and key do not belong together: " + openssl_error();
  return "";
}

CertificateTimes times_of(SSL_CTX* context) {
  const X509* certificate = SSL_CTX_get0_certificate(context);
  if (certificate == nullptr) return {};
  return {instant_of(X509_get0_notBefore(certificate)),
          instant_of(X509_get0_notAfter(certificate))};
}

std::string out_of_date(const CertificateTimes& times, Instant now) {
  if (now > times.until) return "expired on " + to_string(times.until);
  if (now < times.from) return "is good from " + to_string(times.from) + " on only";
  return "";
}

CertificateLook look_at_certificate(const std::filesystem::path& certificate,
                                    const std::filesystem::path& key, const std::string& host) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  SSL_CTX_free);
  CertificateLook look;
  look.complaint = context ? load_certificate(context.get(), certificate, key) : openssl_error();
  if (!look.complaint.empty()) return look;
  look.times = times_of(context.get());
  look.is_for_host = host.empty() || names(SSL_CTX_get0_certificate(context.get()), host);
  return look;
}

}  // namespace enclosure::app::net
