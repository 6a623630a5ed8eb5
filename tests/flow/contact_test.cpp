// What buyers do, through import, plan and dispatch: the messages that stay behind, and the story.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/buyer_events.h"
#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/pause.h"
#include "app/flow/story.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/collecting.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using std::chrono::days;
using std::chrono::hours;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");
const Instant kDelivered = kStart + days{2};

std::string event_json(const std::string& id, const std::string& type, const std::string& more,
                       Instant at = kDelivered) {
  return R"({"id": ")" + id + R"(", "type": ")" + type + R"(", "at": ")" + to_string(at) + "\", " +
         more + "}";
}

class Contact : public ShopWorld {
 protected:
  Contact() {
    outbox_.idempotent = false;
    take(order_of({.email = "Erika@buyer.example"}));
  }

  Faults take(const std::string& json, Instant now = kStart) {
    const auto report = import_file("in", json, std::nullopt, shop_, store_, now);
    return report ? Faults{} : report.faults();
  }

  /// Without `since` everything that is open is looked at, as after a start.
  void pass(Instant now, std::optional<Instant> since = std::nullopt) {
    ScheduleReport report;
    run_pass(shop_, store_, outbox_, {}, since, now, report);
  }

  std::vector<std::string> notices_of(const std::string& json, Instant now = kStart) {
    const auto report = import_file("in", json, std::nullopt, shop_, store_, now);
    return report ? report->notices : std::vector<std::string>{};
  }

  Story story(const char* order = "D-1", Instant now = kDelivered + days{40}) {
    return store_
        .read<std::optional<Story>>(
            [&](StoreTransaction& tx) { return story_of(*OrderId::parse(order), shop_, tx, now); })
        .value();
  }

  Collecting outbox_;
};

TEST_F(Contact, ABounceStopsTheLaterStagesAndIsALineInTheLog) {
  pass(kStart);
  const Instant bounced = kStart + hours{1};
  ASSERT_TRUE(
      take(event_json("b1", "bounced", R"("order": "D-1", "class": "soft")", bounced), bounced)
          .empty());
  ASSERT_TRUE(take(event_json("d1", "delivered", R"("order": "D-1")")).empty());
  pass(kDelivered + days{4});
  EXPECT_THAT(outbox_.sent, ElementsAre("D-1-1"));
  EXPECT_EQ(message(2).plan.reason, "S:bounced");
  std::vector<std::string> what;
  for (const StoryLine& line : story().lines)
    what.push_back(line.what + (line.stage ? std::to_string(static_cast<int>(*line.stage)) : ""));
  EXPECT_THAT(what, ElementsAre("shipped", "planned1", "planned2", "planned3", "sending1", "sent1",
                                "bounced1", "delivered", "suppressed2", "suppressed3"));
}

TEST_F(Contact, AnEventOfTomorrowIsNamedAndCountsFromThenOn) {
  const Instant ahead = kDelivered + days{1};
  pass(kStart);
  take(event_json("d1", "delivered", R"("order": "D-1")"));
  const std::string refund = event_json("r1", "refunded", R"("order": "D-1")", ahead);
  EXPECT_THAT(notices_of(refund),
              ElementsAre(testing::AllOf(HasSubstr("r1"), HasSubstr("D-1"),
                                         HasSubstr(to_string(ahead)), HasSubstr("in the future"))));
  EXPECT_THAT(notices_of(refund, ahead), ElementsAre());  // it has come
  const Story before = story("D-1", kDelivered);
  ASSERT_EQ(before.ahead.size(), 1U);
  EXPECT_EQ(before.ahead[0].what, "refunded");
  EXPECT_THAT(before.lines,
              testing::Each(testing::Field(&StoryLine::what, testing::Ne("refunded"))));
  pass(ahead, kDelivered);
  EXPECT_EQ(message(2).plan.reason, "S:refunded");
  EXPECT_TRUE(story("D-1", ahead).ahead.empty());
}

TEST_F(Contact, AnOptOutOfTomorrowReachesTheOtherOrdersOfTheAddress) {
  ASSERT_TRUE(take(order_of({.id = "D-2"})).empty());
  pass(kStart);
  const Instant ahead = kStart + days{1};
  EXPECT_EQ(notices_of(event_json("o1", "opted_out",
                                  R"("order": "D-1", "address": "erika@buyer.example")", ahead))
                .size(),
            1U);
  pass(kStart + hours{1}, kStart);
  EXPECT_EQ(message(2, "D-2").plan.reason, "W:not_delivered");
  pass(ahead + hours{1}, kStart + hours{1});
  EXPECT_EQ(message(2, "D-2").plan.reason, "S:opted_out");
}

std::string without_address(const std::string& id) {
  std::string json = order_of({.id = id, .email = "x@buyer.example"});
  const std::string member = R"(, "email": "x@buyer.example")";
  return json.erase(json.find(member), member.size());
}

TEST_F(Contact, AnAddressThatComesLaterBringsTheMessagesBackOnce) {
  ASSERT_TRUE(take(without_address("D-5")).empty());
  pass(kStart);
  EXPECT_EQ(message(1, "D-5").plan.reason, "S:no_address");
  outbox_.sent.clear();
  pass(kStart + hours{1}, kStart);
  EXPECT_EQ(message(1, "D-5").plan.reason, "S:no_address");
  ASSERT_TRUE(take(order_of({.id = "D-5", .email = "x@buyer.example"}), kStart + hours{2}).empty());
  pass(kStart + hours{2}, kStart + hours{1});
  pass(kStart + hours{3}, kStart + hours{2});
  pass(kStart + hours{4});
  EXPECT_THAT(outbox_.sent, ElementsAre("D-5-1"));
  EXPECT_EQ(message(2, "D-5").plan.reason, "W:not_delivered");
  EXPECT_TRUE(message(2, "D-5").plan.asks_for_review);
  std::vector<std::string> what;
  for (const StoryLine& line : story("D-5").lines) {
    if (line.stage == messaging::Stage::kDocuments) what.push_back(line.what);
  }
  EXPECT_THAT(what, ElementsAre("suppressed", "revived", "sending", "sent"));
}

TEST_F(Contact, AnAddressThatComesTooLateBringsNothing) {
  ASSERT_TRUE(take(without_address("D-5")).empty());
  pass(kStart);
  outbox_.sent.clear();
  const Instant late = kStart + days{30};
  ASSERT_TRUE(take(order_of({.id = "D-5", .email = "x@buyer.example"}), late).empty());
  pass(late, kStart);
  EXPECT_EQ(message(1, "D-5").plan.reason, "P02:window_closed");
  pass(late + hours{1});
  EXPECT_THAT(outbox_.sent, ElementsAre());
}

TEST_F(Contact, AMendedAddressGetsTheInvoice) {
  take(event_json("b1", "bounced", R"("address": "erika@buyer.example", "class": "hard")", kStart));
  pass(kStart);
  EXPECT_EQ(message(1).plan.reason, "S:bounced");
  ASSERT_TRUE(take(order_of({.email = "right@buyer.example"}), kStart + hours{1}).empty());
  pass(kStart + hours{1}, kStart);
  EXPECT_THAT(outbox_.sent, ElementsAre("D-1-1"));
  EXPECT_EQ(message(2).plan.reason, "S:bounced");  // what is asked stays so
}

TEST_F(Contact, ADeadAddressGetsNothingMoreWhateverTheOrder) {
  pass(kStart);
  ASSERT_TRUE(
      take(event_json("b1", "bounced", R"("order": "D-1", "class": "hard")", kStart)).empty());
  ASSERT_TRUE(take(order_of({.id = "D-2", .email = "erika@BUYER.example"})).empty());
  ASSERT_TRUE(take(order_of({.id = "D-3", .email = "other@buyer.example"})).empty());
  pass(kStart + hours{1});
  EXPECT_EQ(message(1, "D-2").plan.reason, "S:bounced");
  EXPECT_EQ(message(1, "D-3").plan.state, MessageState::kSent);
}

TEST_F(Contact, AnOptOutHoldsForEveryOrderOfTheAddress) {
  ASSERT_TRUE(take(order_of({.id = "D-2"})).empty());
  ASSERT_TRUE(take(event_json("o1", "opted_out", R"("order": "D-1")", kStart)).empty());
  pass(kStart + hours{1});
  EXPECT_EQ(message(2, "D-2").plan.reason, "S:opted_out");
  EXPECT_NE(message(1, "D-2").plan.state, MessageState::kCancelled);  // the invoice is owed
  ASSERT_TRUE(
      take(event_json("o2", "opted_out", R"("address": "x@buyer.example")", kStart)).empty());
  ASSERT_TRUE(take(order_of({.id = "D-4", .email = "x@buyer.example"})).empty());
  pass(kStart + hours{2});
  EXPECT_EQ(message(2, "D-4").plan.reason, "S:opted_out");
}

TEST_F(Contact, AnOpenCaseHoldsTheRequestUntilItIsClosed) {
  pass(kStart);
  take(event_json("d1", "delivered", R"("order": "D-1")"));
  take(event_json("c1", "case_opened", R"("order": "D-1")"));
  pass(kDelivered + days{3});
  EXPECT_EQ(message(2).plan.reason, "W:open_case");
  take(event_json("c2", "case_closed", R"("order": "D-1")", kDelivered + days{4}));
  pass(kDelivered + days{4});
  EXPECT_EQ(message(2).plan.state, MessageState::kSent);
}

TEST_F(Contact, ABlockedOrderIsLeftAlone) {
  store_.write([](StoreTransaction& tx) {
    auto block = *messaging::parse_block("D-1");
    block.because = "asked by phone";
    tx.put_block(block);
  });
  pass(kStart);
  EXPECT_TRUE(outbox_.sent.empty());
  EXPECT_EQ(message(1).plan.reason, "S:blocked");
  EXPECT_EQ(story().blocks.at(0).because, "asked by phone");
}

TEST_F(Contact, APausedChannelWaitsAndTheOthersGoOn) {
  store_.write([](StoreTransaction& tx) { pause(tx, Channel::kShop, kStart, "stocktaking"); });
  pass(kStart);
  EXPECT_TRUE(outbox_.sent.empty());
  EXPECT_EQ(story().pause.value().because, "stocktaking");
  store_.write([](StoreTransaction& tx) {
    pause(tx, Channel::kAmazon, kStart, "");
    resume(tx, Channel::kShop);
  });
  pass(kStart + hours{1});
  EXPECT_EQ(outbox_.sent.size(), 1U);
  store_.write([](StoreTransaction& tx) {
    resume(tx, std::nullopt);
    EXPECT_FALSE(is_paused(tx, Channel::kAmazon));
  });
}

/// A waiting message has no time at which it is looked at again: the event of the pause must not be
/// passed over.
TEST_F(Contact, WhatHappensInAPauseIsLookedAtAfterIt) {
  for (const auto channel : {std::optional<Channel>(), std::optional(Channel::kShop)}) {
    const std::string id = channel ? "D-7" : "D-6";
    ASSERT_TRUE(take(order_of({.id = id, .email = id + "@buyer.example"})).empty());
    pass(kStart, kStart - hours{1});
    store_.write([&](StoreTransaction& tx) { pause(tx, channel, kStart, ""); });
    take(event_json("d" + id, "delivered", R"("order": ")" + id + "\""), kDelivered);
    pass(kDelivered, kStart);
    EXPECT_EQ(message(2, id.c_str()).plan.reason, "W:not_delivered");
    store_.write([&](StoreTransaction& tx) { resume(tx, channel); });
    pass(kDelivered + hours{1}, kDelivered);
    EXPECT_TRUE(message(2, id.c_str()).plan.due_at) << message(2, id.c_str()).plan.reason;
  }
}

TEST_F(Contact, AnUnknownSenderPausesTheChannel) {
  pass(kStart);
  take(event_json("b1", "bounced", R"("order": "D-1", "class": "not_registered")"));
  store_.write([](StoreTransaction& tx) {
    EXPECT_TRUE(is_paused(tx, Channel::kShop));
    EXPECT_FALSE(is_paused(tx, Channel::kAmazon));
    EXPECT_THAT(pause_of(tx, Channel::kShop)->because, HasSubstr("mail.from"));
  });
}

TEST_F(Contact, AnEventCountsOnceAndItsIdStandsForOneThing) {
  const std::string bounce = event_json("b1", "bounced", R"("order": "D-1", "class": "soft")");
  EXPECT_TRUE(take(bounce).empty());
  EXPECT_TRUE(take(bounce).empty());
  const auto other = take(event_json("b1", "bounced", R"("order": "D-1", "class": "hard")"));
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].code, "EVENT-004");
  EXPECT_EQ(take(event_json("b1", "shipped", R"("order": "D-1")")).at(0).code, "EVENT-004");
  EXPECT_EQ(take(event_json("b2", "case_opened", R"("order": "D-9")")).at(0).code, "EVENT-002");
}

TEST_F(Contact, TwoOrdersOfOneBuyerGetTheirMailsOnTwoDaysOfTheBuyer) {
  ASSERT_TRUE(take(order_of({.id = "D-2"})).empty());
  pass(kStart);
  EXPECT_EQ(outbox_.sent.size(), 1U);
  EXPECT_EQ(message(1, "D-2").plan.reason, "P04:one_mail_per_day");
  EXPECT_EQ(message(1, "D-2").plan.due_at, *parse_instant("2026-09-02T06:00:00Z"));
  pass(*message(1, "D-2").plan.due_at);
  EXPECT_EQ(outbox_.sent.size(), 2U);
}

TEST_F(Contact, TheStoryTellsHowTheDeliveryIsKnown) {
  pass(kStart);
  EXPECT_EQ(story().delivery, messaging::DeliveryKind::kUnknown);
  take(event_json("d1", "delivered", R"("order": "D-1")"));
  EXPECT_EQ(story().delivery, messaging::DeliveryKind::kObserved);
  std::string reported = order_of({.id = "D-2", .email = "other@buyer.example"});
  reported.insert(reported.find(R"("shipped_at")"), R"("delivered_at": "2026-09-02T07:00:00Z", )");
  ASSERT_TRUE(take(reported).empty());
  EXPECT_EQ(story("D-2").delivery, messaging::DeliveryKind::kReported);
}

TEST_F(Contact, AnEstimateOpensARequestOnlyWhenTheSellerSaysSo) {
  shop_.config.messages.transit = {{std::nullopt, *CountryCode::parse("DE"), 1, 2,
                                    *parse_date("2026-01-01"), std::nullopt, "carrier's list"}};
  pass(kStart);
  EXPECT_EQ(story().delivery, messaging::DeliveryKind::kEstimated);
  pass(kStart + days{9});
  EXPECT_EQ(outbox_.sent.size(), 1U);
  shop_.config.messages.accept_estimated = true;
  pass(kStart + days{9} + hours{1});
  EXPECT_EQ(outbox_.sent.size(), 2U);
}

}  // namespace
}  // namespace enclosure::app
