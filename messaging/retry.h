#pragma once
// When a message that could not be handed over is tried again. Pure: the same message and attempt
// give the same moment, so that a test, a restart and a second process agree.

#include <chrono>
#include <optional>
#include <string_view>

#include "core/date.h"

namespace enclosure::messaging {

/// The wait after the attempt number `attempt` (1, 2, …): 5 minutes, 10, 20, … at most 4 hours, and
/// up to a fifth more, which derives from `message_id` and `attempt`: messages that failed together
/// do not come back together.
[[nodiscard]] std::chrono::seconds retry_wait(std::string_view message_id, int attempt);

/// The wait of a message for a way out that has been shut for `shut_for`: half of that, from 5 to
/// 40 minutes, and up to a fifth more as above.
[[nodiscard]] std::chrono::seconds way_wait(std::string_view message_id,
                                            std::chrono::seconds shut_for);

/// The moment of the next attempt: `now` and the wait, but never after `closes_at`: the last one
/// comes when the window closes. Nothing where less than the shortest wait is left of it.
[[nodiscard]] std::optional<Instant> retry_at(std::string_view message_id, int attempt, Instant now,
                                              std::optional<Instant> closes_at);

}  // namespace enclosure::messaging
