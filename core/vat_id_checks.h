#pragma once
// The check digits of VAT numbers, one rule per state. Sources:
// github.com/arthurdejong/python-stdnum 2.2 of 2026-08 and github.com/se-panfilov/jsvat 2.5.4,
// which agree on the vectors of the tests.

#include <span>
#include <string_view>

namespace enclosure::vat_id_rules {

/// What a state's numbers look like and how they check themselves.
struct Rule {
  std::string_view prefix;   ///< "EL", "CHE"
  std::string_view country;  ///< ISO 3166-1, or XI
  /// Alternatives after the prefix, divided by |: 9 a digit, 1 a digit but zero, A a letter, ? a
  /// letter or digit, lower case that letter.
  std::string_view shapes;
  bool (*check)(std::string_view number);  ///< `number` has one of the shapes
};

/// Every state with VAT numbers that are known here.
[[nodiscard]] std::span<const Rule> rules();

/// Whether `number` (without prefix, in capitals) has one of `shapes`.
[[nodiscard]] bool has_shape(std::string_view number, std::string_view shapes);

}  // namespace enclosure::vat_id_rules
