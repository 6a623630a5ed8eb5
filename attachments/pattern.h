#pragma once
// SKU patterns of the catalogue.

#include <string_view>

namespace enclosure::attachments {

/// Whether `text` is what `pattern` says: "*" stands for any run of characters, also none; every
/// other character stands for itself, upper and lower case apart.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view text);

}  // namespace enclosure::attachments
