#include "attachments/gtin.h"

#include <algorithm>

namespace enclosure::attachments {
namespace {

constexpr std::size_t kDigits = 14;

/// The digit that makes the sum of the others, 3 and 1 times in turn, a multiple of ten.
char check_digit(std::string_view key) {
  int sum = 0;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) sum += (key[i] - '0') * (i % 2 == 0 ? 3 : 1);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string gtin_key(std::string_view text) {
  const auto size = text.size();
  if ((size != 8 && size != 12 && size != 13 && size != kDigits) ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return "";
  }
  return std::string(kDigits - size, '0') + std::string(text);
}

Result<std::string> parse_gtin(std::string_view text) {
  const std::string key = gtin_key(text);
  if (key.empty()) {
    return Fault{"CATALOGUE-006", "", "not a GTIN: \"" + std::string(text.substr(0, 20)) + "\"",
                 "8, 12, 13 or 14 digits without blanks, as under the bar code"};
  }
  if (const char right = check_digit(key); key.back() != right) {
    return Fault{"CATALOGUE-006", "",
                 "the check digit of the GTIN \"" + std::string(text) + "\" is wrong",
                 std::string("the last digit would be ") + right + "; look for a typing error"};
  }
  return key;
}

}  // namespace enclosure::attachments
