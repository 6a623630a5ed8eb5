#include "messaging/retry.h"

#include <gtest/gtest.h>

#include <set>

namespace enclosure::messaging {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

TEST(Retry, WaitsLongerAndLongerButNeverMoreThanAFifthAboveFourHours) {
  for (int attempt = 1; attempt <= 12; ++attempt) {
    const seconds plain = std::min<seconds>(minutes{5} * (1 << (attempt - 1)), hours{4});
    for (const char* id : {"a@x.example", "b@x.example", ""}) {
      EXPECT_GE(retry_wait(id, attempt), plain);
      EXPECT_LE(retry_wait(id, attempt), plain + plain / 5);
    }
  }
  EXPECT_EQ(retry_wait("a", -3) / minutes{1} / 7, 0);  // an attempt that is none waits the least
}

TEST(Retry, IsTheSameEveryTime) {
  EXPECT_EQ(retry_wait("a@x.example", 3), retry_wait("a@x.example", 3));
}

TEST(Retry, SpreadsMessagesThatFailedTogether) {
  std::set<seconds> waits;
  for (int i = 0; i < 1000; ++i) waits.insert(retry_wait(std::to_string(i) + "@x.example", 8));
  EXPECT_GT(waits.size(), 800U);  // of 2881 seconds that there are
}

TEST(Retry, ForAWayThatIsShutWaitsHalfOfHowLongItHasBeenSo) {
  EXPECT_GE(way_wait("a", seconds{0}), minutes{5});
  EXPECT_LE(way_wait("a", seconds{0}), minutes{6});
  EXPECT_GE(way_wait("a", minutes{40}), minutes{20});
  EXPECT_LE(way_wait("a", minutes{40}), minutes{24});
  EXPECT_LE(way_wait("a", hours{100}), minutes{48});
}

TEST(Retry, ComesAtTheLatestWhenTheWindowCloses) {
  const Instant closes = kNow + minutes{30};
  EXPECT_EQ(retry_at("a", 8, kNow, closes), closes);
  EXPECT_EQ(retry_at("a", 1, kNow, closes), kNow + retry_wait("a", 1));
  EXPECT_EQ(retry_at("a", 1, closes - minutes{4}, closes), std::nullopt);
  EXPECT_EQ(retry_at("a", 1, closes + minutes{4}, closes), std::nullopt);
  EXPECT_EQ(retry_at("a", 2, kNow, std::nullopt), kNow + retry_wait("a", 2));
}

}  // namespace
}  // namespace enclosure::messaging
