#pragma once
// The types of problems that say more than their status, and the page that tells what each means.

#include <string_view>

#include "app/http/endpoint.h"

namespace enclosure::app::http {

/// Where they are told, followed by "#" and one of the names; as stable as the codes of faults.
inline constexpr std::string_view kProblemTypes = "/api/v1/problems";

/// A problem with a type of its own (RFC 9457, 3.1.1): "insufficient-scope". One that is not told
/// on the page is our mistake: throws std::logic_error.
[[nodiscard]] Response problem_of(std::string_view type, int status, std::string_view detail,
                                  const Faults& faults = {});

/// GET /api/v1/problems: what `type` of a problem leads to. Without a key: it is no secret.
[[nodiscard]] Endpoint problem_types();

}  // namespace enclosure::app::http
