#include <algorithm>

#include "messaging/buyer_clock.h"
#include "messaging/plan.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

/// The quiet hours of a policy, within 0 to 23.
struct Quiet {
  hours from;
  hours until;

  explicit Quiet(const MessagePolicy& policy)
      : from(std::clamp(policy.quiet_from_hour, 0, 23)),
        until(std::clamp(policy.quiet_until_hour, 0, 23)) {}

  /// Whether the time of day `t` lies in them; they may go over midnight.
  [[nodiscard]] bool holds(std::chrono::seconds t) const {
    return from <= until ? t >= from && t < until : t >= from || t < until;
  }
};

/// The instant at which the clock of `country` shows `local`, near `near`. A time that summer time
/// jumps over has none: then it is an hour before the jump.
Instant to_utc(Instant local, const CountryCode& country, Instant near) {
  const Instant guess = local - utc_offset(country, near);
  return local - utc_offset(country, guess);
}

}  // namespace

Instant after_quiet_hours(Instant due, const CountryCode& country, const MessagePolicy& policy) {
  const Quiet quiet(policy);
  const Instant local = due + utc_offset(country, due);
  const auto midnight = floor<days>(local);
  const auto time_of_day = local - midnight;
  if (!quiet.holds(time_of_day)) return due;
  const auto end_day = time_of_day < quiet.until ? midnight : midnight + days{1};
  const Instant end = to_utc(end_day + quiet.until, country, due);
  // Where summer time jumps over the end, or over all open hours of a day, `end` is quiet, too.
  const Instant end_local = end + utc_offset(country, end);
  const bool still = quiet.holds(end_local - floor<days>(end_local));
  return still ? after_quiet_hours(end + hours{1}, country, policy) : end;
}

Date buyer_day(Instant moment, const CountryCode& country) {
  return Date{floor<days>(moment + utc_offset(country, moment))};
}

Instant next_day_after(Instant moment, const CountryCode& country, const MessagePolicy& policy) {
  const auto next_day = std::chrono::sys_days{buyer_day(moment, country)} + days{1};
  return after_quiet_hours(to_utc(next_day, country, moment), country, policy);
}

}  // namespace enclosure::messaging
