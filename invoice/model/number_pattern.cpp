#include "invoice/model/number_pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

namespace enclosure::invoice {
namespace {

constexpr std::string_view kNumberSlot = "{number}";
constexpr std::size_t kWidestNumber = 12;
constexpr std::int64_t kLargest = 999'999'999'999;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// One step of the numbers that a pattern prints.
struct Step {
  enum class Kind { kCharacter, kDigit, kDigits } kind = Kind::kCharacter;  ///< kDigits: any many
  char character = 0;
};

bool share_a_character(const Step& a, const Step& b) {
  if (a.kind == Step::Kind::kCharacter && b.kind == Step::Kind::kCharacter)
    return a.character == b.character;
  if (a.kind == Step::Kind::kCharacter) return is_digit(a.character);
  return b.kind != Step::Kind::kCharacter || is_digit(b.character);
}

/// Whether two lists of steps have a text in common: a walk over pairs of positions.
bool meet(const std::vector<Step>& a, const std::vector<Step>& b) {
  using Place = std::pair<std::size_t, std::size_t>;
  std::set<Place> seen{{0, 0}};
  std::vector<Place> open{{0, 0}};
  const auto go = [&](std::size_t i, std::size_t j) {
    if (seen.insert({i, j}).second) open.emplace_back(i, j);
  };
  while (!open.empty()) {
    const auto [i, j] = open.back();
    open.pop_back();
    if (i == a.size() && j == b.size()) return true;
    const bool a_repeats = i < a.size() && a[i].kind == Step::Kind::kDigits;
    const bool b_repeats = j < b.size() && b[j].kind == Step::Kind::kDigits;
    if (a_repeats) go(i + 1, j);  // no more of these digits
    if (b_repeats) go(i, j + 1);
    if (i == a.size() || j == b.size() || !share_a_character(a[i], b[j])) continue;
    go(a_repeats ? i : i + 1, b_repeats ? j : j + 1);
  }
  return false;
}

}  // namespace

Result<NumberPattern> NumberPattern::parse(std::string_view text) {
  NumberPattern pattern;
  pattern.text_ = text;
  Faults faults;
  const auto fault = [&](const char* code, std::string message, std::string hint) {
    faults.push_back({code, "", std::move(message), std::move(hint)});
  };
  std::size_t numbers = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '{') {
      const auto end = std::min(text.find('{', at), text.size());
      pattern.parts_.push_back({Part::Kind::kText, std::string(text.substr(at, end - at)), 0});
      at = end;
      continue;
    }
    const auto end = text.find('}', at);
    if (end == std::string_view::npos) {
      fault("NUMBER-002", "a brace is not closed in \"" + std::string(text) + "\"",
            "write it like R-{year}-{number:6}");
      break;
    }
    const std::string_view slot = text.substr(at + 1, end - at - 1);
    at = end + 1;
    const auto colon = slot.find(':');
    const std::string_view name = slot.substr(0, colon);
    const std::string_view digits = colon == slot.npos ? "" : slot.substr(colon + 1);
    const bool plain = !digits.empty() && digits.size() <= 2 &&
                       std::all_of(digits.begin(), digits.end(), is_digit);
    const std::size_t width = plain ? std::stoul(std::string(digits)) : 0;
    if (name == "number" && (colon == slot.npos || (width >= 1 && width <= kWidestNumber))) {
      pattern.parts_.push_back({Part::Kind::kNumber, "", std::max<std::size_t>(width, 1)});
      ++numbers;
    } else if (name == "year" && (colon == slot.npos || width == 2 || width == 4)) {
      pattern.parts_.push_back({Part::Kind::kYear, "", width == 2 ? std::size_t{2} : 4});
    } else {
      fault("NUMBER-002", "unknown placeholder {" + std::string(slot) + "}",
            "use {number}, {number:1} to {number:12}, {year} or {year:2}");
    }
  }
  if (numbers != 1 && faults.empty()) {
    fault("NUMBER-001",
          "\"" + std::string(text) + "\" counts " + std::to_string(numbers) +
              " times: every number would be the same, or none could be read back",
          "put one {number:6} in");
  }
  if (!faults.empty()) return faults;
  const std::string longest = pattern.filled(2026, std::to_string(kLargest));
  if (const auto number = InvoiceNumber::parse(longest); !number) {
    return Fault{"NUMBER-003", "", "\"" + std::string(text) + "\" gives no valid numbers",
                 "use letters, digits, - . _ / and at most 40 characters; begin with a letter or "
                 "digit"};
  }
  return pattern;
}

std::string NumberPattern::filled(int year, const std::string& number) const {
  std::string out;
  for (const Part& part : parts_) {
    switch (part.kind) {
      case Part::Kind::kText:
        out += part.text;
        break;
      case Part::Kind::kYear:
        out += part.width == 2 ? fmt::format("{:02}", year % 100) : fmt::format("{:04}", year);
        break;
      case Part::Kind::kNumber:
        out += std::string(part.width - std::min(part.width, number.size()), '0') + number;
        break;
    }
  }
  return out;
}

InvoiceNumber NumberPattern::number(int year, std::int64_t sequence) const {
  const auto number = InvoiceNumber::parse(filled(year, std::to_string(sequence)));
  assert(number);
  return *number;
}

std::string NumberPattern::series(int year) const {
  std::string name;
  for (const Part& part : parts_) {
    if (part.kind == Part::Kind::kText) name += part.text;
    if (part.kind == Part::Kind::kYear)
      name += part.width == 2 ? fmt::format("{:02}", year % 100) : fmt::format("{:04}", year);
    if (part.kind == Part::Kind::kNumber) name += kNumberSlot;
  }
  constexpr std::string_view kAtTheEnd = "-{number}";
  if (name.ends_with(kAtTheEnd)) name.resize(name.size() - kAtTheEnd.size());
  return name;
}

bool NumberPattern::begins_anew_each_year() const {
  return std::any_of(parts_.begin(), parts_.end(),
                     [](const Part& part) { return part.kind == Part::Kind::kYear; });
}

bool NumberPattern::can_meet(const NumberPattern& other) const {
  const auto steps = [](const NumberPattern& pattern) {
    std::vector<Step> all;
    for (const Part& part : pattern.parts_) {
      for (const char c : part.text) all.push_back({Step::Kind::kCharacter, c == '/' ? '-' : c});
      for (std::size_t i = 0; i < part.width; ++i) all.push_back({Step::Kind::kDigit, 0});
      if (part.kind == Part::Kind::kNumber) all.push_back({Step::Kind::kDigits, 0});
    }
    return all;
  };
  return meet(steps(*this), steps(other));
}

std::string national_form_missed(const NumberPattern& pattern, std::string_view form) {
  const std::string first = pattern.number(2026, 1).to_string();
  if (form == "ten_digits") {
    const bool met = first.size() == 10 && std::all_of(first.begin(), first.end(), is_digit);
    return met ? "" : "ten digits and nothing else, like {number:10}";
  }
  if (form == "three_parts") {
    const bool dashes = first.find('/') == std::string::npos;
    const char between = dashes ? '-' : '/';
    std::vector<std::string> parts{""};
    for (const char c : first) {
      if (c == between) {
        parts.emplace_back();
      } else {
        parts.back() += c;
      }
    }
    const auto all = [](const std::string& part, auto good) {
      return !part.empty() && std::all_of(part.begin(), part.end(), good);
    };
    const bool met = parts.size() == 3 && all(parts[0], is_digit) &&
                     all(parts[1], [](char c) { return is_digit(c) || is_letter(c); }) &&
                     all(parts[2], is_digit) && pattern.text().starts_with("{number");
    return met ? "" : "number, premises and device, like {number}/P1/1";
  }
  return "";
}

}  // namespace enclosure::invoice
