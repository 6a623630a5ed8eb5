#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "messaging/buyer_clock.h"
#include "messaging/reasons.h"
#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

/// Draws orders, histories and policies; the same every run.
class Dice {
 public:
  bool one_in(int n) { return number(1, n) == 1; }
  int number(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
  }
  Instant moment(int first_hour, int last_hour) {
    return kShipped + std::chrono::hours{number(first_hour, last_hour)} +
           std::chrono::minutes{number(0, 59)};
  }

  Order order() {
    Order order = order_of(static_cast<Kind>(number(0, 2)));
    constexpr std::array kCountries = {"DE", "PT", "FI", "GB", "RE", "US", "IC"};
    order.deliver_to.country = *CountryCode::parse(kCountries[random_() % kCountries.size()]);
    order.marketplace_issues_invoice = one_in(5);
    if (one_in(6)) order.buyer.email = {};
    if (one_in(3)) {
      order.shipments.emplace_back();
      order.shipments.back().estimated_delivery = moment(0, 200);
    }
    return order;
  }

  OrderHistory history() {
    OrderHistory history;
    if (!one_in(5)) history.shipped_at = moment(0, 100);
    if (!one_in(3)) history.delivered_at = moment(0, 300);
    if (one_in(3)) history.promised_by = moment(0, 300);
    history.has_invoice = !one_in(8);
    history.cancelled = one_in(10);
    history.refunded = one_in(10);
    history.returned = one_in(10);
    history.opted_out = one_in(10);
    history.do_not_ask = one_in(10);
    return history;
  }

  MessagePolicy policy() {
    MessagePolicy policy;
    policy.documents_delay = std::chrono::hours{number(-1, 60)};
    policy.review_delay = std::chrono::hours{number(-1, 900)};
    policy.check_up_delay = std::chrono::hours{number(0, 900)};
    policy.documents_enabled = !one_in(8);
    policy.review_enabled = !one_in(5);
    policy.check_up_enabled = !one_in(5);
    policy.amazon_review_stage = static_cast<Stage>(number(1, 3));
    policy.shop_asks_again = one_in(4);
    policy.ask_when_late = one_in(3);
    policy.quiet_from_hour = number(-1, 25);
    policy.quiet_until_hour = number(-1, 25);
    return policy;
  }

 private:
  std::mt19937 random_{20260602};
};

bool is_live(const PlannedMessage& message) {
  return message.state != MessageState::kCancelled;
}

/// What must hold for any one message that will be sent.
void expect_in_window(const PlannedMessage& message, const Order& order,
                      const OrderHistory& history) {
  if (!message.due_at) return;
  ASSERT_TRUE(message.closes_at);
  EXPECT_LE(*message.due_at, *message.closes_at);
  if (message.stage == Stage::kDocuments) {
    EXPECT_GE(*message.due_at, *history.shipped_at);
    if (history.delivered_at) {
      const BuyerZone zone = BuyerZone::of(order.deliver_to);
      EXPECT_LE(buyer_day(*message.due_at, zone), buyer_day(*history.delivered_at, zone));
    }
    return;
  }
  const auto after_delivery = *message.due_at - *history.delivered_at;
  if (order.channel == Channel::kAmazon) {
    EXPECT_GE(after_delivery, 5 * kDay);
    EXPECT_LE(*message.closes_at - *history.delivered_at, 30 * kDay);
  }
  if (message.stage == Stage::kCheckUp) {
    EXPECT_GE(after_delivery, 14 * kDay);
  }
  EXPECT_LE(*message.closes_at - *history.delivered_at, 30 * kDay);
}

TEST(PlanProperties, HoldForAnyOrder) {
  Dice dice;
  for (int i = 0; i < 20'000; ++i) {
    const Order order = dice.order();
    const OrderHistory history = dice.history();
    const MessagePolicy policy = dice.policy();
    const Instant now = dice.moment(0, 1200);
    SCOPED_TRACE(i);
    const auto messages = plan(order, history, policy, now);
    ASSERT_EQ(messages.size(), 3U);
    for (const auto& message : messages) {
      EXPECT_TRUE(message.reason.empty() ||
                  !explain_reason(message.reason).starts_with("No explanation"));
      EXPECT_TRUE(message.due_at || !message.reason.empty());
      expect_in_window(message, order, history);
      const auto again = reconsider(message, order, history, policy, now);
      EXPECT_EQ(again, message) << say(again) << " / " << say(message);
      if (is_due(message, now)) {
        EXPECT_EQ(after_quiet_hours(now, order.deliver_to.country, policy), now);
      }
    }
    if (order.channel == Channel::kAmazon) {
      EXPECT_LE(messages[1].asks_for_review + messages[2].asks_for_review, 1);
      EXPECT_FALSE(is_live(messages[1]) && is_live(messages[2]));
      for (const auto& message : {messages[1], messages[2]}) {
        EXPECT_EQ(message.asks_for_review, is_live(message));
      }
    }
    EXPECT_FALSE(messages[0].asks_for_review);
  }
}

/// A dispatcher that wakes at random hours while events come in and the policy changes: what it
/// sends in the end.
TEST(PlanProperties, ALifeOfAnOrderNeverAsksTwiceOnAmazon) {
  Dice dice;
  int sent_in_all = 0;
  for (int i = 0; i < 3'000; ++i) {
    Order order = dice.order();
    OrderHistory history = with_invoice();
    MessagePolicy policy = dice.policy();
    auto messages = plan(order, history, policy, kShipped);
    const OrderHistory later = dice.history();
    for (Instant now = kShipped; now < kShipped + 50 * kDay; now += std::chrono::hours{7}) {
      if (later.shipped_at <= now) history.shipped_at = later.shipped_at;
      if (later.delivered_at && later.delivered_at <= now)
        history.delivered_at = later.delivered_at;
      if (dice.one_in(20)) policy = dice.policy();
      if (dice.one_in(20)) order.buyer.email = *EmailAddress::parse("buyer@mail.example");
      for (auto& message : messages) {
        message = reconsider(message, order, history, policy, now);
        if (is_due(message, now)) message.state = MessageState::kSent;
      }
    }
    const auto asked = std::count_if(messages.begin(), messages.end(), [](const auto& m) {
      return m.state == MessageState::kSent && m.asks_for_review;
    });
    sent_in_all +=
        static_cast<int>(std::count_if(messages.begin(), messages.end(), [](const auto& m) {
          return m.state == MessageState::kSent;
        }));
    if (order.channel == Channel::kAmazon) {
      EXPECT_LE(asked, 1) << i;
    }
  }
  EXPECT_GT(sent_in_all, 1'000);  // the walk did send
}

}  // namespace
}  // namespace enclosure::messaging
