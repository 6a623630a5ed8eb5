#pragma once
// What post codes look like, country by country.

#include <string_view>

#include "core/country.h"

namespace enclosure::app {

/// Whether the addresses of `country` are not whole without a post code, as far as it is known
/// here.
[[nodiscard]] bool needs_postcode(CountryCode country);

/// Whether `text` is of the form of a post code of `country`, however it is spaced, with or without
/// the country in front; of a country that is not known here any text is.
[[nodiscard]] bool is_postcode_of(std::string_view text, CountryCode country);

}  // namespace enclosure::app
