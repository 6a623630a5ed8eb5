#include "core/order.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(RateClass, IsReadAndWritten) {
  for (const char* text : {"standard", "book", "margin", "fixed:7", "fixed:25.5", "fixed:0"}) {
    const auto rate_class = RateClass::parse(text);
    ASSERT_TRUE(rate_class) << text;
    EXPECT_EQ(rate_class->to_string(), text);
  }
  EXPECT_EQ(RateClass::parse("fixed:7.00")->to_string(), "fixed:7");
  for (const char* bad :
       {"", "Standard", "fixed", "fixed:", "fixed:-7", "fixed:101", "fixed:7%", "reduced"}) {
    const auto rate_class = RateClass::parse(bad);
    ASSERT_FALSE(rate_class) << bad;
    EXPECT_EQ(rate_class.faults().front().code, "ORDER-010");
  }
}

TEST(EventType, IsReadAndWritten) {
  for (const char* text :
       {"confirmed", "shipped", "delivered", "cancelled", "refunded", "returned", "opted_out"}) {
    const auto type = parse_event_type(text);
    ASSERT_TRUE(type) << text;
    EXPECT_EQ(to_string(*type), text);
  }
  EXPECT_EQ(parse_event_type("lost").faults().front().code, "EVENT-001");
}

TEST(Channel, Names) {
  EXPECT_EQ(to_string(Channel::kAmazon), "amazon");
  EXPECT_EQ(to_string(Channel::kShop), "shop");
  EXPECT_EQ(to_string(Fulfilment::kFba), "FBA");
  EXPECT_EQ(to_string(Fulfilment::kFbm), "FBM");
  EXPECT_EQ(to_string(Fulfilment::kShop), "shop");
}

}  // namespace
}  // namespace enclosure
