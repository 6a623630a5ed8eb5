#include "messaging/campaign.h"

#include <gmock/gmock.h>

#include <functional>

#include "messaging/patterns.h"
#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

TEST(Pattern, StarsAndQuestionMarks) {
  for (const auto& [text, pattern] :
       std::vector<std::pair<const char*, const char*>>{{"LAMP-1", "LAMP-*"},
                                                        {"lamp-1", "LAMP-?"},
                                                        {"LAMP", "*"},
                                                        {"", "*"},
                                                        {"", ""},
                                                        {"aXbXc", "a*b*c"},
                                                        {"abcabd", "*abd"}}) {
    EXPECT_TRUE(fits_pattern(text, pattern)) << text << " " << pattern;
  }
  for (const auto& [text, pattern] : std::vector<std::pair<const char*, const char*>>{
           {"LAMP-1", "LAMP"}, {"LAMP", "LAMP-?"}, {"", "?"}, {"abcabe", "*abd"}, {"LAMP", ""}}) {
    EXPECT_FALSE(fits_pattern(text, pattern)) << text << " " << pattern;
  }
}

TEST(Pattern, ManyStarsStayCheap) {
  const std::string text(2'000, 'a');
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(fits_pattern(text, pattern + "b"));
}

/// A lamp of 25.00 EUR with 4.90 carriage, bought by a German.
Order lamp() {
  Order order = order_of(Kind::kShop);
  order.marketplace_id = "A1PA6795UKMFR9";
  order.buyer.language = *LanguageTag::parse("de-AT");
  OrderLine line;
  line.sku = *Sku::parse("LAMP-1");
  line.asin = *Asin::parse("B0EXAMPLE1");
  line.gtin = "04000001123452";
  line.quantity = Decimal(1);
  line.unit_price_gross = *Decimal::parse("25.00");
  order.lines.push_back(line);
  order.order_shipping_gross = Money(490, Currency());
  return order;
}

struct ConditionCase {
  const char* name;
  std::function<void(Conditions&)> ask;
  bool holds;
};
void PrintTo(const ConditionCase& c, std::ostream* out) {
  *out << c.name;
}

class ConditionTest : public testing::TestWithParam<ConditionCase> {};

TEST_P(ConditionTest, HoldsOrNot) {
  const std::vector<std::string> brands{"Fjord"};
  const std::vector<std::string> classes{"lighting"};
  const CampaignFacts facts{true, DeliveryKind::kReported, brands, classes};
  Conditions when;
  GetParam().ask(when);
  EXPECT_EQ(matches(when, lamp(), facts), GetParam().holds);
}

using C = Conditions;
INSTANTIATE_TEST_SUITE_P(
    Table, ConditionTest,
    testing::Values(
        ConditionCase{"Nothing", [](C&) {}, true},
        ConditionCase{"Channel", [](C& c) { c.channels = {Channel::kShop}; }, true},
        ConditionCase{"OtherChannel", [](C& c) { c.channels = {Channel::kAmazon}; }, false},
        ConditionCase{"Fulfilment", [](C& c) { c.fulfilments = {Fulfilment::kFba}; }, false},
        ConditionCase{"Store", [](C& c) { c.marketplaces = {"A1PA6795UKMFR9"}; }, true},
        ConditionCase{"OtherStore", [](C& c) { c.marketplaces = {"APJ6JRA9NG5V4"}; }, false},
        ConditionCase{"Country",
                      [](C& c) {
                        c.countries = {*CountryCode::parse("FR"), *CountryCode::parse("DE")};
                      },
                      true},
        ConditionCase{"OtherCountry", [](C& c) { c.countries = {*CountryCode::parse("FR")}; },
                      false},
        ConditionCase{"Language", [](C& c) { c.languages = {"de"}; }, true},
        ConditionCase{"Region", [](C& c) { c.languages = {"de-AT"}; }, true},
        ConditionCase{"OtherRegion", [](C& c) { c.languages = {"de-CH"}; }, false},
        ConditionCase{"Sku",
                      [](C& c) {
                        c.skus = {"mug-*", "lamp-?"};
                      },
                      true},
        ConditionCase{"OtherSku", [](C& c) { c.skus = {"mug-*"}; }, false},
        ConditionCase{"Asin", [](C& c) { c.asins = {"B0*"}; }, true},
        ConditionCase{"Gtin", [](C& c) { c.gtins = {"04000001*"}; }, true},
        ConditionCase{"Brand", [](C& c) { c.brands = {"fjord"}; }, true},
        ConditionCase{"OtherBrand", [](C& c) { c.brands = {"fjell"}; }, false},
        ConditionCase{"Class", [](C& c) { c.classes = {"lighting"}; }, true},
        ConditionCase{"OtherClass", [](C& c) { c.classes = {"mugs"}; }, false},
        ConditionCase{"Repeat", [](C& c) { c.repeat_buyer = true; }, true},
        ConditionCase{"New", [](C& c) { c.repeat_buyer = false; }, false},
        ConditionCase{"From", [](C& c) { c.value_from = Money(2990, Currency()); }, true},
        ConditionCase{"FromMore", [](C& c) { c.value_from = Money(2991, Currency()); }, false},
        ConditionCase{"To", [](C& c) { c.value_to = Money(2990, Currency()); }, true},
        ConditionCase{"ToLess", [](C& c) { c.value_to = Money(2989, Currency()); }, false},
        ConditionCase{"OtherCurrency",
                      [](C& c) { c.value_from = Money(1, *Currency::parse("SEK")); }, false},
        ConditionCase{"Delivery",
                      [](C& c) {
                        c.deliveries = {DeliveryKind::kObserved, DeliveryKind::kReported};
                      },
                      true},
        ConditionCase{"OtherDelivery", [](C& c) { c.deliveries = {DeliveryKind::kObserved}; },
                      false},
        ConditionCase{"OneOfTwoFails",
                      [](C& c) {
                        c.skus = {"lamp-1"};
                        c.repeat_buyer = false;
                      },
                      false}),
    [](const auto& param) { return param.param.name; });

/// A campaign that asks after so many days of delivery.
Campaign review_after(const char* name, int priority, int wait_days) {
  Campaign campaign;
  campaign.name = name;
  campaign.priority = priority;
  campaign.messages[1] = CampaignMessage{};
  campaign.messages[1]->delay = days{wait_days};
  return campaign;
}

PlannedMessage review_of(const Order& order, const MessagePolicy& policy,
                         const OrderHistory& history = delivered()) {
  return plan(order, history, policy, kDelivered)[1];
}

TEST(Campaign, TheHighestPriorityCountsThenTheFirst) {
  MessagePolicy policy;
  policy.campaigns = {review_after("a", 1, 3), review_after("b", 5, 4), review_after("c", 5, 5)};
  const auto message = review_of(lamp(), policy);
  EXPECT_EQ(message.campaign, "b");
  EXPECT_EQ(say(message), "scheduled 2026-06-09T12:00:00Z asks");
}

TEST(Campaign, WhatItDoesNotSpeakAboutStaysTheDefault) {
  MessagePolicy policy;
  policy.campaigns = {review_after("a", 1, 3)};
  const auto messages = plan(lamp(), delivered(), policy, kShipped);
  EXPECT_EQ(messages[0].campaign, "");
  EXPECT_EQ(messages[1].campaign, "a");
  EXPECT_EQ(messages[2].campaign, "");
}

TEST(Campaign, BendsToTheWindowOfAmazon) {
  MessagePolicy policy;
  policy.campaigns = {review_after("early", 0, 1)};
  EXPECT_EQ(say(review_of(order_of(Kind::kFbm), policy)),
            "scheduled 2026-06-10T12:00:00Z asks P02:opens_on_day_5");
  policy.campaigns = {review_after("late", 0, 25)};
  EXPECT_EQ(say(review_of(order_of(Kind::kFbm), policy)), "scheduled 2026-06-30T12:00:00Z asks");
  policy.campaigns[0].messages[1]->delay = days{400};
  EXPECT_EQ(say(review_of(order_of(Kind::kFbm), policy)),
            "scheduled 2026-07-04T12:00:00Z asks P02:before_window_closes");
}

TEST(Campaign, SwitchedOffForSomeOrdersLeavesTheRequestToStage3) {
  MessagePolicy policy;
  policy.campaigns = {review_after("off", 0, 1)};
  policy.campaigns[0].messages[1]->enabled = false;
  const auto messages = plan(order_of(Kind::kFbm), delivered(), policy, kDelivered);
  EXPECT_EQ(say(messages[1]), "cancelled S:stage_off");
  EXPECT_TRUE(messages[2].asks_for_review);
}

TEST(Campaign, CountedFromShippingWaitsForTheDelivery) {
  MessagePolicy policy;
  policy.campaigns = {review_after("counted", 0, 3)};
  policy.campaigns[0].messages[1]->trigger = Trigger::kShipped;
  EXPECT_EQ(say(review_of(lamp(), policy, shipped())), "waiting W:not_delivered");
  EXPECT_EQ(say(review_of(lamp(), policy)),
            "scheduled 2026-06-06T12:00:00Z asks P02:opens_after_delivery");
  policy.campaigns[0].messages[1]->delay = days{8};
  EXPECT_EQ(say(review_of(lamp(), policy)), "scheduled 2026-06-10T08:00:00Z asks");
}

TEST(Campaign, ADelayThatTheWindowCutsSaysSo) {
  MessagePolicy policy;
  policy.campaigns = {review_after("late", 0, 13)};
  const std::string in_time = say(review_of(lamp(), policy));
  policy.campaigns = {review_after("late", 0, 20)};
  EXPECT_EQ(say(review_of(lamp(), policy)), in_time + " P02:before_window_closes");
}

TEST(Campaign, DocumentsNeverLeaveBeforeTheGoods) {
  MessagePolicy policy;
  Campaign campaign;
  campaign.name = "at-once";
  campaign.messages[0] = CampaignMessage{};
  campaign.messages[0]->trigger = Trigger::kConfirmed;
  campaign.messages[0]->delay = hours{1};
  policy.campaigns = {campaign};
  Order order = lamp();
  order.ordered_at = kShipped - days{2};
  EXPECT_EQ(say(plan(order, shipped(), policy, kShipped)[0]),
            "scheduled 2026-06-02T08:00:00Z P02:opens_with_shipping");
  policy.campaigns[0].messages[0]->delay = days{2} + hours{3};
  EXPECT_EQ(say(plan(order, shipped(), policy, kShipped)[0]), "scheduled 2026-06-02T11:00:00Z");
}

TEST(Campaign, WaitsForItsTimeOfDayAndWeekday) {
  MessagePolicy policy;
  policy.campaigns = {review_after("saturday", 0, 2)};  // due Sunday 14:00 in Berlin
  policy.campaigns[0].messages[1]->time_of_day = minutes{10 * 60 + 30};
  EXPECT_EQ(say(review_of(lamp(), policy)), "scheduled 2026-06-08T08:30:00Z asks C:sending_time");
  policy.campaigns[0].messages[1]->weekdays.set(5);
  EXPECT_EQ(say(review_of(lamp(), policy)), "scheduled 2026-06-13T08:30:00Z asks C:sending_time");
  policy.campaigns[0].messages[1]->quiet = QuietHours{9, 12};
  policy.campaigns[0].messages[1]->time_of_day.reset();
  EXPECT_EQ(say(review_of(lamp(), policy)), "scheduled 2026-06-12T22:00:00Z asks C:sending_time");
}

TEST(Campaign, ATimeOfDayThatPassedDoesNotCostADay) {
  MessagePolicy policy;
  policy.campaigns = {review_after("noon", 0, 2)};
  policy.campaigns[0].messages[1]->time_of_day = minutes{12 * 60};
  const auto stored = review_of(lamp(), policy);
  EXPECT_EQ(say(stored), "scheduled 2026-06-08T10:00:00Z asks C:sending_time");
  const Instant later = *stored.due_at + minutes{7};
  const auto now = reconsider(stored, lamp(), delivered(), policy, later);
  EXPECT_TRUE(is_due(now, later)) << say(now);
}

TEST(Campaign, StaysWithItsMessageWhenTheFileChanges) {
  MessagePolicy before;
  before.campaigns = {review_after("first", 0, 6)};
  const auto stored = review_of(lamp(), before);
  MessagePolicy after;
  after.campaigns = {review_after("second", 9, 3), review_after("first", 0, 6)};
  EXPECT_EQ(reconsider(stored, lamp(), delivered(), after, kDelivered), stored);
  after.campaigns.pop_back();  // the default takes over, never earlier
  const auto now = reconsider(stored, lamp(), delivered(), after, kDelivered);
  EXPECT_EQ(now.campaign, "first");
  EXPECT_EQ(now.due_at, stored.due_at);
}

TEST(Campaign, AMessageThatWaitsForAFactIsChosenAnew) {
  MessagePolicy policy;
  policy.campaigns = {review_after("observed", 1, 4), review_after("any", 0, 7)};
  policy.campaigns[0].when.deliveries = {DeliveryKind::kObserved};
  const auto waiting = review_of(lamp(), policy, shipped());
  EXPECT_EQ(waiting.campaign, "any");
  EXPECT_EQ(reconsider(waiting, lamp(), delivered(), policy, kDelivered).campaign, "observed");
}

TEST(Campaign, AChangedFileNeverBringsASecondRequest) {
  MessagePolicy before;
  before.campaigns = {review_after("off", 0, 1)};
  before.campaigns[0].messages[1]->enabled = false;
  const auto stored = plan(order_of(Kind::kFbm), delivered(), before, kDelivered);
  ASSERT_TRUE(stored[2].asks_for_review);
  PlannedMessage sent = stored[2];
  sent.state = MessageState::kSent;
  const auto review = reconsider(stored[1], order_of(Kind::kFbm), delivered(), {}, kDelivered);
  EXPECT_EQ(review.state, MessageState::kCancelled);
}

}  // namespace
}  // namespace enclosure::messaging
