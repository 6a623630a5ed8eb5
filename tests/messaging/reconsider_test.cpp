#include <gmock/gmock.h>

#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

PlannedMessage planned(Kind kind, std::size_t index, const OrderHistory& history,
                       const MessagePolicy& policy = {}, Instant now = kShipped) {
  return plan(order_of(kind), history, policy, now)[index];
}

TEST(Reconsider, AWaitingMessageBecomesDueWithTheEvent) {
  const auto stored = planned(Kind::kShop, 0, with_invoice());
  const auto now = reconsider(stored, order_of(Kind::kShop), shipped(), {}, kShipped);
  EXPECT_TRUE(is_due(now, kShipped));
}

TEST(Reconsider, WhatLostItsReasonIsCancelled) {
  const auto stored = planned(Kind::kShop, 1, delivered());
  OrderHistory refunded = delivered();
  refunded.refunded = true;
  EXPECT_EQ(say(reconsider(stored, order_of(Kind::kShop), refunded, {}, kDelivered + 2 * kDay)),
            "cancelled S:refunded");
}

TEST(Reconsider, NeverTouchesWhatIsUnderWayOrDone) {
  OrderHistory refunded = delivered();
  refunded.refunded = true;
  for (const auto state : {MessageState::kSending, MessageState::kSent, MessageState::kFailed}) {
    auto stored = planned(Kind::kShop, 1, delivered());
    stored.state = state;
    EXPECT_EQ(reconsider(stored, order_of(Kind::kShop), refunded, {}, kDelivered + 60 * kDay),
              stored);
  }
}

TEST(Reconsider, ARetryKeepsItsStateAndItsLaterTime) {
  auto stored = planned(Kind::kShop, 1, delivered());
  stored.state = MessageState::kRetryable;
  stored.due_at = kDelivered + 3 * kDay;
  const auto now = reconsider(stored, order_of(Kind::kShop), delivered(), {}, *stored.due_at);
  EXPECT_EQ(now.state, MessageState::kRetryable);
  EXPECT_EQ(now.due_at, stored.due_at);
  EXPECT_TRUE(is_due(now, *stored.due_at));
}

TEST(Reconsider, AMovedMessageClosesWithItsWindow) {
  auto stored = planned(Kind::kFbm, 0, delivered());
  stored.due_at = kDelivered + kDay;
  stored.reason = "P04:one_mail_per_day";
  EXPECT_EQ(say(reconsider(stored, order_of(Kind::kFbm), delivered(), {}, kShipped)),
            "cancelled P02:window_closed");
  stored.due_at = kDelivered - kDay;
  EXPECT_EQ(say(reconsider(stored, order_of(Kind::kFbm), delivered(), {}, kShipped)),
            "scheduled 2026-06-04T12:00:00Z P04:one_mail_per_day");
}

TEST(Reconsider, ACorrectedDeliveryMovesTheMessage) {
  const auto stored = planned(Kind::kFbm, 1, delivered());
  OrderHistory corrected = delivered();
  corrected.delivered_at = kDelivered + 2 * kDay;
  EXPECT_EQ(reconsider(stored, order_of(Kind::kFbm), corrected, {}, kShipped).due_at,
            *stored.due_at + 2 * kDay);
}

TEST(Reconsider, WhatWasCancelledStaysSo) {
  OrderHistory opted_out = delivered();
  opted_out.opted_out = true;
  const auto stored = planned(Kind::kShop, 1, opted_out);
  EXPECT_EQ(reconsider(stored, order_of(Kind::kShop), delivered(), {}, kDelivered), stored);
}

TEST(Reconsider, ButAnAddressOrAnInvoiceMayCome) {
  const Order order = order_of(Kind::kFbm);
  const auto no_address = plan(without_address(order), shipped(), {}, kShipped)[0];
  EXPECT_EQ(say(reconsider(no_address, order, shipped(), {}, kShipped)),
            "scheduled 2026-06-02T08:00:00Z");
  OrderHistory no_invoice = shipped();
  no_invoice.has_invoice = false;
  EXPECT_EQ(say(reconsider(planned(Kind::kFbm, 0, no_invoice), order, shipped(), {}, kShipped)),
            "scheduled 2026-06-02T08:00:00Z");
}

/// Whatever the seller changes between the messages, the second request never comes.
TEST(Reconsider, AChangeOfPolicyNeverAsksTwice) {
  MessagePolicy in_stage_2;
  MessagePolicy in_stage_3;
  in_stage_3.amazon_review_stage = Stage::kCheckUp;
  MessagePolicy without_2;
  without_2.review_enabled = false;
  MessagePolicy again;
  again.shop_asks_again = true;
  const Instant late = kDelivered + 22 * kDay;
  for (const Kind kind : {Kind::kFba, Kind::kFbm, Kind::kShop}) {
    const auto check_up = planned(kind, 2, delivered(), in_stage_2);
    for (const auto& policy : {in_stage_3, without_2, again}) {
      const auto now = reconsider(check_up, order_of(kind), delivered(), policy, late);
      EXPECT_FALSE(now.asks_for_review) << say(now);
    }
  }
}

MessagePolicy asking_in(Stage stage) {
  MessagePolicy policy;
  policy.amazon_review_stage = stage;
  return policy;
}

/// Both stages of one order as they were planned, looked at again under another policy.
std::vector<std::string> after_change(const MessagePolicy& before, const MessagePolicy& after) {
  const Order order = order_of(Kind::kFbm);
  std::vector<std::string> told;
  for (const PlannedMessage& one : plan(order, shipped(), before, kShipped)) {
    if (one.stage == Stage::kDocuments) continue;
    const auto again = reconsider(one, order, delivered(), after, kDelivered + kDay);
    told.push_back(again.state == MessageState::kCancelled ? again.reason
                   : again.asks_for_review                 ? "asks"
                                                           : "helps");
  }
  return told;
}

/// The seller moves the request while it is under way: it stays where it is, and goes once.
TEST(Reconsider, ARequestOnAmazonStaysInItsStage) {
  using testing::ElementsAre;
  const auto in_2 = asking_in(Stage::kReview);
  const auto in_3 = asking_in(Stage::kCheckUp);
  EXPECT_THAT(after_change(in_2, in_3), ElementsAre("asks", "R16:review_asked_in_stage_2"));
  EXPECT_THAT(after_change(in_3, in_2), ElementsAre("R16:review_asked_in_stage_3", "asks"));
  MessagePolicy without_2;
  without_2.review_enabled = false;
  EXPECT_THAT(after_change(without_2, in_2), ElementsAre("S:stage_off", "asks"));
  EXPECT_THAT(after_change(in_2, without_2),
              ElementsAre("S:stage_off", "R16:review_asked_in_stage_2"));
}

TEST(Reconsider, ARequestThatWaitedForAnAddressStaysInItsStage) {
  const Order order = order_of(Kind::kFbm);
  const auto without = plan(without_address(order), delivered(), {}, kShipped);
  const auto again =
      reconsider(without[1], order, delivered(), asking_in(Stage::kCheckUp), kDelivered + kDay);
  EXPECT_TRUE(again.asks_for_review) << say(again);
}

/// Stage 2 may have asked before the address went; so stage 3 comes back as it was planned.
TEST(Reconsider, WhatComesBackInTheShopDoesNotBeginToAsk) {
  const Order order = order_of(Kind::kShop);
  const auto without = plan(without_address(order), delivered(), {}, kShipped);
  MessagePolicy without_2;
  without_2.review_enabled = false;
  const auto again = reconsider(without[2], order, delivered(), without_2, kDelivered + 15 * kDay);
  EXPECT_EQ(again.state, MessageState::kScheduled) << say(again);
  EXPECT_FALSE(again.asks_for_review) << say(again);
  EXPECT_EQ(again.permitted_reason, "check_up");
}

}  // namespace
}  // namespace enclosure::messaging
