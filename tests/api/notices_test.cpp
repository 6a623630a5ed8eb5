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

struct PathCase {
  const char* name;
  const char* target;
  std::string body;
  const char* path;
};
void PrintTo(const PathCase& c, std::ostream* out) {
  *out << c.name;
}

class FaultPaths : public testing::TestWithParam<PathCase> {};

TEST_P(FaultPaths, LeadIntoTheBody) {
  static ServedShop shop;
  const auto answer = shop.ask("POST", GetParam().target, GetParam().body);
  ASSERT_EQ(answer.status, 422) << answer.body;
  EXPECT_EQ(answer.json()["faults"][0]["path"], GetParam().path) << answer.body;
}

constexpr const char* kOrders = "/api/v1/orders";
constexpr const char* kEvents = "/api/v1/events";
constexpr const char* kOfOne = "/api/v1/orders/W-10021/events";
INSTANTIATE_TEST_SUITE_P(
    Bodies, FaultPaths,
    testing::Values(
        PathCase{"OrderAlone", kOrders, R"({"id": 1, "lines": []})", "id"},
        PathCase{"OrderOfAnArray", kOrders, R"([{"id": 1, "lines": []}])", "[0].id"},
        PathCase{"Damaged", kOrders, "{\"id\": ", ""},
        PathCase{"EventAlone", kEvents, R"({"id": 1})", "id"},
        PathCase{"EventOfAnArray", kEvents, R"([{"id": 1}])", "[0].id"},
        PathCase{"EventOfALine", kEvents, "{\"id\": 1}\n{\"id\": 2}\n", "line 1 id"},
        PathCase{
            "EventKnownByItsId", kEvents,
            R"({"id": "x1", "order": "none", "type": "refunded", "at": "2026-09-04T09:30:00Z"})",
            "event x1"},
        PathCase{"EventOfTheOrder", kOfOne, R"({"id": 1})", "id"},
        PathCase{"EventOfAnotherOrder", kOfOne, R"({"id": "x2", "order": "W-1"})", "order"},
        PathCase{"SecondEventOfTheOrder", kOfOne,
                 R"([{"id": "x3", "type": "refunded", "at": "2026-09-04T09:30:00Z"}, {"id": 2}])",
                 "[1].id"},
        PathCase{"Report", kOrders, "order-id\tshipping-id\tsku\tasin\tcurrency\tproduct-name\n",
                 "line 1 marketplace-id"}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace enclosure::app::api::test
