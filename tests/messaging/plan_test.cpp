#include "messaging/plan.h"

#include <gmock/gmock.h>

#include <functional>

#include "messaging/reasons.h"
#include "tests/messaging/plan_world.h"
#include "tests/support/process.h"

namespace enclosure::messaging {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> plan_of(const Order& order, const OrderHistory& history, Instant now,
                                 const MessagePolicy& policy = {}) {
  std::vector<std::string> said;
  for (const auto& message : plan(order, history, policy, now)) said.push_back(say(message));
  return said;
}

TEST(Plan, NothingIsDueBeforeShipping) {
  EXPECT_THAT(
      plan_of(order_of(Kind::kShop), with_invoice(), kShipped),
      ElementsAre("waiting W:not_shipped", "waiting W:not_delivered", "waiting W:not_delivered"));
}

TEST(Plan, ShopGetsAllThree) {
  EXPECT_THAT(plan_of(order_of(Kind::kShop), shipped(), kShipped),
              ElementsAre("scheduled 2026-06-02T08:00:00Z", "waiting W:not_delivered",
                          "waiting W:not_delivered"));
  EXPECT_THAT(plan_of(order_of(Kind::kShop), delivered(), kShipped),
              ElementsAre("scheduled 2026-06-02T08:00:00Z",
                          "scheduled 2026-06-07T06:00:00Z asks P05:quiet_hours",
                          "scheduled 2026-06-26T12:00:00Z"));
}

TEST(Plan, AmazonAsksOnceNotBeforeDay5) {
  EXPECT_THAT(plan_of(order_of(Kind::kFbm), delivered(), kShipped),
              ElementsAre("scheduled 2026-06-02T08:00:00Z",
                          "scheduled 2026-06-10T12:00:00Z asks P02:opens_on_day_5",
                          "cancelled R16:review_asked_in_stage_2"));
}

TEST(Plan, AmazonMayAskInStage3Instead) {
  MessagePolicy policy;
  policy.amazon_review_stage = Stage::kCheckUp;
  EXPECT_THAT(plan_of(order_of(Kind::kFba), delivered(), kShipped, policy),
              ElementsAre("scheduled 2026-06-02T08:00:00Z", "cancelled R16:review_asked_in_stage_3",
                          "scheduled 2026-06-26T12:00:00Z asks"));
}

TEST(Plan, FbaWithoutAddressGetsNothing) {
  EXPECT_THAT(plan_of(without_address(order_of(Kind::kFba)), delivered(), kShipped),
              ElementsAre("cancelled S:no_address", "cancelled S:no_address",
                          "cancelled R16:review_asked_in_stage_2"));
}

TEST(Plan, GivesEachMessageItsPermittedReason) {
  const auto amazon = plan(order_of(Kind::kFbm), delivered(), {}, kShipped);
  EXPECT_EQ(amazon[0].permitted_reason, "invoice");
  EXPECT_EQ(amazon[1].permitted_reason, "review_request");
  const auto shop = plan(order_of(Kind::kShop), delivered(), {}, kShipped);
  EXPECT_EQ(shop[1].permitted_reason, "review_request");
  EXPECT_EQ(shop[2].permitted_reason, "check_up");
}

TEST(Plan, SwitchedOffStagesLeaveTheRequestToTheOther) {
  MessagePolicy no_review;
  no_review.review_enabled = false;
  EXPECT_THAT(plan_of(order_of(Kind::kFbm), delivered(), kShipped, no_review),
              ElementsAre("scheduled 2026-06-02T08:00:00Z", "cancelled S:stage_off",
                          "scheduled 2026-06-26T12:00:00Z asks"));
  EXPECT_THAT(plan_of(order_of(Kind::kShop), delivered(), kShipped, no_review)[2],
              "scheduled 2026-06-26T12:00:00Z asks");
  MessagePolicy no_check_up;
  no_check_up.check_up_enabled = false;
  no_check_up.amazon_review_stage = Stage::kCheckUp;
  EXPECT_THAT(plan_of(order_of(Kind::kFbm), delivered(), kShipped, no_check_up)[1],
              "scheduled 2026-06-10T12:00:00Z asks P02:opens_on_day_5");
}

TEST(Plan, TheShopMayAskAgain) {
  MessagePolicy policy;
  policy.shop_asks_again = true;
  EXPECT_EQ(plan_of(order_of(Kind::kShop), delivered(), kShipped, policy)[2],
            "scheduled 2026-06-26T12:00:00Z asks");
  EXPECT_EQ(plan_of(order_of(Kind::kFbm), delivered(), kShipped, policy)[2],
            "cancelled R16:review_asked_in_stage_2");
}

struct SuppressionCase {
  const char* name;
  std::function<void(Order&, OrderHistory&, MessagePolicy&)> change;
  const char* documents;  // reasons of the three messages of a shop order
  const char* review;
  const char* check_up;
};
void PrintTo(const SuppressionCase& c, std::ostream* out) {
  *out << c.name;
}

class Suppression : public testing::TestWithParam<SuppressionCase> {};

TEST_P(Suppression, LeavesAReason) {
  Order order = order_of(Kind::kShop);
  OrderHistory history = delivered();
  MessagePolicy policy;
  policy.quiet_from_hour = policy.quiet_until_hour = 0;
  GetParam().change(order, history, policy);
  const auto messages = plan(order, history, policy, kShipped);
  EXPECT_EQ(messages[0].reason, GetParam().documents);
  EXPECT_EQ(messages[1].reason, GetParam().review);
  EXPECT_EQ(messages[2].reason, GetParam().check_up);
  for (const auto& message : messages) {
    EXPECT_EQ(message.state == MessageState::kCancelled, !message.reason.empty());
    EXPECT_FALSE(message.state == MessageState::kCancelled && message.asks_for_review);
  }
}

using O = Order;
using H = OrderHistory;
using P = MessagePolicy;
const SuppressionCase kSuppressions[] = {
    {"Nothing", [](O&, H&, P&) {}, "", "", ""},
    {"CancelledByEvent", [](O&, H& h, P&) { h.cancelled = true; }, "S:cancelled", "S:cancelled",
     "S:cancelled"},
    {"CancelledInOrder", [](O& o, H&, P&) { o.state = OrderState::kCancelled; }, "S:cancelled",
     "S:cancelled", "S:cancelled"},
    {"Refunded", [](O&, H& h, P&) { h.refunded = true; }, "", "S:refunded", "S:refunded"},
    {"Returned", [](O&, H& h, P&) { h.returned = true; }, "", "S:returned", "S:returned"},
    {"OptedOut", [](O&, H& h, P&) { h.opted_out = true; }, "", "S:opted_out", "S:opted_out"},
    {"DoNotAsk", [](O&, H& h, P&) { h.do_not_ask = true; }, "", "S:do_not_ask", "S:do_not_ask"},
    {"NoAddress", [](O& o, H&, P&) { o.buyer.email = {}; }, "S:no_address", "S:no_address",
     "S:no_address"},
    {"NoInvoice", [](O&, H& h, P&) { h.has_invoice = false; }, "R22:no_invoice", "", ""},
    {"CreditNote", [](O& o, H&, P&) { o.credits = CreditedInvoice{"R-1"}; }, "S:credit_note",
     "S:credit_note", "S:credit_note"},
    {"MarketplaceInvoiceIsNoMatterInTheShop",
     [](O& o, H&, P&) { o.marketplace_issues_invoice = true; }, "", "", ""},
    {"Late", [](O&, H& h, P&) { h.promised_by = kDelivered - std::chrono::seconds{1}; }, "",
     "S:delivered_late", "S:delivered_late"},
    {"OnTheLastMoment", [](O&, H& h, P&) { h.promised_by = kDelivered; }, "", "", ""},
    {"LateButAsked",
     [](O&, H& h, P& p) {
       h.promised_by = kShipped;
       p.ask_when_late = true;
     },
     "", "", ""},
    {"AllOff",
     [](O&, H&, P& p) { p.documents_enabled = p.review_enabled = p.check_up_enabled = false; },
     "S:stage_off", "S:stage_off", "S:stage_off"},
};
INSTANTIATE_TEST_SUITE_P(Table, Suppression, testing::ValuesIn(kSuppressions),
                         [](const auto& param) { return param.param.name; });

TEST(Plan, WhereTheMarketplaceIssuesTheInvoiceStage1HasNoReason) {
  Order order = order_of(Kind::kFbm);
  order.marketplace_issues_invoice = true;
  EXPECT_EQ(plan_of(order, shipped(), kShipped)[0], "cancelled R22:marketplace_issues_invoice");
}

/// Policy section 4: "latest: delivery date".
TEST(Plan, DocumentsCloseWithTheDayOfDelivery) {
  const Instant end_of_day = at("2026-06-05T21:59:59Z");  // in Berlin
  const auto messages = plan(order_of(Kind::kFbm), delivered(), {}, kShipped);
  EXPECT_EQ(messages[0].closes_at, end_of_day);
  MessagePolicy awake;
  awake.quiet_from_hour = awake.quiet_until_hour = 0;
  EXPECT_EQ(plan_of(order_of(Kind::kFbm), delivered(), end_of_day, awake)[0],
            "scheduled 2026-06-02T08:00:00Z");
  EXPECT_EQ(
      plan_of(order_of(Kind::kFbm), delivered(), end_of_day + std::chrono::seconds{1}, awake)[0],
      "cancelled P02:window_closed");
  OrderHistory only_delivered = delivered();
  only_delivered.shipped_at.reset();
  EXPECT_EQ(plan_of(order_of(Kind::kFbm), only_delivered, kShipped)[0],
            "cancelled P02:window_closed");
}

TEST(Plan, DocumentsCloseByTheEstimateWhileDeliveryIsUnknown) {
  Order order = order_of(Kind::kFbm);
  EXPECT_EQ(plan(order, shipped(), {}, kShipped)[0].closes_at, kShipped + 7 * kDay);
  OrderHistory promised = shipped();
  promised.promised_by = kShipped + 3 * kDay;
  EXPECT_EQ(plan(order, promised, {}, kShipped)[0].closes_at, kShipped + 5 * kDay);
  order.shipments.emplace_back();
  order.shipments.back().estimated_delivery = kShipped + 4 * kDay;
  order.shipments.emplace_back();
  EXPECT_EQ(plan(order, promised, {}, kShipped)[0].closes_at, kShipped + 6 * kDay);
}

TEST(Plan, ADelayBeyondTheWindowCancels) {
  MessagePolicy policy;
  policy.documents_delay = 4 * kDay;
  EXPECT_EQ(plan_of(order_of(Kind::kShop), delivered(), kShipped, policy)[0],
            "cancelled P02:window_closed");
}

TEST(Plan, DelaysCountAsTheNearestBound) {
  MessagePolicy policy;
  policy.review_delay = 100 * kDay;
  policy.check_up_delay = 100 * kDay;
  auto messages = plan(order_of(Kind::kShop), delivered(), policy, kShipped);
  EXPECT_EQ(messages[1].due_at, kDelivered + 13 * kDay);
  EXPECT_EQ(messages[2].due_at, kDelivered + 28 * kDay);
  policy.documents_delay = policy.review_delay = policy.check_up_delay = -100 * kDay;
  messages = plan(order_of(Kind::kShop), delivered(), policy, kShipped);
  EXPECT_EQ(messages[0].due_at, kShipped);
  EXPECT_EQ(messages[1].due_at, kDelivered);
  EXPECT_EQ(messages[2].due_at, kDelivered + 14 * kDay);
}

struct CloseCase {
  const char* name;
  Kind kind;
  std::size_t index;                 // of the message
  std::chrono::seconds last_moment;  // after delivery
};
void PrintTo(const CloseCase& c, std::ostream* out) {
  *out << c.name;
}

class WindowEnd : public testing::TestWithParam<CloseCase> {};

TEST_P(WindowEnd, IsTheLastMoment) {
  MessagePolicy policy;
  policy.quiet_from_hour = policy.quiet_until_hour = 0;
  if (GetParam().index == 2) policy.amazon_review_stage = Stage::kCheckUp;
  const Order order = order_of(GetParam().kind);
  const Instant last = kDelivered + GetParam().last_moment;
  EXPECT_TRUE(is_due(plan(order, delivered(), policy, last)[GetParam().index], last));
  const auto late = plan(order, delivered(), policy, last + std::chrono::seconds{1});
  EXPECT_EQ(say(late[GetParam().index]), "cancelled P02:window_closed");
}

INSTANTIATE_TEST_SUITE_P(Table, WindowEnd,
                         testing::Values(CloseCase{"AmazonReview", Kind::kFbm, 1, 30 * kDay},
                                         CloseCase{"AmazonCheckUp", Kind::kFba, 2, 30 * kDay},
                                         CloseCase{"ShopReview", Kind::kShop, 1, 14 * kDay},
                                         CloseCase{"ShopCheckUp", Kind::kShop, 2,
                                                   29 * kDay - std::chrono::seconds{1}}),
                         [](const auto& param) { return param.param.name; });

TEST(Plan, WhatIsOverdueWaitsForTheMorning) {
  const Instant evening = at("2026-06-03T20:00:00Z");  // ten in the evening in Berlin
  EXPECT_EQ(plan_of(order_of(Kind::kShop), shipped(), evening)[0],
            "scheduled 2026-06-04T06:00:00Z P05:quiet_hours");
  const Instant morning = at("2026-06-04T06:00:00Z");
  const auto message = plan(order_of(Kind::kShop), shipped(), {}, morning)[0];
  EXPECT_TRUE(is_due(message, morning));
  EXPECT_EQ(message.reason, "");
}

TEST(Plan, WhatCameOvernightHasItsDocumentsInTheMorning) {
  OrderHistory history = shipped();
  history.shipped_at = at("2026-06-02T20:00:00Z");
  history.delivered_at = at("2026-06-03T05:00:00Z");
  EXPECT_EQ(plan_of(order_of(Kind::kShop), history, *history.shipped_at)[0],
            "scheduled 2026-06-03T06:00:00Z P05:quiet_hours");
}

TEST(Plan, TheMorningMayBeTooLate) {
  OrderHistory history = shipped();
  history.shipped_at = at("2026-06-02T20:00:00Z");
  history.delivered_at = at("2026-06-02T21:30:00Z");  // before midnight in Berlin
  EXPECT_EQ(plan_of(order_of(Kind::kShop), history, *history.shipped_at)[0],
            "cancelled P02:window_closed");
}

TEST(Plan, EveryMessageKnowsItsOrderAndStage) {
  const auto messages = plan(order_of(Kind::kShop), delivered(), {}, kShipped);
  ASSERT_EQ(messages.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(messages[i].order, order_of(Kind::kShop).id);
    EXPECT_EQ(static_cast<std::size_t>(messages[i].stage), i + 1);
  }
}

TEST(Reasons, EveryCodeIsExplained) {
  for (const auto& reason : reason::all()) {
    EXPECT_EQ(explain_reason(reason.code), reason.sentence);
    EXPECT_TRUE(reason.sentence.ends_with('.')) << reason.sentence;
  }
  EXPECT_EQ(explain_reason(""), "");
  EXPECT_EQ(explain_reason("X:y"), "No explanation is known for the code X:y.");
}

TEST(Reasons, StandInTheDocumentation) {
  const std::string page = support::slurp(ENCLOSURE_SOURCE_DIR "/docs/messages.md");
  for (const auto& reason : reason::all()) {
    EXPECT_THAT(page, HasSubstr("`" + std::string(reason.code) + "`"));
  }
}

TEST(MessageStates, RoundTrip) {
  for (const auto* name : {"scheduled", "sending", "sent", "retryable", "cancelled", "failed"}) {
    const auto state = parse_message_state(name);
    ASSERT_TRUE(state) << name;
    EXPECT_EQ(to_string(*state), name);
  }
  EXPECT_EQ(parse_message_state("due").faults().front().code, "MESSAGE-009");
}

}  // namespace
}  // namespace enclosure::messaging
