#include "app/rates/rate_collector.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMaxDays = 40'000;  // more than a century of them
constexpr std::size_t kMaxRatesOfADay = 200;

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// "20 November 2026", as the daily CSV writes its day.
std::optional<std::string> day_in_words(std::string_view text) {
  const std::size_t first = text.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  std::string month(text.substr(first + 1, second - first - 1));
  std::transform(month.begin(), month.end(), month.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto* const at = std::find(kMonths.begin(), kMonths.end(), month);
  if (at == kMonths.end()) return std::nullopt;
  const auto two_digits = [](std::string digits) {
    return digits.size() < 2 ? "0" + digits : digits;
  };
  return std::string(text.substr(second + 1)) + "-" +
         two_digits(std::to_string(at - kMonths.begin() + 1)) + "-" +
         two_digits(std::string(text.substr(0, first)));
}

bool is_code(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

bool RateCollector::begin_day(std::string_view text, std::string_view path) {
  const auto words = day_in_words(text);
  const auto day = log_->take(parse_date(words ? *words : std::string(text)), path);
  if (!day) return false;
  if (!days_.insert(*day).second) {
    fault("RATES-002", path, "the day " + enclosure::to_string(*day) + " stands there twice",
          "fetch the file again from the European Central Bank");
    return false;
  }
  if (file_.days.size() >= kMaxDays) {
    fault("RATES-004", path, "the file holds too many days", "split it into several files");
    return false;
  }
  file_.days.push_back({*day, {}});
  return true;
}

void RateCollector::add(std::string_view currency, std::string_view rate, std::string_view path) {
  if (rate == "N/A" || rate.empty()) return;
  DayRates& today = file_.days.back();
  const auto known = Currency::parse(currency);
  if (!known) {
    if (!is_code(currency)) {
      fault("RATES-003", path, "no currency: \"" + printable(currency, 20) + "\"",
            "fetch the file again from the European Central Bank");
    } else if (left_out_.insert(std::string(currency)).second) {
      file_.notices.push_back("rates of " + std::string(currency) +
                              " were left out: the currency no longer exists");
    }
    return;
  }
  const auto value = log_->take(Decimal::parse(rate), path);
  if (!value) return;
  const bool fits = *value > Decimal() && *value < Decimal(1'000'000'000'000);
  if (!fits || known->code() == "EUR" || today.per_euro.size() >= kMaxRatesOfADay) {
    fault("RATES-003", path, "no rate: " + std::string(currency) + " " + printable(rate, 40),
          "fetch the file again from the European Central Bank");
  } else if (!today.per_euro.emplace(*known, value->normalised()).second) {
    fault("RATES-002", path, std::string(currency) + " stands there twice on one day",
          "fetch the file again from the European Central Bank");
  }
}

RateFile RateCollector::release(std::string_view name) {
  std::erase_if(file_.days, [](const DayRates& day) { return day.per_euro.empty(); });
  if (file_.days.empty() && log_->empty()) {
    fault("RATES-001", name, "the file holds no reference rate",
          "fetch eurofxref-daily.xml from the European Central Bank");
  }
  std::sort(file_.days.begin(), file_.days.end(),
            [](const DayRates& a, const DayRates& b) { return a.day < b.day; });
  return std::move(file_);
}

}  // namespace enclosure::app
