#pragma once
// All countries, as a list to choose from.

#include <string>
#include <vector>

#include "core/country.h"
#include "locales/locale.h"

namespace enclosure::locales {

struct NamedCountry {
  CountryCode code;
  std::string name;  ///< "Österreich"
};

/// Every country that `CountryCode` knows and that has a name in the language of `locale`, in the
/// order of that language's alphabet (CLDR). Takes milliseconds: keep the answer.
[[nodiscard]] std::vector<NamedCountry> countries_by_name(const Locale& locale);

}  // namespace enclosure::locales
