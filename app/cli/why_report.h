#pragma once
// What an order waits for, for people and for scripts; `messages why` begins with it.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/flow/why.h"

namespace enclosure::app {

[[nodiscard]] nlohmann::ordered_json why_json(const Why& why);
[[nodiscard]] nlohmann::ordered_json consultation_json(const Consultation& one);
/// The same in sentences, a line each.
[[nodiscard]] std::vector<std::string> why_lines(const Why& why);
void tell_why(const Why& why);

}  // namespace enclosure::app
