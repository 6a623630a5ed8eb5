#include "invoice/tax/postcode.h"

#include <algorithm>

namespace enclosure::invoice {
namespace {

constexpr std::size_t kLongest = 16;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

bool has_shape(std::string_view postcode, std::string_view pattern) {
  std::size_t at = 0;
  for (const char wanted : pattern) {
    if (wanted == '*') return true;
    if (at == postcode.size()) return false;
    const char c = postcode[at++];
    const bool fits = wanted == '#' ? is_digit(c) : wanted == '@' ? is_capital(c) : wanted == c;
    if (!fits) return false;
  }
  return at == postcode.size();
}

bool has_one_shape(std::string_view postcode, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return has_shape(postcode, pattern); });
}

std::string comparable_postcode(std::string_view postcode, bool letters_count) {
  std::string code;
  bool before_digits = !letters_count;
  const bool has_digits = std::any_of(postcode.begin(), postcode.end(), is_digit);
  for (const char raw : postcode) {
    const char c = capital(raw);
    if (c == ' ' || c == '\t') continue;
    before_digits = before_digits && has_digits && (is_capital(c) || c == '-');
    if (!before_digits) code.push_back(c);
    if (code.size() == kLongest) break;
  }
  return code;
}

}  // namespace enclosure::invoice
