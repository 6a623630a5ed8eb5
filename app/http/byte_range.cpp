#include "app/http/byte_range.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// Digits alone; a number that is too large for us is larger than any file.
std::optional<std::uint64_t> number(std::string_view digits) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    value = value > (kMost - digit) / 10 ? kMost : value * 10 + digit;
  }
  return value;
}

}  // namespace

ByteRange read_byte_range(std::string_view field, std::uint64_t size) {
  constexpr ByteRange kWhole{};
  constexpr ByteRange kNotSatisfiable{ByteRange::Kind::kNotSatisfiable, 0, 0};
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos || to_lower_ascii(field.substr(0, equals)) != "bytes")
    return kWhole;
  const std::string_view range = trim(field.substr(equals + 1));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return kWhole;
  const std::string_view from = range.substr(0, dash);
  const std::string_view to = range.substr(dash + 1);
  if (from.empty()) {  // the last bytes
    const auto wanted = number(to);
    if (!wanted) return kWhole;
    const std::uint64_t length = std::min(*wanted, size);
    if (length == 0) return kNotSatisfiable;
    return {ByteRange::Kind::kPart, size - length, length};
  }
  const auto first = number(from);
  const auto last = to.empty() ? std::numeric_limits<std::uint64_t>::max() : number(to);
  if (!first || !last || *last < *first) return kWhole;
  if (*first >= size) return kNotSatisfiable;
  return {ByteRange::Kind::kPart, *first, std::min(*last, size - 1) - *first + 1};
}

}  // namespace enclosure::app::http
