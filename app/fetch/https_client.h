#pragma once
// One question and one answer over HTTPS, for services on the net that are asked now and then. What
// comes back is hostile until it was read.

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

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
};

struct HttpQuestion {
  std::string method = "GET";
  std::string path;  ///< after that of the service: "/check-vat-number"
  std::string body;
  std::string content_type;  ///< of `body`
  std::string accept = "*/*";
};

struct HttpAnswer {
  int status = 0;
  std::string content_type;  ///< in lower case, without parameters
  std::string body;
};

/// Nobody answered, or not as HTTP does.
class NoAnswer : public std::runtime_error {
 public:
  /// What prevented it, as a stable code: "UNREACHABLE", "NOT_TRUSTED" (TLS), "SILENCE" (time ran
  /// out), "BROKEN" (no HTTP, or cut off), "TOO_LARGE".
  NoAnswer(std::string code, const std::string& what)
      : std::runtime_error(what), code_(std::move(code)) {}
  [[nodiscard]] const std::string& code() const { return code_; }

 private:
  std::string code_;
};

/// Asks once: a connection of its own, the server's certificate checked against its name, no
/// redirect followed, no proxy, no cookie. Throws NoAnswer. Safe for several threads.
[[nodiscard]] HttpAnswer ask(const ServiceUrl& service, const HttpQuestion& question,
                             const HttpLimits& limits);

}  // namespace enclosure::app
