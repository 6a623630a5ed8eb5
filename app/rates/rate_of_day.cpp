#include "app/rates/rate_of_day.h"

#include <algorithm>
#include <stdexcept>

namespace enclosure::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kSignificantDigits = 8;
constexpr int kMaxPlaces = 10;  // an amount times the rate must not need more than twelve
constexpr std::chrono::minutes kPublishedAt{15 * 60 + 15};  // UTC

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
sys_days easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return sys_days{year_month_day{std::chrono::year{year},
                                 std::chrono::month{static_cast<unsigned>(n / 31)},
                                 std::chrono::day{static_cast<unsigned>(n % 31 + 1)}}};
}

/// How many digits `value` has before its point, at least one; negative when zeros follow the
/// point: 0.0061 gives -2.
int magnitude(Decimal value) {
  int digits = 0;
  for (std::int64_t c = value.coefficient(); c > 0; c /= 10) ++digits;
  return digits - value.scale();
}

/// `a / b` with eight significant digits.
Decimal quotient(Decimal a, Decimal b) {
  const Decimal rough = divide(a, b, kMaxPlaces, Rounding::kHalfUp);
  const int places = std::clamp(kSignificantDigits - magnitude(rough), 0, kMaxPlaces);
  return divide(a, b, places, Rounding::kHalfUp).normalised();
}

std::optional<Decimal> per_euro(const DayRates& rates, Currency currency) {
  if (currency.code() == "EUR") return Decimal(1);
  const auto at = rates.per_euro.find(currency);
  return at == rates.per_euro.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

bool is_publication_day(Date day) {
  const sys_days at{day};
  const std::chrono::weekday weekday{at};
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
  using std::chrono::December;
  using std::chrono::January;
  using std::chrono::May;
  const std::chrono::month_day date{day.month(), day.day()};
  if (date == January / 1 || date == May / 1 || date == December / 25 || date == December / 26)
    return false;
  const sys_days easter = easter_sunday(static_cast<int>(day.year()));
  return at != easter - days{2} && at != easter + days{1};
}

Date publication_day_for(Date day) {
  sys_days at{day};
  while (!is_publication_day(Date{at})) at -= days{1};
  return Date{at};
}

Date last_published_at(Instant now) {
  const sys_days today = std::chrono::floor<days>(now);
  const bool out = now - today >= kPublishedAt;
  return publication_day_for(Date{out ? today : today - days{1}});
}

Instant next_publication_after(Instant now) {
  sys_days day = std::chrono::floor<days>(now);
  while (!is_publication_day(Date{day}) || Instant{day} + kPublishedAt <= now) day += days{1};
  return Instant{day} + kPublishedAt;
}

std::optional<ExchangeRate> cross_rate(const DayRates& rates, Currency from, Currency to) try {
  const auto have = per_euro(rates, from);
  const auto want = per_euro(rates, to);
  if (!have || !want) return std::nullopt;
  const Decimal rate = from.code() == "EUR" ? *want : quotient(*want, *have);
  if (rate.is_zero()) return std::nullopt;
  return ExchangeRate{rate, rates.day, "ECB"};
} catch (const std::overflow_error&) {
  return std::nullopt;
}

}  // namespace enclosure::app
