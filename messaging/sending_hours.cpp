#include <algorithm>

#include "messaging/buyer_clock.h"
#include "messaging/plan.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::seconds;

/// Every weekday comes round within this; it ends the search where quiet hours go over midnight
/// and leave nothing of the only wished day.
constexpr days kLongestSearch{15};

/// By then the same hours have come round in every zone.
constexpr days kLongestWait{2};

/// The quiet hours, within 0 to 23.
struct Quiet {
  hours from;
  hours until;

  explicit Quiet(const QuietHours& quiet)
      : from(std::clamp(quiet.from, 0, 23)), until(std::clamp(quiet.until, 0, 23)) {}

  /// Whether the time of day `t` lies in them; they may go over midnight.
  [[nodiscard]] bool holds(seconds t) const {
    return from <= until ? t >= from && t < until : t >= from || t < until;
  }
};

Instant local_at(Instant moment, const BuyerZone& zone) {
  return moment + zone.offset(moment);
}

/// The instant between `before` and `after` at which the clock of `zone` jumps.
Instant jump_between(Instant before, Instant after, const BuyerZone& zone) {
  while (after - before > seconds{1}) {
    const Instant middle = before + (after - before) / 2;
    (zone.offset(middle) == zone.offset(after) ? after : before) = middle;
  }
  return after;
}

/// The instant at which the clock of `zone` shows `local`, near `near`. A time that summer time
/// jumps over has none: then it is that of the jump, the first moment after.
Instant to_utc(Instant local, const BuyerZone& zone, Instant near) {
  const Instant guess = local - zone.offset(near);
  const Instant at = local - zone.offset(guess);
  if (local_at(at, zone) == local) return at;
  return jump_between(std::min(at, guess), std::max(at, guess), zone);
}

Instant after_quiet_there(Instant due, const Quiet& quiet, const BuyerZone& zone) {
  const Instant local = local_at(due, zone);
  const auto midnight = floor<days>(local);
  const auto time_of_day = local - midnight;
  if (!quiet.holds(time_of_day)) return due;
  const auto end_day = time_of_day < quiet.until ? midnight : midnight + days{1};
  const Instant end = to_utc(end_day + quiet.until, zone, due);
  // Where summer time jumps over the end, or over all open hours of a day, `end` is quiet, too.
  const Instant end_local = local_at(end, zone);
  const bool still = quiet.holds(end_local - floor<days>(end_local));
  return still ? after_quiet_there(end + hours{1}, quiet, zone) : end;
}

/// Outside the quiet hours of every zone that it may be. Where no moment is, as narrow hours leave
/// it in a wide country, that of the capital counts.
Instant after_quiet(Instant due, const Quiet& quiet, const BuyerZone& zone) {
  if (zone.possible().empty()) return after_quiet_there(due, quiet, zone);
  for (Instant moment = due; moment - due <= kLongestWait;) {
    const Instant before = moment;
    for (const std::string_view name : zone.possible())
      moment = after_quiet_there(moment, quiet, BuyerZone(name));
    if (moment == before) return moment;
  }
  return after_quiet_there(due, quiet, zone);
}

bool is_wished(Instant day, const std::bitset<7>& weekdays) {
  const auto weekday = std::chrono::weekday{floor<days>(day)};
  return weekdays.none() || weekdays.test(weekday.iso_encoding() - 1);
}

}  // namespace

bool is_quiet(const QuietHours& quiet, seconds time_of_day) {
  return Quiet(quiet).holds(time_of_day);
}

Instant next_allowed(Instant due, const SendingHours& hours, const BuyerZone& zone) {
  const Quiet quiet(hours.quiet);
  // A time of day inside the quiet hours could never be kept: the quiet hours win.
  const bool timed = hours.time_of_day && !quiet.holds(*hours.time_of_day);
  const auto first_day = floor<days>(local_at(due, zone));
  for (auto day = first_day; day < first_day + kLongestSearch; day += days{1}) {
    if (!is_wished(day, hours.weekdays)) continue;
    const Instant opens =
        to_utc(day + (timed ? seconds{*hours.time_of_day} : seconds{0}), zone, due);
    if (timed && opens < due) continue;
    const Instant at = after_quiet(std::max(opens, due), quiet, zone);
    if (is_wished(local_at(at, zone), hours.weekdays)) return at;
  }
  return after_quiet(due, quiet, zone);
}

Instant after_quiet_hours(Instant due, const CountryCode& country, const MessagePolicy& policy) {
  const Quiet quiet(QuietHours{policy.quiet_from_hour, policy.quiet_until_hour});
  return after_quiet(due, quiet, BuyerZone::of(country));
}

Date buyer_day(Instant moment, const BuyerZone& zone) {
  return Date{floor<days>(local_at(moment, zone))};
}

Instant end_of_day(Date day, const BuyerZone& zone) {
  const Instant midnight = std::chrono::sys_days{day} + days{1};
  Instant next = to_utc(midnight, zone, midnight);
  for (const std::string_view name : zone.possible())
    next = std::max(next, to_utc(midnight, BuyerZone(name), midnight));
  return next - seconds{1};
}

Instant next_day_after(Instant moment, const BuyerZone& zone, const MessagePolicy& policy) {
  const auto next_day = std::chrono::sys_days{buyer_day(moment, zone)} + days{1};
  const Quiet quiet(QuietHours{policy.quiet_from_hour, policy.quiet_until_hour});
  return after_quiet(to_utc(next_day, zone, moment), quiet, zone);
}

}  // namespace enclosure::messaging
