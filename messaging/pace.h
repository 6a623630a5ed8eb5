#pragma once
// How many messages of a channel may leave in a second, an hour and a day (P06). Pure.

#include <optional>
#include <utility>
#include <vector>

#include "core/date.h"

namespace enclosure::messaging {

/// The limits of one channel; 0 is none. Each holds for every span of that length, not for calendar
/// hours and days, so no limit is ever reached twice around a full hour.
struct Throttle {
  int per_second = 0;
  int per_hour = 0;
  int per_day = 0;
  /// A new sender is trusted slowly: so many on its first day, twice as many after each
  /// `warm_up_days`, until `per_day` is reached (or for good where that is none).
  int warm_up_first_day = 0;
  int warm_up_days = 1;

  [[nodiscard]] bool limits_anything() const {
    return per_second > 0 || per_hour > 0 || per_day > 0 || warm_up_first_day > 0;
  }
  /// The limit of the day that ends at `at`, when the channel's first message left at `first`
  /// (nothing: none has left yet); 0: none.
  [[nodiscard]] int day_limit(std::optional<Instant> first, Instant at) const;

  friend bool operator==(const Throttle&, const Throttle&) = default;
};

/// What left, and when the next one may.
class Pace {
 public:
  /// `recent`: the hand-overs of the last day, in order of time. `first`: the channel's first one.
  Pace(const Throttle& limits, std::vector<Instant> recent, std::optional<Instant> first)
      : limits_(limits), taken_(std::move(recent)), first_(first) {}

  /// The first moment at or after `now` at which one more may leave, after those taken.
  [[nodiscard]] Instant next(Instant now) const;

  /// One more leaves (or is promised the moment) `at`, which `next` gave: not before those taken.
  void take(Instant at);

 private:
  Throttle limits_;
  std::vector<Instant> taken_;
  std::optional<Instant> first_;
};

}  // namespace enclosure::messaging
