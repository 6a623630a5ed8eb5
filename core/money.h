#pragma once
// Amounts as documents print them.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/currency.h"
#include "core/decimal.h"

namespace enclosure {

/// An amount as a document prints it, counted in minor units: 19.99 EUR is 1999.
///
/// Prices and quantities may need more places; they are `Decimal`. No double goes in or out. At
/// most 18 digits; what does not fit throws `std::overflow_error`.
class Money {
 public:
  /// Zero euro; a stand-in until a currency is known.
  constexpr Money() = default;
  constexpr Money(std::int64_t minor_units, Currency currency)
      : minor_units_(minor_units), currency_(currency) {}

  static constexpr Money zero(Currency currency) { return {0, currency}; }

  /// `value` rounded to the minor unit of `currency`.
  static Money from(Decimal value, Currency currency, Rounding rounding);

  /// Reads "19.99". Faults: those of `Decimal::parse`, MONEY-001 more places than the currency has
  /// (trailing zeros do not count).
  static Result<Money> parse(std::string_view text, Currency currency);

  [[nodiscard]] constexpr std::int64_t minor_units() const { return minor_units_; }
  [[nodiscard]] constexpr Currency currency() const { return currency_; }
  [[nodiscard]] constexpr bool is_zero() const { return minor_units_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return minor_units_ < 0; }
  [[nodiscard]] Decimal to_decimal() const;

  /// "19.99", always with the places of the currency, without its code.
  [[nodiscard]] std::string to_string() const { return to_decimal().to_string(); }

  /// Adding EUR to SEK is a bug in the caller, so it asserts. Overflow throws; it never saturates.
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  Money& operator+=(Money other) { return *this = *this + other; }
  Money& operator-=(Money other) { return *this = *this - other; }
  Money operator-() const { return {-minor_units_, currency_}; }

  friend bool operator==(const Money&, const Money&) = default;
  friend std::strong_ordering operator<=>(Money a, Money b);

 private:
  std::int64_t minor_units_ = 0;
  Currency currency_;
};

/// Splits `total` over `weights` in minor units: shares sum to `total` exactly, the largest
/// remainder first, ties to the earlier weight (rule GR1, step 2). Weights are not negative; all
/// zero means equal weights. Empty weights give no shares.
[[nodiscard]] std::vector<Money> apportion(Money total, const std::vector<std::int64_t>& weights);

}  // namespace enclosure
