#pragma once
// The HTTP endpoint (docs/api.md, docs/serving.md): buyers' links, the seller's API, health.
// HTTP/1.1, in the clear behind a reverse proxy or over TLS.
//
// A few loops hold all connections (epoll), so that whoever is idle or slow holds no thread; what
// may wait for the store or a file is done by a fixed number of workers. The protocol is our own:
// why Poco's HTTPServer is not used stands in docs/decisions/0010 and 0143.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/http/forwarded.h"
#include "app/http/link_guard.h"
#include "app/http/router.h"
#include "app/http/tls.h"

namespace enclosure::app::http {
class ServerMetrics;
}

namespace enclosure::app {

struct HttpServerSettings {
  std::string bind_address = "127.0.0.1";  ///< an address, not a name
  int port = 0;                            ///< 0: any free one
  std::vector<int> listeners;              ///< sockets that listen already, instead of those two
  int threads = 16;                        ///< requests worked on at once
  int loops = 0;                  ///< threads that hold connections; 0: as the machine has cores
  std::size_t queue_limit = 256;  ///< requests that wait for a worker; more are answered 503
  int max_connections = 10'000;   ///< and never more than the process may open files
  int connections_per_address = 512;  ///< of one IPv4 address or one /64
  std::size_t max_body_bytes = 16U * 1024 * 1024;
  std::chrono::milliseconds keep_alive_timeout{30'000};  ///< between two requests
  std::chrono::milliseconds head_timeout{10'000};        ///< for a whole head, or handshake
  std::chrono::milliseconds body_timeout{120'000};       ///< for a whole body
  std::chrono::milliseconds rate_grace{10'000};          ///< before the least speed counts
  std::size_t min_bytes_per_second = 1024;               ///< of a body, and of reading an answer
  std::chrono::milliseconds stop_grace{5000};            ///< for requests in hand when stopping
  http::LinkLimits link_limits;
  http::ProxyTrust proxies;
  std::optional<http::TlsFiles> tls;
};

/// One answered request, without anything that could name a buyer.
struct AccessRecord {
  std::string_view method;  ///< "-" when it is none that exists
  std::string_view route;   ///< "/i/{token}"; "-" when no route was found
  int status = 0;
  std::int64_t milliseconds = 0;
};
/// Called from many threads.
using AccessLog = std::function<void(const AccessRecord&)>;
/// An exception of a desk: the route and what() of it. Called from many threads.
using ErrorLog = std::function<void(std::string_view route, std::string_view what)>;

/// Serves endpoints, whose desks must outlive it, from threads of its own.
class HttpServer {
 public:
  /// `metrics`, if given, must outlive it and is used by no other server.
  HttpServer(HttpServerSettings settings, http::Endpoints endpoints, AccessLog access_log = {},
             ErrorLog error_log = {}, http::ServerMetrics* metrics = nullptr);
  /// Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Begins to listen; returns at once. Throws WorldError when the address cannot be had, or the
  /// certificate is no good.
  void start();
  /// The port that is listened on; 0 before `start`.
  [[nodiscard]] int port() const;
  /// Takes no more connections, lets the requests in hand finish within the grace, then cuts them.
  /// Returns when every thread is done. Harmless when not started.
  void stop();

  [[nodiscard]] bool speaks_tls() const { return settings_.tls.has_value(); }
  /// Reads certificate and key again; new connections get them. Tells why the old ones stay when
  /// the new ones are no good. Nothing to do without TLS.
  std::optional<std::string> reload_tls();
  /// A sentence about a certificate that has expired, or is of a time to come; empty while it is
  /// good, and without TLS.
  [[nodiscard]] std::string tls_trouble() const;
  /// Whether the files of the certificate have changed and should be read again.
  [[nodiscard]] bool tls_files_have_changed();
  /// Whether every loop has answered since the last time it was asked, for a watchdog.
  [[nodiscard]] bool is_alive();

 private:
  struct Running;

  HttpServerSettings settings_;
  http::Router router_;
  AccessLog access_log_;
  std::unique_ptr<http::ServerMetrics> own_metrics_;
  http::ServerMetrics& metrics_;
  std::unique_ptr<Running> running_;
};

}  // namespace enclosure::app
