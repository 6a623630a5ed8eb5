#include "app/products/markets.h"

#include <algorithm>
#include <array>

#include "attachments/known_languages.h"

namespace enclosure::app {
namespace {

constexpr std::array<std::string_view, 27> kMemberStates{
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

}  // namespace

Result<Market> parse_market(std::string_view text, const LanguagesOf& languages_of) {
  const auto colon = text.find(':');
  const auto country = CountryCode::parse(text.substr(0, colon));
  if (!country) return country.faults();
  Market market{*country, {}};
  if (colon == std::string_view::npos) {
    market.languages = languages_of(*country);
    if (!market.languages.empty()) return market;
    return Fault{"PRODUCT-020", country->to_string(),
                 "the languages of " + country->to_string() + " are not known here",
                 "name them: " + country->to_string() + ":en"};
  }
  Faults faults;
  std::string_view rest = text.substr(colon + 1);
  for (bool is_last = false; !is_last;) {
    const auto end = rest.find('+');
    is_last = end == std::string_view::npos;
    market.languages.push_back(
        take(attachments::parse_known_language(rest.substr(0, end)), country->to_string(), faults));
    if (!is_last) rest.remove_prefix(end + 1);
  }
  if (!faults.empty()) return faults;
  return market;
}

std::vector<Market> member_states(const LanguagesOf& languages_of) {
  std::vector<Market> markets;
  for (const std::string_view code : kMemberStates) {
    const CountryCode country = *CountryCode::parse(code);
    markets.push_back({country, languages_of(country)});
  }
  return markets;
}

}  // namespace enclosure::app
