#include "app/flow/postcodes.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/text.h"
#include "locales/respell.h"

namespace enclosure::app {
namespace {

/// "9" a digit, "a" a letter, "x" either. Universal Postal Union, addressing sheets of the
/// countries.
constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kForms = {{
    {"AT", "9999"},    {"BE", "9999"},    {"BG", "9999"},   {"CH", "9999"},  {"CY", "9999"},
    {"CZ", "99999"},   {"DE", "99999"},   {"DK", "9999"},   {"EE", "99999"}, {"ES", "99999"},
    {"FI", "99999"},   {"FR", "99999"},   {"GR", "99999"},  {"HR", "99999"}, {"HU", "9999"},
    {"IE", "xxxxxxx"}, {"IT", "99999"},   {"LI", "9999"},   {"LT", "99999"}, {"LU", "9999"},
    {"LV", "9999"},    {"MT", "aaa9999"}, {"NL", "9999aa"}, {"NO", "9999"},  {"PL", "99999"},
    {"PT", "9999999"}, {"PT", "9999"},    {"RO", "999999"}, {"SE", "99999"}, {"SI", "9999"},
    {"SK", "99999"},
}};

bool fits(std::string_view text, std::string_view form) {
  return std::equal(text.begin(), text.end(), form.begin(), form.end(), [](char c, char wanted) {
    const bool digit = c >= '0' && c <= '9';
    return wanted == 'x' || digit == (wanted == '9');
  });
}

}  // namespace

bool needs_postcode(CountryCode country) {
  return country.code() != "IE" &&  // Eircodes are not used by everyone
         std::any_of(kForms.begin(), kForms.end(),
                     [&](const auto& one) { return one.first == country.code(); });
}

bool is_postcode_of(std::string_view text, CountryCode country) {
  const std::string folded = locales::folded(text);
  // "D-10115", "FIN-00100", "LV-1010": signs of nationality, and the country's code
  const std::size_t letters = std::min(folded.find_first_of("0123456789"), folded.size());
  bool known = false;
  for (const auto& [code, form] : kForms) {
    if (code != country.code()) continue;
    known = true;
    const bool of_digits = form.find_first_not_of('9') == std::string_view::npos;
    std::string_view bare = folded;
    if (of_digits && letters <= 3) bare.remove_prefix(letters);
    if (fits(bare, form)) return true;
  }
  return !known;
}

}  // namespace enclosure::app
