#pragma once
// Currencies of ISO 4217.

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// An active currency of ISO 4217 (BT-5). Only a known code exists as a value.
class Currency {
 public:
  /// The euro.
  constexpr Currency() = default;

  /// Reads "EUR"; upper case only. Fault CURRENCY-001: not an active ISO 4217 code.
  static Result<Currency> parse(std::string_view code);

  /// The number of decimal places of the minor unit: 2 for EUR and HUF, 0 for JPY, 3 for KWD.
  [[nodiscard]] int minor_digits() const { return minor_digits_; }
  [[nodiscard]] std::string_view code() const { return {code_.data(), 3}; }
  [[nodiscard]] std::string to_string() const { return std::string(code()); }

  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  std::array<char, 3> code_{'E', 'U', 'R'};
  int minor_digits_ = 2;
};

}  // namespace enclosure
