#include "messaging/delivery.h"

#include <gmock/gmock.h>

#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;

Order shipped_order() {
  Order order = order_of(Kind::kFbm);
  order.deliver_to.country = *CountryCode::parse("FR");
  order.dispatch_from = Address{};
  order.dispatch_from->country = *CountryCode::parse("DE");
  order.shipments.emplace_back();
  order.shipments[0].shipped_at = kShipped;
  return order;
}

TransitTime route(std::optional<CountryCode> from, int fewest, int most) {
  return {from,         *CountryCode::parse("FR"), fewest, most, *parse_date("2026-01-01"),
          std::nullopt, "carrier's list"};
}
const CountryCode kGermany = *CountryCode::parse("DE");

TEST(Estimate, IsTheTransitTimeOfTheRoute) {
  const std::vector transit{route(std::nullopt, 1, 9), route(kGermany, 2, 4)};
  const auto estimate = estimate_of(shipped_order(), transit);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->earliest, kShipped + days{2});
  EXPECT_EQ(estimate->latest, kShipped + days{5});  // the fourth day to its end
  EXPECT_EQ(estimate->grounds, "carrier's list");
}

TEST(Estimate, OfAnotherDayOrCountryIsNone) {
  TransitTime of_last_year = route(kGermany, 2, 4);
  of_last_year.until = *parse_date("2026-06-01");
  EXPECT_FALSE(estimate_of(shipped_order(), std::vector{of_last_year}));
  Order to_spain = shipped_order();
  to_spain.deliver_to.country = *CountryCode::parse("ES");
  EXPECT_FALSE(estimate_of(to_spain, std::vector{route(kGermany, 2, 4)}));
  Order waiting = shipped_order();
  waiting.shipments.emplace_back();  // a second parcel that has not left
  EXPECT_FALSE(estimate_of(waiting, std::vector{route(kGermany, 2, 4)}));
}

TEST(Estimate, TheLaterWordCounts) {
  Order order = shipped_order();
  order.shipments[0].estimated_delivery = kShipped + days{7};
  const auto both = estimate_of(order, std::vector{route(kGermany, 2, 4)});
  ASSERT_TRUE(both);
  EXPECT_EQ(both->latest, kShipped + days{7});
  EXPECT_EQ(both->earliest, kShipped + days{2});
  EXPECT_EQ(both->grounds, "marketplace");
  const auto alone = estimate_of(order, {});
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->earliest, kShipped);  // nobody says from when on
}

TEST(Estimate, OfSeveralParcelsIsThatOfTheLast) {
  Order order = shipped_order();
  order.shipments[0].delivered_at = kShipped + days{1};
  order.shipments.push_back(order.shipments[0]);
  order.shipments[1].delivered_at.reset();
  const auto estimate = estimate_of(order, std::vector{route(kGermany, 2, 4)});
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->earliest, kShipped + days{2});
  EXPECT_EQ(estimate->latest, kShipped + days{5});
}

OrderHistory estimated() {
  OrderHistory history = shipped();
  history.estimate = DeliveryEstimate{kShipped + days{2}, kShipped + days{6}, "carrier"};
  return history;
}

TEST(EstimatedDelivery, IsNoReasonToAskUnlessTheSellerSaysSo) {
  const auto messages = plan(order_of(Kind::kFbm), estimated(), {}, kShipped);
  EXPECT_EQ(say(messages[1]), "waiting W:not_delivered");
}

TEST(EstimatedDelivery, OpensByItsLatestDayAndClosesByItsEarliest) {
  MessagePolicy policy;
  policy.accept_estimated = true;
  const auto review = plan(order_of(Kind::kFbm), estimated(), policy, kShipped)[1];
  EXPECT_EQ(review.due_at, kShipped + days{11});
  EXPECT_EQ(review.closes_at, kShipped + days{32});
  OrderHistory vague = estimated();
  vague.estimate->latest = kShipped + days{40};
  EXPECT_EQ(say(plan(order_of(Kind::kFbm), vague, policy, kShipped)[1]),
            "cancelled P02:window_closed");
}

TEST(EstimatedDelivery, GivesWayToWhatWasSeen) {
  MessagePolicy policy;
  policy.accept_estimated = true;
  const auto stored = plan(order_of(Kind::kFbm), estimated(), policy, kShipped)[1];
  OrderHistory late = estimated();
  late.delivered_at = kShipped + days{9};
  EXPECT_EQ(reconsider(stored, order_of(Kind::kFbm), late, policy, kShipped + days{9}).due_at,
            kShipped + days{14});
}

TEST(DeliveryKindOf, IsTheOneThatIsKnown) {
  EXPECT_EQ(delivery_kind(with_invoice()), DeliveryKind::kUnknown);
  EXPECT_EQ(delivery_kind(estimated()), DeliveryKind::kEstimated);
  OrderHistory reported = delivered();
  reported.delivery = DeliveryKind::kReported;
  EXPECT_EQ(delivery_kind(reported), DeliveryKind::kReported);
}

}  // namespace
}  // namespace enclosure::messaging
