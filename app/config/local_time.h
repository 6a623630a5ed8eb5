#pragma once
// The clocks of a zone: where its days begin, what time it is there.

#include <chrono>

#include "app/config/time_zone.h"
#include "core/date.h"

namespace enclosure::app {

/// What the clocks of `zone` are ahead of UTC at `instant`.
[[nodiscard]] std::chrono::seconds offset_at(const TimeZone& zone, Instant instant);

/// The first moment of `day` in `zone`.
[[nodiscard]] Instant begin_of(const TimeZone& zone, Date day);

}  // namespace enclosure::app
