#pragma once
// The countries that a seller sells to, and in which languages they read.

#include <functional>
#include <string_view>
#include <vector>

#include "app/products/coverage.h"
#include "core/result.h"

namespace enclosure::app {

/// The official languages of a country, the most spoken first; empty where they are not known.
using LanguagesOf = std::function<std::vector<LanguageTag>(CountryCode)>;

/// Reads "AT", or "IE:en" and "BE:nl+fr" where the seller knows better which languages count there.
/// Without languages, the official ones. Faults: those of countries and
/// languages; PRODUCT-020 a country whose languages are not known and not given.
[[nodiscard]] Result<Market> parse_market(std::string_view text, const LanguagesOf& languages_of);

/// The 27 Member States, by code.
[[nodiscard]] std::vector<Market> member_states(const LanguagesOf& languages_of);

}  // namespace enclosure::app
