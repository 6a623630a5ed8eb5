// What was taken over and deserves a look is said in the answer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/api/served_shop.h"

namespace enclosure::app::api::test {
namespace {

TEST(Notices, AnEventOfTomorrowIsNamedInTheAnswer) {
  ServedShop shop;
  const auto post = [&](const std::string& id, Instant at) {
    const auto answer =
        shop.ask("POST", "/api/v1/orders/W-10021/events",
                 R"({"id": ")" + id + R"(", "type": "refunded", "at": ")" + to_string(at) + "\"}");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.json();
  };
  EXPECT_TRUE(post("r1", shop.now)["notices"].empty());
  const auto ahead = post("r2", shop.now + std::chrono::hours{24});
  EXPECT_EQ(ahead["new_events"], 1);
  ASSERT_EQ(ahead["notices"].size(), 1U) << ahead.dump();
  EXPECT_THAT(ahead["notices"][0].get<std::string>(),
              testing::AllOf(testing::HasSubstr("r2"), testing::HasSubstr("in the future")));
}

}  // namespace
}  // namespace enclosure::app::api::test
