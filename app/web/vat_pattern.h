#pragma once
// What VAT numbers look like, for a browser and for people. Safe to call from every thread.

#include <string>
#include <string_view>

namespace enclosure::app::web {

/// The value of the attribute `pattern` (an expression of JavaScript) of a field for a VAT number
/// that VIES knows: each Member State and Northern Ireland, in small or capital letters, with the
/// blanks and marks between them that `VatId::parse` reads over; without its letters in front, too,
/// since the server puts those of the address there. Needs no escaping. Accepts whatever
/// `VatId::parse` accepts of these; check digits are left to it.
[[nodiscard]] const std::string& vat_number_pattern();

/// A number of the right shape for `country` (ISO 3166-1 or XI), made up: "DE123456789"; that of
/// Germany where the country has none.
[[nodiscard]] std::string vat_number_example(std::string_view country);

}  // namespace enclosure::app::web
