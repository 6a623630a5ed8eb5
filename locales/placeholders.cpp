#include "locales/placeholders.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace enclosure::locales {
namespace {

constexpr std::array<std::string_view, 11> kPlaceholders{"page",   "pages",    "number",     "date",
                                                         "amount", "currency", "base",       "rate",
                                                         "source", "country",  "marketplace"};

Fault text_fault(const std::string& message) {
  return {"LOCALE-003", "", message, "write placeholders as in the English text"};
}

std::string_view value_of(std::string_view placeholder, std::span<const Argument> arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(),
                                  [&](const Argument& a) { return a.placeholder == placeholder; });
  if (found == arguments.end()) {
    throw std::logic_error("no value for {" + std::string(placeholder) + "}");
  }
  return found->value;
}

}  // namespace

Result<std::multiset<std::string>> placeholders_of(std::string_view text) {
  std::multiset<std::string> found;
  while (true) {
    const auto open = text.find_first_of("{}");
    if (open == std::string_view::npos) return found;
    const auto close = text.find_first_of("{}", open + 1);
    if (text[open] == '}' || close == std::string_view::npos || text[close] == '{') {
      return text_fault("a brace without its twin");
    }
    const std::string name(text.substr(open + 1, close - open - 1));
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), name) == kPlaceholders.end()) {
      return text_fault("unknown placeholder {" + name + "}");
    }
    found.insert(name);
    text.remove_prefix(close + 1);
  }
}

std::string fill(std::string_view text, std::span<const Argument> arguments) {
  std::string filled;
  while (true) {
    const auto open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    const auto close = text.find('}', open);
    filled += value_of(text.substr(open + 1, close - open - 1), arguments);
    text.remove_prefix(close + 1);
  }
}

}  // namespace enclosure::locales
