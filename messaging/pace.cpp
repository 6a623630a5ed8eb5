#include "messaging/pace.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace enclosure::messaging {
namespace {

using std::chrono::seconds;
constexpr seconds kDay = std::chrono::hours{24};

}  // namespace

int Throttle::day_limit(std::optional<Instant> first, Instant at) const {
  if (warm_up_first_day <= 0) return per_day;
  const auto days = first && at > *first ? (at - *first) / kDay : 0;
  const auto doublings = std::min<std::int64_t>(days / std::max(warm_up_days, 1), 30);
  const auto warm = std::min<std::int64_t>(std::int64_t{warm_up_first_day} << doublings,
                                           std::numeric_limits<int>::max());
  return static_cast<int>(per_day > 0 ? std::min<std::int64_t>(warm, per_day) : warm);
}

Instant Pace::next(Instant now) const {
  Instant at = taken_.empty() ? now : std::max(now, taken_.back());
  const auto wait_for = [&](int limit, seconds span) {
    const auto count = static_cast<std::size_t>(std::max(limit, 0));
    if (count == 0 || taken_.size() < count) return;
    at = std::max(at, taken_[taken_.size() - count] + span);
  };
  for (Instant before = at;; before = at) {
    wait_for(limits_.per_second, seconds{1});
    wait_for(limits_.per_hour, std::chrono::hours{1});
    wait_for(limits_.day_limit(first_, at), kDay);
    if (at == before) return at;  // the limit of a later day is larger: once more with that one
  }
}

void Pace::take(Instant at) {
  if (!first_) first_ = at;
  taken_.push_back(at);
}

}  // namespace enclosure::messaging
