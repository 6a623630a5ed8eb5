#include "core/language.h"

#include <algorithm>

namespace enclosure {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

Result<LanguageTag> LanguageTag::parse(std::string_view tag) {
  const Fault fault{"LANGUAGE-001", "",
                    "not a language tag: \"" + std::string(tag.substr(0, 40)) + "\"",
                    "use a tag like de or de-AT"};
  const auto separator = tag.find_first_of("-_");
  const std::string_view language = tag.substr(0, separator);
  if ((language.size() != 2 && language.size() != 3) ||
      !std::all_of(language.begin(), language.end(), is_letter)) {
    return fault;
  }
  LanguageTag result;
  result.language_.assign(language);
  std::transform(language.begin(), language.end(), result.language_.begin(), lower);
  if (separator == std::string_view::npos) return result;
  const std::string_view rest = tag.substr(separator + 1);
  const std::string_view region = rest.substr(0, rest.find_first_of("-_"));
  if (region.empty()) return fault;
  if (region.size() == 2 && std::all_of(region.begin(), region.end(), is_letter)) {
    result.region_.assign(region);
    std::transform(region.begin(), region.end(), result.region_.begin(), upper);
  }
  return result;
}

}  // namespace enclosure
