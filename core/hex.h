#pragma once
// Bytes as people write them.

#include <optional>
#include <string>
#include <string_view>

namespace enclosure {

/// Two lower case hexadecimal digits for each byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

/// The bytes behind lower case digits; nothing where `text` is no such text.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace enclosure
