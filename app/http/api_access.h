#pragma once
// Who may ask what of the seller's API, decided before anything of a body is read.

#include <functional>
#include <optional>
#include <string_view>

#include "app/http/endpoint.h"
#include "app/ports/api_keys.h"

namespace enclosure::app::http {

/// What bodies an endpoint takes.
enum class Takes {
  kNothing,    ///< none
  kJson,       ///< application/json
  kEvents,     ///< application/json, application/x-ndjson
  kAnyOrders,  ///< those and what `enclosure import` reads: text/tab-separated-values, text/plain
};

/// Whose a key is, compared in constant time; nothing where it is not known or was revoked.
using KeyFinder = std::function<std::optional<ApiKey>(std::string_view)>;

/// The key that a request presents (RFC 6750, 2.1), when it is a good one.
[[nodiscard]] std::optional<ApiKey> key_of(const KeyFinder& find, const RequestHead& head);

/// Turns away who has no key (401), a key without `scope` (403, `insufficient_scope`), a body of
/// another media type or with a coding (415), a damaged Idempotency-Key (400).
[[nodiscard]] std::function<std::optional<Response>(const RequestHeadOf&)> admit(
    KeyFinder find, ApiScope scope, Takes takes = Takes::kNothing);

}  // namespace enclosure::app::http
