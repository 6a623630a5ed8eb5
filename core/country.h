#pragma once
// Countries as addresses and tax law name them.

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// A country code of ISO 3166-1 alpha-2, or one of the codes that posts and tax law use beside it:
/// XI (Northern Ireland), IC and EA (Canary Islands, Ceuta and Melilla), XK (Kosovo).
///
/// VAT prefixes are not countries: Greece is GR here, EL only in front of its VAT numbers.
class CountryCode {
 public:
  /// Germany; a stand-in until a country is known.
  constexpr CountryCode() = default;

  /// Reads "DE"; EL becomes GR and UK becomes GB. Fault COUNTRY-001: no such country.
  static Result<CountryCode> parse(std::string_view code);

  [[nodiscard]] std::string_view code() const { return {code_.data(), 2}; }
  [[nodiscard]] std::string to_string() const { return std::string(code()); }

  /// One of the 27 Member States, by the code alone: special territories are invoice/tax's matter.
  [[nodiscard]] bool is_member_state() const;

  friend auto operator<=>(const CountryCode&, const CountryCode&) = default;
  friend bool operator==(const CountryCode&, const CountryCode&) = default;
  friend bool operator==(const CountryCode& a, std::string_view b) { return a.code() == b; }

 private:
  std::array<char, 2> code_{'D', 'E'};
};

}  // namespace enclosure
