#pragma once
// The certificate by which a server proves itself: read from PEM files, and what it says of itself.

#include <filesystem>
#include <string>

#include "core/date.h"

struct ssl_ctx_st;

namespace enclosure::app::net {

/// From when to when a certificate is good.
struct CertificateTimes {
  Instant from{};
  Instant until{};
};

/// Puts the chain and its key into `context`, as every server here does. Gives what is wrong with
/// them: unreadable, with a pass phrase, not belonging together; empty: nothing.
[[nodiscard]] std::string load_certificate(ssl_ctx_st* context,
                                           const std::filesystem::path& certificate,
                                           const std::filesystem::path& key);

/// Of the certificate that was put into `context`.
[[nodiscard]] CertificateTimes times_of(ssl_ctx_st* context);

/// "expired on 2021-03-01T00:00:00Z", "is good from … on only"; empty while it is good.
[[nodiscard]] std::string out_of_date(const CertificateTimes& times, Instant now);

/// What there is to say about files that a server is to use.
struct CertificateLook {
  std::string complaint;  ///< why no server can use them; the rest is then not known
  CertificateTimes times;
  bool is_for_host = true;  ///< it names the host that was asked for
};

/// Reads the files as a server does. `host`: a name or an address; empty: any.
[[nodiscard]] CertificateLook look_at_certificate(const std::filesystem::path& certificate,
                                                  const std::filesystem::path& key,
                                                  const std::string& host);

}  // namespace enclosure::app::net
