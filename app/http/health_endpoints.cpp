#include "app/http/health_endpoints.h"

#include "app/http/server_metrics.h"

namespace enclosure::app::http {

Endpoints health_endpoints(HealthDesk& desk, const ServerMetrics* server) {
  const auto healthz = [](const Request&) { return plain_text(200, "ok\n"); };
  return {
      // Whoever asks whether we live must not wait for those who keep us busy.
      {"GET", "/healthz", {}, healthz, 0, healthz},
      {"GET",
       "/readyz",
       {},
       [&desk](const Request&) {
         return desk.is_ready() ? plain_text(200, "ready\n") : plain_text(503, "not ready\n");
       }},
      {"GET",
       "/metrics",
       {},
       [&desk, server](const Request&) {
         return Response{200,
                         {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                         desk.metrics() + (server == nullptr ? "" : server->text())};
       }},
  };
}

}  // namespace enclosure::app::http
