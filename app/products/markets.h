#pragma once
// The countries that a seller sells to, and in which languages they read.

#include <string>
#include <string_view>
#include <vector>

#include "app/products/coverage.h"
#include "core/result.h"
#include "invoice/tax/law.h"

namespace enclosure::app {

/// Reads "AT", or "IE:en" and "BE:nl+fr" where the seller knows better which languages count there.
/// Without languages, the official ones of the law's data. Faults: those of countries and
/// languages; PRODUCT-020 a country whose languages are not known and not given.
[[nodiscard]] Result<Market> parse_market(std::string_view text, const invoice::TaxLaw& law);

/// The 27 Member States, by code.
[[nodiscard]] std::vector<Market> member_states(const invoice::TaxLaw& law);

}  // namespace enclosure::app
