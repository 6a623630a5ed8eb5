#pragma once
// What monitors reach: liveness, readiness, figures.

#include "app/http/endpoint.h"
#include "app/http/health_desk.h"

namespace enclosure::app::http {

class ServerMetrics;

/// GET /healthz, /readyz and /metrics; the figures are those of the desk, and of the server when
/// `server` is given. Both must outlive them.
[[nodiscard]] Endpoints health_endpoints(HealthDesk& desk, const ServerMetrics* server = nullptr);

}  // namespace enclosure::app::http
