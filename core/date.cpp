#include "core/date.h"

#include <cstdio>
#include <optional>

namespace enclosure {
namespace {

/// Reads exactly `count` digits at the front of `text` and takes them off.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take_char(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_char(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take_char(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1900 || *year > 2199) return std::nullopt;
  return date;
}

std::optional<std::chrono::seconds> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_char(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take_char(text, ':')) return std::nullopt;
  const auto second = take_digits(text, 2);
  if (!second || *second > 59) return std::nullopt;
  if (take_char(text, '.')) {
    if (!take_digits(text, 1)) return std::nullopt;
    while (take_digits(text, 1)) {
    }
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

std::optional<std::chrono::seconds> take_offset(std::string_view& text) {
  if (take_char(text, 'Z') || take_char(text, 'z')) return std::chrono::seconds{0};
  const bool west = take_char(text, '-');
  if (!west && !take_char(text, '+')) return std::nullopt;
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take_char(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const std::chrono::seconds offset = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
  return west ? -offset : offset;
}

std::optional<Instant> take_instant(std::string_view& text) {
  const auto date = take_date(text);
  if (!date || !(take_char(text, 'T') || take_char(text, 't') || take_char(text, ' ')))
    return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{std::chrono::sys_days{*date}} + *time - *offset;
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
  std::string_view rest = text;
  const auto date = take_date(rest);
  if (date && rest.empty()) return *date;
  return Fault{"DATE-001", "", "not a day: \"" + std::string(text.substr(0, 40)) + "\"",
               "write year-month-day, like 2026-11-21"};
}

std::string to_string(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Result<Instant> parse_instant(std::string_view text) {
  std::string_view rest = text;
  if (const auto instant = take_instant(rest)) return *instant;
  return Fault{"DATE-002", "", "not an instant: \"" + std::string(text.substr(0, 40)) + "\"",
               "write it as RFC 3339 does, like 2026-11-21T08:00:00Z"};
}

std::string to_string(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return to_string(Date{day}) + text;
}

Date utc_date_of(Instant instant) {
  return Date{std::chrono::floor<std::chrono::days>(instant)};
}

}  // namespace enclosure
