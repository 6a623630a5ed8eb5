#include "attachments/serial_number.h"

#include <algorithm>

namespace enclosure::attachments {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
unsigned char upper(char c) {
  return static_cast<unsigned char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/// Takes the run of digits at the front of `text`, without its leading zeros.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

}  // namespace

std::weak_ordering compare_serials(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view left = take_digits(a);
      const std::string_view right = take_digits(b);
      if (left.size() != right.size()) return left.size() <=> right.size();
      if (left != right) return left.compare(right) <=> 0;
    } else {
      if (upper(a.front()) != upper(b.front())) return upper(a.front()) <=> upper(b.front());
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() <=> b.size();
}

bool SerialRange::covers(std::string_view serial) const {
  return (from.empty() || compare_serials(from, serial) <= 0) &&
         (until.empty() || compare_serials(serial, until) <= 0);
}

bool SerialRange::overlaps(const SerialRange& other) const {
  const auto begins_in_time = [](const SerialRange& a, const SerialRange& b) {
    return a.from.empty() || b.until.empty() || compare_serials(a.from, b.until) <= 0;
  };
  return begins_in_time(*this, other) && begins_in_time(other, *this);
}

}  // namespace enclosure::attachments
