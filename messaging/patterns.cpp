#include "messaging/patterns.h"

#include <cstddef>

namespace enclosure::messaging {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

bool fits_pattern(std::string_view text, std::string_view pattern) {
  constexpr auto kNone = std::string_view::npos;
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = kNone;    // the last star, and …
  std::size_t resume = kNone;  // … where the text goes on when that star takes one more
  while (at < text.size()) {
    const bool more = in_pattern < pattern.size();
    if (more && pattern[in_pattern] == '*') {
      star = in_pattern++;
      resume = at;
    } else if (more &&
               (pattern[in_pattern] == '?' || lower(pattern[in_pattern]) == lower(text[at]))) {
      ++at;
      ++in_pattern;
    } else if (star != kNone) {
      in_pattern = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == kNone;
}

}  // namespace enclosure::messaging
