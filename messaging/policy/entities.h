#pragma once
// Character references of HTML, as far as texts of mails use them.

#include <cstddef>
#include <string_view>

namespace enclosure::messaging::policy {

/// The character of the reference that begins at `at` ("&#9733;", "&eacute;"), and `length` bytes
/// it takes; 0 when there is none.
[[nodiscard]] char32_t reference_at(std::string_view text, std::size_t at, std::size_t& length);

}  // namespace enclosure::messaging::policy
