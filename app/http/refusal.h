#pragma once
// What is said to a request that goes no further, in the form that its sender can read.

#include <string_view>

#include "app/http/response.h"

namespace enclosure::app::http {

/// A page below /console, a problem (RFC 9457) for programs elsewhere. `path` may be the template
/// of an endpoint.
[[nodiscard]] Response refusal(std::string_view path, int status, std::string_view detail);

}  // namespace enclosure::app::http
