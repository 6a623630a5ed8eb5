#pragma once
// Days and instants. A time zone is applied once, in app/.

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// A day of the proleptic Gregorian calendar; a `Date` that came from `parse_date` exists.
using Date = std::chrono::year_month_day;

/// A point in time, UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// Reads "2026-11-21". Fault DATE-001: not a day of the calendar between 1900 and 2199.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

/// "2026-11-21".
[[nodiscard]] std::string to_string(Date date);

/// Reads an instant of RFC 3339, "2026-11-21T08:00:00Z" or with an offset and a fraction (which is
/// cut off). Fault DATE-002: no such instant; a leap second counts as no such instant.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

/// "2026-11-21T08:00:00Z".
[[nodiscard]] std::string to_string(Instant instant);

/// The day in UTC. For a seller's or buyer's day use the zone of the shop.
[[nodiscard]] Date utc_date_of(Instant instant);

}  // namespace enclosure
