#include "app/http/accepted_language.h"

#include <algorithm>
#include <cstddef>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

constexpr int kWholeWeight = 1000;

/// Takes what stands before the next `mark` off the front of `rest`, without blanks around it.
std::string_view take_until(char mark, std::string_view& rest) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view part = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// "q=0.8" in thousandths; 0, which is "not at all", where it is no weight.
int weight_of(std::string_view parameter) {
  if (parameter.empty()) return kWholeWeight;
  if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=')
    return 0;
  parameter.remove_prefix(2);
  int weight = 0;
  int places = kWholeWeight;
  for (std::size_t i = 0; i < parameter.size() && places > 0; ++i) {
    const char c = parameter[i];
    if (i == 1 && c == '.') continue;
    if (c < '0' || c > '9') return 0;
    weight += (c - '0') * places;
    places /= 10;
  }
  return std::min(weight, kWholeWeight);
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return small(x) == small(y); });
}

}  // namespace

const LanguageTag* accepted_language(std::string_view field, std::span<const LanguageTag> spoken) {
  const LanguageTag* best = nullptr;
  int best_weight = 0;
  while (!field.empty()) {
    std::string_view range = take_until(',', field);
    std::string_view tag = take_until(';', range);
    const int weight = weight_of(trim(range));
    const std::string_view language = take_until('-', tag);
    const auto found = std::find_if(spoken.begin(), spoken.end(), [&](const LanguageTag& one) {
      return same_letters(one.language(), language);
    });
    if (found == spoken.end() || weight <= best_weight) continue;
    best = &*found;
    best_weight = weight;
  }
  return best;
}

}  // namespace enclosure::app::http
