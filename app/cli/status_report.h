#pragma once
// The status for people and for scripts; `run` ends with it, too.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/flow/status.h"

namespace enclosure::app {

[[nodiscard]] std::string status_text(const Status& status);
[[nodiscard]] nlohmann::ordered_json status_json(const Status& status);

}  // namespace enclosure::app
