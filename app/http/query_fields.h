#pragma once
// Fields of a query that nobody knows: a misspelled one is told, never passed over.

#include <optional>
#include <string>
#include <vector>

#include "app/http/endpoint.h"

namespace enclosure::app::http {

/// A fault QUERY-001 for each field of `query` that is none of `known`; it names those there are.
[[nodiscard]] Faults unknown_fields(const Form& query, const std::vector<std::string>& known);

/// 400 with `faults`, or nothing when there are none.
[[nodiscard]] std::optional<Response> refused_query(const Faults& faults);

/// `endpoint`, whose address takes no query: one is 400.
[[nodiscard]] Endpoint without_query(Endpoint endpoint);

}  // namespace enclosure::app::http
