#include "locales/countries.h"

#include <unicode/coll.h>

#include <algorithm>
#include <memory>

#include "locales/icu_support.h"

namespace enclosure::locales {

std::vector<NamedCountry> countries_by_name(const Locale& locale) {
  std::vector<NamedCountry> all;
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      const auto code = CountryCode::parse(std::string{first, second});
      if (!code || code->to_string() != std::string{first, second}) continue;  // EL, UK: again
      std::string name = locale.country_name(*code);
      if (name != code->code()) all.push_back({*code, std::move(name)});
    }
  }
  use_root_as_default();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(
      icu::Locale(locale.labels().formats().icu_locale.c_str()), status));
  expect_success(status, "collation");
  std::sort(all.begin(), all.end(), [&](const NamedCountry& a, const NamedCountry& b) {
    UErrorCode compared = U_ZERO_ERROR;
    return collator->compareUTF8(a.name, b.name, compared) == UCOL_LESS;
  });
  return all;
}

}  // namespace enclosure::locales
