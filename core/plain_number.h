#pragma once
// Whole numbers as addresses and queries say them.

#include <cstdint>
#include <optional>
#include <string_view>

namespace enclosure {

/// The number in `text`, which is digits alone, without zeros in front, below 10^18; else nothing.
[[nodiscard]] std::optional<std::int64_t> plain_number(std::string_view text);

}  // namespace enclosure
