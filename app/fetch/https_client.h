#pragma once
// One question and one answer over HTTPS, for services on the net that are asked now and then. What
// comes back is hostile until it was read.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace enclosure::app {

/// The address of a service: https, or http on this machine alone. Without login, query and
/// fragment, and without a slash at its end.
class ServiceUrl {
 public:
  /// Reads "https://ec.europa.eu/taxation_customs/vies/rest-api". Fault CONFIG-004.
  static Result<ServiceUrl> parse(std::string_view text);

  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] const std::string& path() const { return path_; }  ///< "/a/b", or empty
  [[nodiscard]] bool is_secure() const { return secure_; }

 private:
  std::string host_;
  std::string path_;
  unsigned short port_ = 443;
  bool secure_ = true;
};

struct HttpLimits {
  std::chrono::seconds timeout{10};     ///< to connect, and for the whole answer after that
  std::size_t max_bytes = 64UL * 1024;  ///< of the answer's body
  std::string ca_file;                  ///< PEM file of authorities besides the system's, or empty
  /// Whether the host may be asked at this IP address ("203.0.113.7", "2001:db8::1"). With it the
  /// host is looked up once, every address must be admitted, and the connection goes to the one
  /// that was: a name that means another machine a moment later helps nobody. Empty: any.
  std::function<bool(const std::string& address)> admits = {};
};

struct HttpQuestion {
  std::string method = "GET";
  std::string path;  ///< after that of the service: "/check-vat-number"
  std::string body;
  std::string content_type;  ///< of `body`
  std::string accept = "*/*";
  std::string range = {};                                         ///< "bytes=0-0", or empty
  std::string user_agent = "enclosure";                           ///< who asks
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< further ones
  std::function<void(std::string_view)> on_body = {};  ///< takes the answer's body piece by piece
};

struct HttpAnswer {
  int status = 0;
  std::string content_type;   ///< in lower case, without parameters
  std::string location;       ///< of a redirect
  std::string content_range;  ///< "bytes 0-0/1234", where a range was asked for
  std::optional<std::uint64_t> content_length;
  std::string body;  ///< empty where `on_body` took it
};

/// Nobody answered, or not as HTTP does.
class NoAnswer : public std::runtime_error {
 public:
  /// What prevented it, as a stable code: "UNREACHABLE", "NOT_TRUSTED" (TLS), "SILENCE" (time ran
  /// out), "BROKEN" (no HTTP, or cut off), "TOO_LARGE",
  /// "FORBIDDEN" (an address that is not admitted). `distrust` says more about "NOT_TRUSTED".
  NoAnswer(std::string code, const std::string& what, std::string distrust = {})
      : std::runtime_error(what), code_(std::move(code)), distrust_(std::move(distrust)) {}
  [[nodiscard]] const std::string& code() const { return code_; }
  /// "EXPIRED", "UNKNOWN_ISSUER", or empty: some other defect of the certificate.
  [[nodiscard]] const std::string& distrust() const { return distrust_; }

 private:
  std::string code_;
  std::string distrust_;
};

/// Asks once: a connection of its own, the server's certificate checked against its name, no
/// redirect followed, no proxy, no cookie. Throws NoAnswer. Safe for several threads.
[[nodiscard]] HttpAnswer ask(const ServiceUrl& service, const HttpQuestion& question,
                             const HttpLimits& limits);

}  // namespace enclosure::app
