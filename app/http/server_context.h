#pragma once
// What the loops and connections of one server share.

#include <atomic>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "app/http/forwarded.h"
#include "app/http/http_server.h"
#include "app/http/router.h"
#include "app/http/server_metrics.h"
#include "app/http/tls.h"
#include "app/http/worker_pool.h"
#include "app/net/ip_address.h"

namespace enclosure::app::http {

/// How many connections each subscriber has open. Safe for many threads.
class ConnectionCounts {
 public:
  explicit ConnectionCounts(int most_of_one) : most_of_one_(most_of_one) {}

  /// One more, unless there are as many as may be.
  [[nodiscard]] bool add(const net::IpAddress& address);
  void remove(const net::IpAddress& address);

 private:
  const int most_of_one_;
  std::mutex mutex_;
  std::unordered_map<net::IpAddress, int, net::IpAddressHash> by_address_;
};

struct ServerContext {
  const Router& router;
  const HttpServerSettings& settings;
  const AccessLog& log;
  ServerMetrics& metrics;
  TlsKeys* tls = nullptr;  ///< null: in the clear
  ConnectionCounts counts;
  WorkerPool workers;
  WorkerPool handshakes;  ///< one thread: signatures never take more than one core
  std::atomic<bool> stopping = false;
};

/// Tells a client that was just accepted that it is not served, as far as that goes without
/// waiting, and closes. `status` comes with Retry-After.
void refuse(int socket, bool tls, int status, std::string_view detail);

[[nodiscard]] Instant wall_clock();

}  // namespace enclosure::app::http
