#pragma once
// Exact decimal numbers for prices, quantities and rates. No binary floating point, ever.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// How a value that does not fit the wanted places is rounded. The rule is named at every call.
enum class Rounding {
  kHalfUp,  ///< nearest, a tie away from zero: the commercial rule of GR1
  kDown,    ///< towards zero
  kFloor,   ///< towards minus infinity
};

/// A decimal number: `coefficient * 10^-scale`, at most 18 digits, scale 0 to 12.
///
/// Sums, differences and products are exact; what does not fit throws `std::overflow_error` and
/// never wraps. Division exists only with the wanted places and the rounding named.
class Decimal {
 public:
  constexpr Decimal() = default;

  /// A whole number.
  explicit constexpr Decimal(std::int64_t whole) : coefficient_(whole) {}

  /// `coefficient * 10^-scale`; `scale` is 0 to 12, anything else throws `std::overflow_error`.
  static Decimal scaled(std::int64_t coefficient, int scale);

  /// Reads "-12.50": an optional sign, digits, an optional point with digits. No exponent, no
  /// blanks, no grouping. Faults: DECIMAL-001 not a decimal number, DECIMAL-002 too many digits.
  static Result<Decimal> parse(std::string_view text);

  [[nodiscard]] std::int64_t coefficient() const { return coefficient_; }
  [[nodiscard]] int scale() const { return scale_; }
  [[nodiscard]] bool is_zero() const { return coefficient_ == 0; }
  [[nodiscard]] bool is_negative() const { return coefficient_ < 0; }

  /// "12.50" keeps its places; `normalised()` first for the shortest form.
  [[nodiscard]] std::string to_string() const;

  /// The same number without trailing zeros after the point.
  [[nodiscard]] Decimal normalised() const;

  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  friend Decimal operator*(Decimal a, Decimal b);
  Decimal operator-() const { return scaled(-coefficient_, scale_); }

  /// Compares the numbers, not their spelling: 1.5 equals 1.50.
  friend std::strong_ordering operator<=>(Decimal a, Decimal b);
  friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == 0; }

 private:
  constexpr Decimal(std::int64_t coefficient, std::int8_t scale)
      : coefficient_(coefficient), scale_(scale) {}

  std::int64_t coefficient_ = 0;
  std::int8_t scale_ = 0;
};

/// `value` with exactly `places` places after the point.
[[nodiscard]] Decimal round(Decimal value, int places, Rounding rounding);

/// `numerator / denominator` with `places` places; the denominator must not be zero.
[[nodiscard]] Decimal divide(Decimal numerator, Decimal denominator, int places, Rounding rounding);

/// `a * b / c` rounded once to a whole number, computed in 128 bits; `c` must be positive.
/// The one rounding step of rule GR1 and of every apportioning.
[[nodiscard]] std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c,
                                           Rounding rounding);

/// A rate in percent: "25.5" is 25.5 %.
using Percent = Decimal;

}  // namespace enclosure
