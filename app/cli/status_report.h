#pragma once
// The status for people and for scripts; `run` ends with it, too.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/flow/sent_in.h"
#include "app/flow/status.h"

namespace enclosure::app {

/// "Paused    all mails wait since …", a line for each pause, each ended by a line feed.
[[nodiscard]] std::string pauses_text(const std::vector<ActivePause>& pauses);
/// `[{"channel": "amazon" or null, "since", "because"}]`
[[nodiscard]] nlohmann::ordered_json pauses_json(const std::vector<ActivePause>& pauses);

[[nodiscard]] std::string status_text(const Status& status);
[[nodiscard]] nlohmann::ordered_json status_json(const Status& status);

/// What buyers sent in and is not done yet, one line; empty where nothing waits.
[[nodiscard]] std::string sent_in_text(const std::vector<WaitingSentIn>& waiting);
[[nodiscard]] nlohmann::ordered_json sent_in_json(const std::vector<WaitingSentIn>& waiting);

}  // namespace enclosure::app
