#pragma once
// The body of POST /api/v1/orders/{id}/events: events that need not repeat the order's number.

#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure::app::http {

/// Own event JSON (one object, an array, or one object per line) with the member `order` of every
/// event set to `order`. Faults: IMPORT-003 no JSON, IMPORT-005 an event that is no object,
/// IMPORT-007 the same member twice, IMPORT-008 nested too deep, EVENT-005 an event that names
/// another order. What the events say is for the import to judge.
[[nodiscard]] Result<std::string> events_of_order(std::string_view order, std::string_view body);

}  // namespace enclosure::app::http
