#include "core/plain_number.h"

#include <charconv>

namespace enclosure {

std::optional<std::int64_t> plain_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 18;
  const bool plain = !text.empty() && text.size() <= kMostDigits &&
                     text.find_first_not_of("0123456789") == std::string_view::npos &&
                     (text.size() == 1 || text.front() != '0');
  if (!plain) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace enclosure
