#pragma once
// Patterns of sellers: `*` stands for any characters, `?` for one.

#include <string_view>

namespace enclosure::messaging {

/// Whether the whole of `text` fits `pattern`, without regard to the case of ASCII letters. At most
/// as many steps as the product of their lengths.
[[nodiscard]] bool fits_pattern(std::string_view text, std::string_view pattern);

}  // namespace enclosure::messaging
