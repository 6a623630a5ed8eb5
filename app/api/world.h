#pragma once
// What the seller's API works with, and its parts: each brings the endpoints of one subject.

#include <functional>

#include "app/api/once.h"
#include "app/flow/api_keys.h"
#include "app/flow/shop.h"
#include "app/http/endpoint.h"
#include "app/ports/store.h"

namespace enclosure::app::api {

/// Borrows all of it; safe to use from several threads.
struct World {
  const Shop& shop;
  Store& store;
  ApiKeys& keys;
  Once& once;
  std::function<Instant()> clock;
  std::function<void()> changed;  ///< called after something came in that the scheduler looks at
};

// One function per file of app/api. `world` must outlive the endpoints.
[[nodiscard]] http::Endpoints order_endpoints(World& world);
[[nodiscard]] http::Endpoints document_endpoints(World& world);
[[nodiscard]] http::Endpoints correction_endpoints(World& world);
[[nodiscard]] http::Endpoints link_endpoints(World& world);
[[nodiscard]] http::Endpoints message_endpoints(World& world);
[[nodiscard]] http::Endpoints product_endpoints(World& world);
[[nodiscard]] http::Endpoints health_endpoints(World& world);
[[nodiscard]] http::Endpoints webhook_endpoints(World& world);

/// All of them (docs/api.md), beside those of app/http/seller_endpoints.h.
[[nodiscard]] http::Endpoints endpoints(World& world);

}  // namespace enclosure::app::api
