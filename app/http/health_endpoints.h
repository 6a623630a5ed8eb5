#pragma once
// What monitors reach: liveness, readiness, figures.

#include "app/http/endpoint.h"
#include "app/http/health_desk.h"

namespace enclosure::app::http {

/// GET /healthz, /readyz and /metrics. `desk` must outlive them.
[[nodiscard]] Endpoints health_endpoints(HealthDesk& desk);

}  // namespace enclosure::app::http
