#pragma once
// What the clock on the buyer's wall shows, near enough for quiet hours: one zone per country.

#include <chrono>

#include "core/country.h"
#include "core/date.h"

namespace enclosure::messaging {

/// How far the local time of `country` is ahead of UTC at `moment`: the zone of its capital with
/// summer time as Directive 2000/84/EC has it, from the last Sunday of March, 1:00 UTC, to the last
/// Sunday of October, 1:00 UTC. The Canary Islands (IC) and the French overseas departments have
/// their own. A country outside the table counts as UTC.
[[nodiscard]] std::chrono::seconds utc_offset(const CountryCode& country, Instant moment);

}  // namespace enclosure::messaging
