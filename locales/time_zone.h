#pragma once
// Time zones of the tz database, as ICU brings them.

#include <chrono>
#include <span>
#include <string_view>

#include "core/date.h"

namespace enclosure::locales {

/// How far the local time of the zone `name` ("Europe/Berlin") is ahead of UTC at `moment`, summer
/// time included; a zone that ICU does not know is UTC. Safe from several threads; a zone is looked
/// up once in each thread.
[[nodiscard]] std::chrono::seconds zone_offset(std::string_view name, Instant moment);

/// The zones that are in use in `country` ("US"), each place once; empty for a country that ICU
/// does not know. Looked up once in a run; safe from several threads.
[[nodiscard]] std::span<const std::string_view> zones_of_country(std::string_view country);

/// Whether ICU knows a zone of that name.
[[nodiscard]] bool is_time_zone(std::string_view name);

}  // namespace enclosure::locales
