#pragma once
// Who may ask what of the seller's API, decided before anything of a body is read.

#include <functional>
#include <optional>

#include "app/http/endpoint.h"
#include "app/http/seller_desk.h"
#include "app/ports/api_keys.h"

namespace enclosure::app::http {

/// What bodies an endpoint takes.
enum class Takes {
  kNothing,    ///< none
  kJson,       ///< application/json
  kEvents,     ///< application/json, application/x-ndjson
  kAnyOrders,  ///< those and what `enclosure import` reads: text/tab-separated-values, text/plain
};

/// The key that a request presents (RFC 6750, 2.1), when it is a good one.
[[nodiscard]] std::optional<ApiKey> key_of(SellerDesk& desk, const RequestHead& head);

/// Turns away who has no key (401), a key without `scope` (403, `insufficient_scope`), a body of
/// another media type or with a coding (415), a damaged Idempotency-Key (400). `desk` must outlive
/// it.
[[nodiscard]] std::function<std::optional<Response>(const RequestHeadOf&)> admit(
    SellerDesk& desk, ApiScope scope, Takes takes = Takes::kNothing);

}  // namespace enclosure::app::http
