#include "locales/short_date.h"

#include <algorithm>

namespace enclosure::locales {
namespace {

constexpr std::string_view kLetters = "dMy";
constexpr std::string_view kPunctuation = "./- ";
constexpr std::string_view kNoBreakSpace = "\u00a0";

std::string padded(unsigned number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// The length of the run of equal letters, or of punctuation, at the start of `rest`.
std::size_t run_length(std::string_view rest) {
  if (kLetters.find(rest.front()) == std::string_view::npos) {
    return std::min(rest.find_first_of(kLetters), rest.size());
  }
  return std::min(rest.find_first_not_of(rest.front()), rest.size());
}

}  // namespace

ShortDate::Token ShortDate::token_of(std::string_view run) {
  if (run.front() == 'd') return {Field::kDay, run.size(), {}};
  if (run.front() == 'M') return {Field::kMonth, run.size(), {}};
  if (run.front() == 'y') return {Field::kYear, run.size(), {}};
  std::string text;
  for (const char c : run) {
    if (c == ' ') {
      text += kNoBreakSpace;
    } else {
      text += c;
    }
  }
  return {Field::kText, 0, std::move(text)};
}

Result<ShortDate> ShortDate::parse(std::string_view pattern) {
  const Fault fault{"LOCALE-004", "", "not a short date: \"" + std::string(pattern) + "\"",
                    "use d or dd, M or MM and yyyy once each, with . / - or blanks between them"};
  ShortDate date;
  int days = 0;
  int months = 0;
  int years = 0;
  for (std::string_view rest = pattern; !rest.empty();) {
    const std::string_view run = rest.substr(0, run_length(rest));
    rest.remove_prefix(run.size());
    const bool is_text = kLetters.find(run.front()) == std::string_view::npos;
    if (is_text && run.find_first_not_of(kPunctuation) != std::string_view::npos) return fault;
    Token token = token_of(run);
    days += token.field == Field::kDay && token.width <= 2 ? 1 : 0;
    months += token.field == Field::kMonth && token.width <= 2 ? 1 : 0;
    years += token.field == Field::kYear && token.width == 4 ? 1 : 0;
    date.tokens_.push_back(std::move(token));
  }
  const auto fields = std::count_if(date.tokens_.begin(), date.tokens_.end(),
                                    [](const Token& t) { return t.field != Field::kText; });
  if (days != 1 || months != 1 || years != 1 || fields != 3) return fault;
  return date;
}

std::string ShortDate::format(Date date) const {
  std::string text;
  for (const auto& token : tokens_) {
    switch (token.field) {
      case Field::kDay:
        text += padded(static_cast<unsigned>(date.day()), token.width);
        break;
      case Field::kMonth:
        text += padded(static_cast<unsigned>(date.month()), token.width);
        break;
      case Field::kYear:
        text += padded(static_cast<unsigned>(static_cast<int>(date.year())), token.width);
        break;
      case Field::kText:
        text += token.text;
        break;
    }
  }
  return text;
}

}  // namespace enclosure::locales
