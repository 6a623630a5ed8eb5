#pragma once
// Bytes as people write them.

#include <string>
#include <string_view>

namespace enclosure {

/// Two lower case hexadecimal digits for each byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace enclosure
