#include "app/flow/order_state.h"

#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}

Order order_with(int shipments) {
  Order order;
  order.id = *OrderId::parse("A-1");
  for (int i = 1; i <= shipments; ++i) {
    Shipment shipment;
    shipment.id = *ShipmentId::parse("S" + std::to_string(i));
    order.shipments.push_back(shipment);
  }
  return order;
}

OrderEvent event(EventType type, const char* when, const char* shipment = "") {
  OrderEvent result{*EventId::parse("e"), *OrderId::parse("A-1"), type, at(when), {}};
  if (*shipment != '\0') result.shipment = *ShipmentId::parse(shipment);
  return result;
}

TEST(AsOf, KnowsNothingOfTheFuture) {
  Order order = order_with(1);
  order.shipments[0].shipped_at = at("2026-09-03T10:00:00Z");
  const auto now = as_of(order, {event(EventType::kDelivered, "2026-09-05T10:00:00Z")},
                         at("2026-09-02T00:00:00Z"));
  EXPECT_FALSE(now.shipments[0].shipped_at);
  EXPECT_FALSE(now.shipments[0].delivered_at);
}

TEST(AsOf, AnEventConcernsItsShipmentAlone) {
  const auto now = as_of(order_with(2), {event(EventType::kShipped, "2026-09-01T10:00:00Z", "S2")},
                         at("2026-09-02T00:00:00Z"));
  EXPECT_FALSE(now.shipments[0].shipped_at);
  EXPECT_TRUE(now.shipments[1].shipped_at);
}

TEST(AsOf, WhatArrivedHasLeft) {
  const auto now = as_of(order_with(1), {event(EventType::kDelivered, "2026-09-01T10:00:00Z")},
                         at("2026-09-02T00:00:00Z"));
  EXPECT_EQ(now.shipments[0].shipped_at, at("2026-09-01T10:00:00Z"));
}

TEST(AsOf, OfSeveralReportsOfAnArrivalTheLastOneCounts) {
  Order order = order_with(1);
  order.shipments[0].delivered_at = at("2026-09-01T10:00:00Z");
  const auto now = as_of(order, {event(EventType::kDelivered, "2026-09-04T10:00:00Z")},
                         at("2026-09-05T00:00:00Z"));
  EXPECT_EQ(now.shipments[0].delivered_at, at("2026-09-04T10:00:00Z"));
  const std::vector<OrderEvent> twice{event(EventType::kDelivered, "2026-09-06T10:00:00Z"),
                                      event(EventType::kDelivered, "2026-09-03T10:00:00Z")};
  const auto both = as_of(order_with(1), twice, at("2026-09-07T00:00:00Z"));
  EXPECT_EQ(both.shipments[0].delivered_at, at("2026-09-06T10:00:00Z"));
  EXPECT_EQ(both.shipments[0].shipped_at, at("2026-09-03T10:00:00Z"));
}

TEST(AsOf, AnArrivalBeforeTheShippingCountsForNothing) {
  const std::vector<OrderEvent> events{event(EventType::kDelivered, "2026-08-30T10:00:00Z"),
                                       event(EventType::kShipped, "2026-09-01T10:00:00Z")};
  const auto now = as_of(order_with(1), events, at("2026-09-07T00:00:00Z"));
  EXPECT_FALSE(now.shipments[0].delivered_at);
  EXPECT_EQ(now.shipments[0].shipped_at, at("2026-09-01T10:00:00Z"));
}

TEST(AsOf, AShippingToldByItsDayAloneCountsFromTheMorning) {
  Order order = order_with(1);
  order.shipments[0].shipped_at = at("2026-09-01T12:00:00Z");
  const auto events = std::vector{event(EventType::kDelivered, "2026-09-01T09:00:00Z")};
  EXPECT_TRUE(as_of(order, events, at("2026-09-02T00:00:00Z")).shipments[0].delivered_at);
  EXPECT_EQ(why_impossible(events[0], order, events), "");
}

TEST(WhyImpossible, NamesWhatIsKnown) {
  Order order = order_with(2);
  order.ordered_at = at("2026-08-30T10:00:00Z");
  order.shipments[0].shipped_at = at("2026-09-01T10:00:00Z");
  const auto why = [&](const OrderEvent& one) { return why_impossible(one, order, {one}); };
  EXPECT_NE(why(event(EventType::kDelivered, "1999-01-01T10:00:00Z", "S2")), "");
  EXPECT_NE(why(event(EventType::kShipped, "2026-08-28T10:00:00Z")), "");
  EXPECT_EQ(why(event(EventType::kShipped, "2026-08-30T02:00:00Z")), "");  // another clock
  EXPECT_EQ(why(event(EventType::kOptedOut, "2025-08-28T10:00:00Z")), "");
  EXPECT_NE(why(event(EventType::kDelivered, "2026-08-31T10:00:00Z", "S1")), "");
  EXPECT_EQ(why(event(EventType::kDelivered, "2026-08-31T10:00:00Z")), "");  // it may be S2
  EXPECT_EQ(why(event(EventType::kDelivered, "2026-09-01T10:00:00Z", "S1")), "");
}

TEST(AsOf, ShippingOfAnOrderWithoutShipmentsIsTheWholeOrder) {
  const auto now = as_of(order_with(0), {event(EventType::kShipped, "2026-09-01T10:00:00Z")},
                         at("2026-09-02T00:00:00Z"));
  ASSERT_EQ(now.shipments.size(), 1U);
  EXPECT_TRUE(now.shipments[0].lines.empty());
  EXPECT_TRUE(now.shipments[0].id.empty());
}

TEST(AsOf, ACancelledOrderIsCancelledFromThenOn) {
  const auto events = std::vector{event(EventType::kCancelled, "2026-09-03T10:00:00Z")};
  EXPECT_EQ(as_of(order_with(1), events, at("2026-09-02T00:00:00Z")).state, OrderState::kOpen);
  EXPECT_EQ(as_of(order_with(1), events, at("2026-09-03T10:00:00Z")).state, OrderState::kCancelled);
}

TEST(HistoryOf, DeliveryIsKnownWhenEveryShipmentArrived) {
  const auto now = at("2026-09-10T00:00:00Z");
  const auto some =
      as_of(order_with(2), {event(EventType::kDelivered, "2026-09-01T10:00:00Z", "S1")}, now);
  EXPECT_FALSE(history_of(some, {}, false, true, now).delivered_at);
  EXPECT_TRUE(history_of(some, {}, false, true, now).shipped_at);
  const auto all = as_of(order_with(2),
                         {event(EventType::kDelivered, "2026-09-01T10:00:00Z", "S1"),
                          event(EventType::kDelivered, "2026-09-04T10:00:00Z", "S2")},
                         now);
  EXPECT_EQ(history_of(all, {}, false, true, now).delivered_at, at("2026-09-04T10:00:00Z"));
}

TEST(HistoryOf, TellsWhatStandsInTheWay) {
  const auto now = at("2026-09-10T00:00:00Z");
  const std::vector<OrderEvent> events{event(EventType::kRefunded, "2026-09-01T10:00:00Z"),
                                       event(EventType::kReturned, "2026-09-02T10:00:00Z"),
                                       event(EventType::kOptedOut, "2026-09-11T10:00:00Z")};
  const auto history = history_of(order_with(1), events, true, false, now);
  EXPECT_TRUE(history.refunded);
  EXPECT_TRUE(history.returned);
  EXPECT_FALSE(history.opted_out);  // tomorrow
  EXPECT_TRUE(history.do_not_ask);
  EXPECT_FALSE(history.has_invoice);
}

}  // namespace
}  // namespace enclosure::app
