#include "messaging/pace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

/// When `count` messages leave that are all due at `now`.
std::vector<Instant> leave(const Throttle& limits, int count, Instant now,
                           std::optional<Instant> first = std::nullopt) {
  Pace pace(limits, {}, first);
  std::vector<Instant> left;
  for (int i = 0; i < count; ++i) {
    left.push_back(pace.next(now));
    pace.take(left.back());
  }
  return left;
}

TEST(Pace, WithoutLimitsNothingWaits) {
  EXPECT_EQ(leave({}, 3, kNow), (std::vector<Instant>{kNow, kNow, kNow}));
}

TEST(Pace, KeepsTheSecond) {
  const auto left = leave({.per_second = 2}, 5, kNow);
  EXPECT_EQ(left, (std::vector<Instant>{kNow, kNow, kNow + seconds{1}, kNow + seconds{1},
                                        kNow + seconds{2}}));
}

TEST(Pace, KeepsTheHourAndTheDay) {
  const auto left = leave({.per_hour = 2, .per_day = 3}, 4, kNow);
  EXPECT_EQ(left, (std::vector<Instant>{kNow, kNow, kNow + hours{1}, kNow + hours{24}}));
}

TEST(Pace, RemembersWhatLeftBefore) {
  const Pace pace({.per_hour = 2}, {kNow - seconds{3000}, kNow - seconds{1200}}, kNow - days{9});
  EXPECT_EQ(pace.next(kNow), kNow + seconds{600});
  const Pace old({.per_hour = 2}, {kNow - seconds{7000}, kNow - seconds{1200}}, kNow - days{9});
  EXPECT_EQ(old.next(kNow), kNow);
}

TEST(Pace, WarmsUpByDoubling) {
  const Throttle limits{.per_day = 70, .warm_up_first_day = 10, .warm_up_days = 2};
  EXPECT_EQ(limits.day_limit(std::nullopt, kNow), 10);
  EXPECT_EQ(limits.day_limit(kNow, kNow + days{1}), 10);
  EXPECT_EQ(limits.day_limit(kNow, kNow + days{2}), 20);
  EXPECT_EQ(limits.day_limit(kNow, kNow + days{4}), 40);
  EXPECT_EQ(limits.day_limit(kNow, kNow + days{6}), 70);
  EXPECT_EQ(limits.day_limit(kNow, kNow + days{6000}), 70);
  const Throttle endless{.warm_up_first_day = 10};
  EXPECT_EQ(endless.day_limit(kNow, kNow + days{3}), 80);
  EXPECT_GT(endless.day_limit(kNow, kNow + days{300'000}), 1'000'000'000);
}

TEST(Pace, ALargerLimitOfALaterDayIsSeen) {
  const auto left = leave({.warm_up_first_day = 1}, 4, kNow);
  EXPECT_EQ(left,
            (std::vector<Instant>{kNow, kNow + hours{24}, kNow + hours{24}, kNow + hours{48}}));
}

TEST(Pace, NoSpanEverHoldsMoreThanItsLimit) {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    const Throttle limits{static_cast<int>(random() % 3), static_cast<int>(random() % 20),
                          static_cast<int>(random() % 60), 0, 1};
    const auto left = leave(limits, 100, kNow);
    EXPECT_TRUE(std::is_sorted(left.begin(), left.end()));
    const auto most_in = [&](seconds span) {
      std::ptrdiff_t most = 0;
      for (const Instant from : left) {
        most = std::max(most, std::count_if(left.begin(), left.end(), [&](Instant at) {
                          return at >= from && at < from + span;
                        }));
      }
      return most;
    };
    if (limits.per_second > 0) {
      EXPECT_LE(most_in(seconds{1}), limits.per_second);
    }
    if (limits.per_hour > 0) {
      EXPECT_LE(most_in(hours{1}), limits.per_hour);
    }
    if (limits.per_day > 0) {
      EXPECT_LE(most_in(hours{24}), limits.per_day);
    }
  }
}

}  // namespace
}  // namespace enclosure::messaging
