#include "app/flow/crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace enclosure::app {
namespace {

TEST(Crew, DoesEachPieceOnceRoundAfterRound) {
  for (const unsigned jobs : {1U, 2U, 5U}) {
    Crew crew(jobs);
    EXPECT_EQ(crew.jobs(), jobs);
    for (const std::size_t count : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> done(count);
      crew.each(count, [&](std::size_t i) { ++done[i]; });
      for (const auto& times : done) EXPECT_EQ(times, 1);
    }
  }
}

TEST(Crew, ThrowsTheFailureAndBeginsNothingNew) {
  Crew crew(3);
  std::atomic<int> begun{0};
  const auto work = [&](std::size_t) {
    ++begun;
    throw std::runtime_error("full");
  };
  EXPECT_THROW(crew.each(1000, work), std::runtime_error);
  EXPECT_LE(begun, 3);
  std::atomic<int> done{0};
  crew.each(10, [&](std::size_t) { ++done; });  // and it can go on
  EXPECT_EQ(done, 10);
}

}  // namespace
}  // namespace enclosure::app
