#pragma once
// Keys and scopes for the endpoints of app/api.

#include <functional>
#include <optional>

#include "app/api/world.h"
#include "app/http/api_access.h"

namespace enclosure::app::api {

/// http::admit with the keys of `world`.
[[nodiscard]] inline std::function<std::optional<http::Response>(const http::RequestHeadOf&)> admit(
    World& world, ApiScope scope, http::Takes takes = http::Takes::kNothing) {
  return http::admit([&keys = world.keys](std::string_view key) { return keys.find(key); }, scope,
                     takes);
}

/// The key of a request that was admitted; one that was revoked a moment ago is nobody's, and its
/// answers are kept under no name.
[[nodiscard]] inline ApiKey key_of(World& world, const http::Request& request) {
  return http::key_of([&keys = world.keys](std::string_view key) { return keys.find(key); },
                      request.head)
      .value_or(ApiKey{});
}

}  // namespace enclosure::app::api
