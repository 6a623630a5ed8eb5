#pragma once
// What the server counts, in Prometheus' text format.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/http/endpoint.h"

namespace enclosure::app::http {

/// Why somebody was not served as asked.
enum class Refusal {
  kQueueFull,    ///< too many requests wait for a worker
  kConnections,  ///< too many connections
  kAddress,      ///< too many connections of one address
  kSlowHead,
  kSlowBody,
  kSlowReader,
  kMalformed,  ///< a request that is none
  kTooLarge,
  kHandshake,   ///< of TLS
  kWrongLinks,  ///< too many wrong links from one address
  kBusyLink,    ///< one link, too often
  kCount,
};

/// Counts. Safe for many threads once the routes are known; nothing of a request is kept but its
/// route, its status and how long it took.
class ServerMetrics {
 public:
  /// Makes room for the routes of these endpoints. Once, before anybody counts.
  void set_routes(const Endpoints& endpoints);
  /// Asked for the present number of waiting requests.
  void set_queue(std::function<std::size_t()> waiting) { queue_ = std::move(waiting); }

  void count_answer(std::string_view route, int status, std::chrono::nanoseconds took);
  void count_refusal(Refusal why) { ++refused_.at(static_cast<std::size_t>(why)); }
  void count_reload(bool worked) { ++(worked ? reloads_ : failed_reloads_); }

  std::atomic<std::int64_t> open_connections = 0;
  std::atomic<std::int64_t> idle_connections = 0;
  std::atomic<std::uint64_t> accepted_connections = 0;

  [[nodiscard]] std::string text() const;

 private:
  static constexpr std::array<double, 12> kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                   0.05,   0.1,   0.25,   0.5,   1,    5};
  struct Route {
    std::string_view name;
    std::array<std::atomic<std::uint64_t>, 500> by_status{};  ///< from 100 on
    std::array<std::atomic<std::uint64_t>, kSeconds.size() + 1> by_duration{};
    std::atomic<std::uint64_t> nanoseconds{0};
  };

  void add_route(std::string_view name);
  void write_requests(std::string& out) const;
  void write_durations(std::string& out) const;

  std::deque<Route> routes_;
  std::unordered_map<std::string_view, Route*> by_name_;
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(Refusal::kCount)> refused_{};
  std::atomic<std::uint64_t> reloads_{0};
  std::atomic<std::uint64_t> failed_reloads_{0};
  std::function<std::size_t()> queue_;
};

}  // namespace enclosure::app::http
