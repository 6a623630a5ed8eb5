#include "app/http/server_metrics.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace enclosure::app::http {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Refusal::kCount)> kReasons{
    "queue_full",  "connections", "connections_of_address",
    "slow_head",   "slow_body",   "slow_reader",
    "malformed",   "too_large",   "tls_handshake",
    "wrong_links", "busy_link"};

void write_head(std::string& out, std::string_view name, std::string_view type,
                std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void write_one(std::string& out, std::string_view name, std::string_view type,
               std::string_view help, std::int64_t value) {
  write_head(out, name, type, help);
  fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

}  // namespace

void ServerMetrics::set_routes(const Endpoints& endpoints) {
  for (const std::string_view name : {"-", "/i/-"}) add_route(name);
  for (const Endpoint& endpoint : endpoints) add_route(endpoint.path_template);
}

void ServerMetrics::add_route(std::string_view name) {
  if (by_name_.contains(name)) return;
  Route& route = routes_.emplace_back();
  route.name = name;
  by_name_.emplace(name, &route);
}

void ServerMetrics::count_answer(std::string_view route, int status,
                                 std::chrono::nanoseconds took) {
  const auto found = by_name_.find(route);
  if (found == by_name_.end() || status < 100 || status > 599) return;
  Route& counts = *found->second;
  constexpr auto kRelaxed = std::memory_order_relaxed;
  counts.by_status.at(static_cast<std::size_t>(status - 100)).fetch_add(1, kRelaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = std::lower_bound(kSeconds.begin(), kSeconds.end(), seconds);
  counts.by_duration.at(static_cast<std::size_t>(bucket - kSeconds.begin())).fetch_add(1, kRelaxed);
  counts.nanoseconds.fetch_add(static_cast<std::uint64_t>(took.count()), kRelaxed);
}

std::string ServerMetrics::text() const {
  std::string out;
  write_requests(out);
  write_durations(out);
  write_one(out, "enclosure_http_connections", "gauge", "Connections that are open.",
            open_connections);
  write_one(out, "enclosure_http_connections_idle", "gauge",
            "Connections that are open and ask for nothing.", idle_connections);
  write_one(out, "enclosure_http_connections_accepted_total", "counter", "Connections accepted.",
            static_cast<std::int64_t>(accepted_connections.load()));
  write_one(out, "enclosure_http_queue", "gauge", "Requests that wait for a worker.",
            queue_ ? static_cast<std::int64_t>(queue_()) : 0);
  write_head(out, "enclosure_http_refused_total", "counter",
             "Connections and requests that were refused, by reason.");
  for (std::size_t i = 0; i < kReasons.size(); ++i)
    fmt::format_to(std::back_inserter(out), "enclosure_http_refused_total{{reason=\"{}\"}} {}\n",
                   kReasons.at(i), refused_.at(i).load());
  write_head(out, "enclosure_tls_reloads_total", "counter", "Readings of the certificate anew.");
  fmt::format_to(std::back_inserter(out),
                 "enclosure_tls_reloads_total{{result=\"ok\"}} {}\n"
                 "enclosure_tls_reloads_total{{result=\"failed\"}} {}\n",
                 reloads_.load(), failed_reloads_.load());
  return out;
}

void ServerMetrics::write_requests(std::string& out) const {
  write_head(out, "enclosure_http_requests_total", "counter",
             "Requests answered, by route and status.");
  for (const Route& route : routes_) {
    for (std::size_t i = 0; i < route.by_status.size(); ++i) {
      const auto count = route.by_status.at(i).load();
      if (count == 0) continue;
      fmt::format_to(std::back_inserter(out),
                     "enclosure_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route.name,
                     i + 100, count);
    }
  }
}

void ServerMetrics::write_durations(std::string& out) const {
  constexpr std::string_view kName = "enclosure_http_request_duration_seconds";
  write_head(out, kName, "histogram", "From the first byte of a request to its answer.");
  for (const Route& route : routes_) {
    std::uint64_t sum = 0;
    std::array<std::uint64_t, kSeconds.size() + 1> upto{};
    for (std::size_t i = 0; i < upto.size(); ++i) upto.at(i) = sum += route.by_duration.at(i);
    if (sum == 0) continue;
    for (std::size_t i = 0; i < kSeconds.size(); ++i)
      fmt::format_to(std::back_inserter(out), "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", kName,
                     route.name, kSeconds.at(i), upto.at(i));
    fmt::format_to(std::back_inserter(out),
                   "{0}_bucket{{route=\"{1}\",le=\"+Inf\"}} {2}\n{0}_sum{{route=\"{1}\"}} {3}\n"
                   "{0}_count{{route=\"{1}\"}} {2}\n",
                   kName, route.name, sum, static_cast<double>(route.nanoseconds) * 1e-9);
  }
}

}  // namespace enclosure::app::http
