#pragma once
// JSON as a configuration file should be read: each member once, no bottomless nesting.

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/result.h"

namespace enclosure::attachments {

/// Parses `text` (UTF-8, a byte order mark is skipped). Faults: CATALOGUE-001 no JSON (with line
/// and column) or deeper than 16 levels, CATALOGUE-005 a member given twice.
[[nodiscard]] Result<nlohmann::json> parse_strict_json(std::string_view text);

}  // namespace enclosure::attachments
