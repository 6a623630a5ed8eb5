#include "app/http/order_events.h"

#include <gtest/gtest.h>

#include <ostream>

#include <nlohmann/json.hpp>

namespace enclosure::app::http {
namespace {

struct BodyCase {
  const char* name;
  std::string body;
  std::size_t events;
  const char* fault;
};
void PrintTo(const BodyCase& c, std::ostream* out) {
  *out << c.name;
}

class OrderEvents : public testing::TestWithParam<BodyCase> {};

TEST_P(OrderEvents, BelongToTheOrderOrAreFaults) {
  const auto events = events_of_order("A-1", GetParam().body);
  EXPECT_EQ(events ? "" : events.faults().front().code, GetParam().fault);
  if (!events) return;
  auto json = nlohmann::json::parse(*events);
  if (json.is_object()) json = nlohmann::json::array({json});
  EXPECT_EQ(json.size(), GetParam().events);
  for (const auto& event : json) EXPECT_EQ(event["order"], "A-1");
}

std::string nested(std::size_t depth) {
  return "{\"id\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, OrderEvents,
    testing::Values(BodyCase{"One", R"({"id":"e1","type":"shipped"})", 1, ""},
                    BodyCase{"OneThatSaysSo", R"({"id":"e1","order":"A-1"})", 1, ""},
                    BodyCase{"OverSeveralLines", "{\n\"id\": \"e1\"\n}\n", 1, ""},
                    BodyCase{"Array", R"([{"id":"e1"},{"id":"e2"}])", 2, ""},
                    BodyCase{"OnePerLine", "{\"id\":\"e1\"}\r\n\r\n{\"id\":\"e2\"}\n", 2, ""},
                    BodyCase{"OtherOrder", R"([{"id":"e1"},{"id":"e2","order":"B-2"}])", 0,
                             "EVENT-005"},
                    BodyCase{"OrderOfAnotherType", R"({"order":1})", 0, "EVENT-005"},
                    BodyCase{"Empty", "", 0, "IMPORT-003"},
                    BodyCase{"Blank", " \n ", 0, "IMPORT-003"},
                    BodyCase{"EmptyArray", "[]", 0, "IMPORT-003"},
                    BodyCase{"Truncated", R"({"id":"e1")", 0, "IMPORT-003"},
                    BodyCase{"NotUtf8", "{\"id\":\"\xFF\"}", 0, "IMPORT-003"},
                    BodyCase{"SecondLineBad", "{\"id\":\"e1\"}\n{\"id\"", 0, "IMPORT-003"},
                    BodyCase{"Number", "1", 0, "IMPORT-005"},
                    BodyCase{"ArrayOfNumbers", "[1]", 0, "IMPORT-005"},
                    BodyCase{"TwiceTheSame", R"({"id":"e1","id":"e2"})", 0, "IMPORT-007"},
                    BodyCase{"TwiceDeeper", R"([{"id":"e1","x":{"a":1,"a":2}}])", 0, "IMPORT-007"},
                    BodyCase{"SameNameInTwoEvents", R"([{"id":"e1"},{"id":"e2"}])", 2, ""},
                    BodyCase{"Deep", nested(20), 0, "IMPORT-008"},
                    BodyCase{"VeryDeep", nested(100'000), 0, "IMPORT-008"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(OrderEvents, AllFaultsAtOnce) {
  const auto events = events_of_order("A-1", R"([{"order":"B"},2,{"order":"C"}])");
  ASSERT_EQ(events.faults().size(), 3U);
  EXPECT_EQ(events.faults()[0].path, "[0].order");
  EXPECT_EQ(events.faults()[1].path, "[1]");
}

TEST(OrderEvents, OneThatStandsAloneIsNotCounted) {
  EXPECT_EQ(events_of_order("A-1", R"({"order":"B"})").faults().front().path, "order");
  EXPECT_EQ(events_of_order("A-1", R"([{"order":"B"}])").faults().front().path, "[0].order");
}

}  // namespace
}  // namespace enclosure::app::http
