#include "core/decimal.h"

#include <array>
#include <cassert>
#include <limits>
#include <stdexcept>

namespace enclosure {
namespace {

__extension__ using Wide = __int128;  // holds every product of two 64 bit numbers

constexpr int kMaxScale = 12;
constexpr int kMaxDigits = 18;

constexpr std::array<std::int64_t, 19> kPowersOfTen = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& entry : powers) {
    entry = power;
    if (power <= std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}();

std::int64_t power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent <= 18);
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

std::int64_t narrow(Wide value) {
  constexpr Wide kLimit = Wide{1'000'000'000'000'000'000};
  if (value >= kLimit || value <= -kLimit) throw std::overflow_error("decimal out of range");
  return static_cast<std::int64_t>(value);
}

Wide divide_rounded(Wide numerator, Wide denominator, Rounding rounding) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Wide quotient = numerator / denominator;  // C++ truncates towards zero
  const Wide remainder = numerator % denominator;
  if (remainder == 0) return quotient;
  const Wide away = numerator < 0 ? -1 : 1;
  switch (rounding) {
    case Rounding::kDown:
      return quotient;
    case Rounding::kFloor:
      return numerator < 0 ? quotient - 1 : quotient;
    case Rounding::kHalfUp:
      return (remainder < 0 ? -remainder : remainder) * 2 >= denominator ? quotient + away
                                                                         : quotient;
  }
  assert(false);
  return quotient;
}

}  // namespace

Decimal Decimal::scaled(std::int64_t coefficient, int scale) {
  if (scale < 0 || scale > kMaxScale) throw std::overflow_error("decimal scale out of range");
  return {narrow(coefficient), static_cast<std::int8_t>(scale)};
}

Result<Decimal> Decimal::parse(std::string_view text) {
  const Fault not_a_number{"DECIMAL-001", "",
                           "not a decimal number: \"" + std::string(text.substr(0, 40)) + "\"",
                           "write digits with a point, like 12.50"};
  const Fault too_long{"DECIMAL-002", "",
                       "too many digits: \"" + std::string(text.substr(0, 40)) + "\"",
                       "at most 18 digits, 12 of them after the point"};
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  std::int64_t coefficient = 0;
  int digits = 0, significant = 0, scale = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return not_a_number;
    ++digits;
    if (point) ++scale;
    if (coefficient != 0 || c != '0') ++significant;
    if (significant > kMaxDigits || scale > kMaxScale) return too_long;
    coefficient = coefficient * 10 + (c - '0');
  }
  if (digits == 0 || (point && scale == 0)) return not_a_number;
  return Decimal{negative ? -coefficient : coefficient, static_cast<std::int8_t>(scale)};
}

std::string Decimal::to_string() const {
  std::string digits = std::to_string(coefficient_ < 0 ? -coefficient_ : coefficient_);
  const auto scale = static_cast<std::size_t>(scale_);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, ".");
  return (coefficient_ < 0 ? "-" : "") + digits;
}

Decimal Decimal::normalised() const {
  Decimal result = *this;
  while (result.scale_ > 0 && result.coefficient_ % 10 == 0) {
    result.coefficient_ /= 10;
    --result.scale_;
  }
  return result;
}

Decimal operator+(Decimal a, Decimal b) {
  const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
  const Wide sum = Wide{a.coefficient_} * power_of_ten(scale - a.scale_) +
                   Wide{b.coefficient_} * power_of_ten(scale - b.scale_);
  return Decimal::scaled(narrow(sum), scale);
}

Decimal operator-(Decimal a, Decimal b) {
  return a + (-b);
}

Decimal operator*(Decimal a, Decimal b) {
  Wide product = Wide{a.coefficient_} * b.coefficient_;
  int scale = a.scale_ + b.scale_;
  while (scale > 0 && product % 10 == 0) {
    product /= 10;
    --scale;
  }
  if (scale > kMaxScale) throw std::overflow_error("decimal product needs too many places");
  return Decimal::scaled(narrow(product), scale);
}

std::strong_ordering operator<=>(Decimal a, Decimal b) {
  const Wide left = Wide{a.coefficient_} * power_of_ten(b.scale_);
  const Wide right = Wide{b.coefficient_} * power_of_ten(a.scale_);
  return left < right
             ? std::strong_ordering::less
             : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

Decimal round(Decimal value, int places, Rounding rounding) {
  if (places >= value.scale()) {
    const Wide grown = Wide{value.coefficient()} * power_of_ten(places - value.scale());
    return Decimal::scaled(narrow(grown), places);
  }
  const Wide shrunk =
      divide_rounded(value.coefficient(), power_of_ten(value.scale() - places), rounding);
  return Decimal::scaled(narrow(shrunk), places);
}

Decimal divide(Decimal numerator, Decimal denominator, int places, Rounding rounding) {
  assert(!denominator.is_zero());
  // n * 10^-ns / (d * 10^-ds) = (n * 10^(places + ds - ns) / d) * 10^-places
  Wide top = numerator.coefficient();
  Wide bottom = denominator.coefficient();
  const int shift = places + denominator.scale() - numerator.scale();
  if (shift >= 0) {
    for (int i = 0; i < shift; ++i) {
      constexpr Wide kRoom = (Wide{1} << 122);
      if (top > kRoom || top < -kRoom) throw std::overflow_error("decimal quotient out of range");
      top *= 10;
    }
  } else {
    bottom *= power_of_ten(-shift);
  }
  return Decimal::scaled(narrow(divide_rounded(top, bottom, rounding)), places);
}

std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c, Rounding rounding) {
  assert(c > 0);
  return narrow(divide_rounded(Wide{a} * b, c, rounding));
}

}  // namespace enclosure
