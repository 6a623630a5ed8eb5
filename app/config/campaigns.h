#pragma once
// The parts of enclosure.json about when messages are sent: `campaigns` and the transit times of
// `messages`. docs/campaigns.md explains every key.

#include <chrono>
#include <string_view>
#include <vector>

#include "app/import/json_reader.h"
#include "core/result.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// Reads the list `campaigns` of `root`. Stores of Amazon are kept as they are written (id, domain
/// or country) until `resolve_stores`. Faults go to the log of `root`: CONFIG-002 a key missing,
/// CONFIG-003 an unknown key, CONFIG-004 a value out of its range, and those of the types of core/.
[[nodiscard]] std::vector<messaging::Campaign> read_campaigns(
    const Reader& root, const messaging::MessagePolicy& policy);

/// Reads the list `transit_days` of the section `messages`: [{"from", "to", "days": [2, 4],
/// "since", "until", "source"}].
[[nodiscard]] std::vector<messaging::TransitTime> read_transit_days(const Reader& messages);

/// Fault CONFIG-004 where both hours are the same: that would switch the quiet hours off (P05).
void check_quiet_hours(const Reader& reader, const messaging::QuietHours& quiet);

/// Reads a span of time: "45m", "36h", "5d", "1d 12h". Fault CONFIG-004.
[[nodiscard]] Result<std::chrono::seconds> parse_delay(std::string_view text);

/// Reads a time of day, "10:30". Fault CONFIG-004.
[[nodiscard]] Result<std::chrono::minutes> parse_time_of_day(std::string_view text);

}  // namespace enclosure::app
