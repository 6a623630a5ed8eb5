#include "app/http/health_endpoints.h"

namespace enclosure::app::http {

Endpoints health_endpoints(HealthDesk& desk) {
  return {
      {"GET", "/healthz", {}, [](const Request&) { return plain_text(200, "ok\n"); }},
      {"GET",
       "/readyz",
       {},
       [&desk](const Request&) {
         return desk.is_ready() ? plain_text(200, "ready\n") : plain_text(503, "not ready\n");
       }},
      {"GET",
       "/metrics",
       {},
       [&desk](const Request&) {
         return Response{
             200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, desk.metrics()};
       }},
  };
}

}  // namespace enclosure::app::http
