#include "app/web/vat_pattern.h"

#include <algorithm>
#include <vector>

#include "core/vat_id_checks.h"

namespace enclosure::app::web {
namespace {

using vat_id_rules::Rule;

/// What `VatId::parse` reads over. Browsers compile `pattern` with the flag v (HTML, 4.10.5.3.6),
/// older ones with u: this class means the same to both.
constexpr std::string_view kBetween = "[\\s.,\\/\\-]*";

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// The expression for one sign of a shape (core/vat_id_checks.h).
std::string sign(char c) {
  if (c == '9') return "\\d";
  if (c == '1') return "[1-9]";
  if (c == 'A') return "[A-Za-z]";
  if (c == '?') return "[0-9A-Za-z]";
  if (c >= 'a' && c <= 'z') return std::string{'[', static_cast<char>(c - 'a' + 'A'), c, ']'};
  return std::string{'\\', c};  // + and * of old Irish numbers
}

/// A shape with equal signs drawn together: "(?:\d…){9}".
std::string expression(std::string_view shape) {
  std::string out;
  for (std::size_t at = 0; at < shape.size();) {
    const std::size_t end = std::min(shape.find_first_not_of(shape[at], at), shape.size());
    const std::string one = sign(shape[at]) + std::string(kBetween);
    out += end - at == 1 ? one : "(?:" + one + "){" + std::to_string(end - at) + "}";
    at = end;
  }
  return out;
}

std::string prefix_expression(std::string_view prefix) {
  std::string out;
  for (const char c : prefix) {
    out +=
        is_capital(c) ? std::string{'[', c, static_cast<char>(c - 'A' + 'a'), ']'} : std::string{c};
    out += kBetween;
  }
  return out;
}

std::vector<std::string_view> split(std::string_view shapes) {
  std::vector<std::string_view> all;
  for (;;) {
    const std::size_t bar = std::min(shapes.find('|'), shapes.size());
    all.push_back(shapes.substr(0, bar));
    if (bar == shapes.size()) return all;
    shapes.remove_prefix(bar + 1);
  }
}

std::string expression(std::string_view prefix, std::string_view shapes) {
  std::string out;
  for (const std::string_view shape : split(shapes)) out += "|" + expression(shape);
  return "(?:" + prefix_expression(prefix) + ")?(?:" + out.substr(1) + ")";
}

std::string all_states() {
  std::string out;
  for (const Rule& rule : vat_id_rules::rules()) out += "|" + expression(rule.prefix, rule.shapes);
  // What parse takes for another spelling.
  for (const Rule& rule : vat_id_rules::rules()) {
    if (rule.prefix == "EL") out += "|" + expression("GR", rule.shapes);
    if (rule.prefix == "GB") out += "|" + expression("UK", rule.shapes);
    if (rule.prefix == "BE") out += "|" + expression("BE", "999999999");
  }
  return std::string(kBetween) + "(?:" + out.substr(1) + ")";
}

}  // namespace

const std::string& vat_number_pattern() {
  static const std::string pattern = all_states();
  return pattern;
}

std::string vat_number_example(std::string_view country) {
  const auto rules = vat_id_rules::rules();
  const auto of = [&](std::string_view code) {
    return std::find_if(rules.begin(), rules.end(),
                        [&](const Rule& rule) { return rule.country == code; });
  };
  auto rule = of(country);
  if (rule == rules.end()) rule = of("DE");
  constexpr std::size_t kUsual = 8;  // Romania has numbers of two digits too
  const auto shapes = split(rule->shapes);
  auto shape = std::find_if(shapes.begin(), shapes.end(),
                            [](std::string_view one) { return one.size() >= kUsual; });
  if (shape == shapes.end()) shape = shapes.begin();
  std::string number(rule->prefix);
  int digit = 0;
  for (const char c : *shape) {
    if (c == '9' || c == '1') {
      digit = (digit + 1) % 10;
      number += std::to_string(digit);
    } else {
      number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : 'X';
    }
  }
  return number;
}

}  // namespace enclosure::app::web
