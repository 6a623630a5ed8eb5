#pragma once
// The HTTP endpoint (docs/api.md): buyers' links, the seller's API, health. HTTP/1.1 in the clear;
// a reverse proxy in front does TLS.
//
// Sockets and threads are Poco's; the protocol is our own. Poco 1.11's HTTPServer takes requests
// that two servers in a row read differently (both lengths at once, blanks before the colon, bare
// line feeds, trailers left for the next request), takes a chunked upload that was cut short for a
// whole one, and reads bodies without a limit (docs/decisions).

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/http/router.h"

namespace enclosure::app {

struct HttpServerSettings {
  std::string bind_address = "127.0.0.1";  ///< an address, not a name
  int port = 0;                            ///< 0: any free one
  int threads = 64;                        ///< connections served at once
  int queue_limit = 128;                   ///< connections waiting for a thread; more are dropped
  std::size_t max_body_bytes = 16U * 1024 * 1024;
  std::chrono::milliseconds keep_alive_timeout{3000};  ///< between two requests
  std::chrono::milliseconds head_timeout{10'000};      ///< for a whole head
  std::chrono::milliseconds body_timeout{120'000};     ///< for a whole body
  std::chrono::milliseconds stop_grace{5000};          ///< for requests in hand when stopping
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
  HttpServer(HttpServerSettings settings, http::Endpoints endpoints, AccessLog access_log = {},
             ErrorLog error_log = {});
  /// Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Begins to listen; returns at once. Throws WorldError when the address cannot be had.
  void start();
  /// The port that is listened on; 0 before `start`.
  [[nodiscard]] int port() const;
  /// Takes no more connections, lets the requests in hand finish within the grace, then cuts them.
  /// Returns when every thread is done. Harmless when not started.
  void stop();

 private:
  struct Running;

  HttpServerSettings settings_;
  http::Router router_;
  AccessLog access_log_;
  std::unique_ptr<Running> running_;
};

}  // namespace enclosure::app
