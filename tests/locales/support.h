#pragma once
// What the tests of locales/ share.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/money.h"
#include "locales/catalog.h"
#include "locales/data.h"

namespace enclosure::locales {

/// The catalogue that the program has.
inline const Catalog& catalog() {
  static const Catalog loaded = [] {
    auto result = Catalog::load(locale_data::files());
    for (const auto& fault : result.faults()) {
      ADD_FAILURE() << fault.code << " " << fault.path << ": " << fault.message;
    }
    return *std::move(result);
  }();
  return loaded;
}

inline LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

inline const Locale& locale(std::string_view language) {
  return *catalog().find(tag(language));
}

inline Money money(std::string_view amount, std::string_view currency) {
  return *Money::parse(amount, *Currency::parse(currency));
}

inline Decimal decimal(std::string_view text) {
  return *Decimal::parse(text);
}

inline Date date(std::string_view text) {
  return *parse_date(text);
}

inline CountryCode country(std::string_view code) {
  return *CountryCode::parse(code);
}

/// The bytes of a labels.json of the program.
inline std::string labels_json(std::string_view language) {
  for (const auto& file : locale_data::files()) {
    if (file.path == std::string(language) + "/labels.json") return std::string(file.bytes);
  }
  ADD_FAILURE() << "no labels.json of " << language;
  return {};
}

}  // namespace enclosure::locales
