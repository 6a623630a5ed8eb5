// What every store promises (app/ports/store.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

class StoreConformance : public StoreWorld {};

TEST_P(StoreConformance, AnOrderComesBackAsItWent) {
  const Order order = order_named("A-1");
  put(order);
  const auto back = store().read<std::optional<StoredOrder>>(
      [&](StoreTransaction& tx) { return tx.order(order.id); });
  ASSERT_TRUE(back);
  EXPECT_EQ(back->order, order);
  EXPECT_EQ(back->imported_at, kNow);
}

/// Work that only looks cannot change anything, not even by mistake.
TEST_P(StoreConformance, AReadThatWritesIsOurMistake) {
  EXPECT_THROW(store().read([](StoreTransaction& tx) { tx.put_setting("a", "1"); }),
               std::logic_error);
  store().write([](StoreTransaction& tx) {
    EXPECT_EQ(tx.setting("a"), "");
    tx.put_setting("a", "2");
  });
  EXPECT_EQ(store().read<std::string>([](StoreTransaction& tx) { return tx.setting("a"); }), "2");
}

TEST_P(StoreConformance, WhatIsThrownEndsAReadAndNothingElse) {
  EXPECT_THROW(store().read([](StoreTransaction&) { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(store().write<int>([](StoreTransaction& tx) {
    tx.put_setting("a", "1");
    return 7;
  }),
            7);
}

TEST_P(StoreConformance, TheVersionGrowsWithEachChangeAndStandsStillWithout) {
  const auto first = store().data_version();
  put(order_named("A-1"));
  const auto second = store().data_version();
  EXPECT_GT(second, first);
  store().read([](StoreTransaction& tx) { EXPECT_EQ(tx.order_ids().size(), 1U); });
  (void)store().transaction<Done>([&](StoreTransaction& tx) -> Result<Done> {
    tx.put_order(order_named("A-2"), kNow);
    return Fault{"TEST-001", "", "no", ""};
  });
  EXPECT_EQ(store().data_version(), second);
  store().write([](StoreTransaction& tx) { tx.put_setting("a", "1"); });
  EXPECT_GT(store().data_version(), second);
}

TEST_P(StoreConformance, ThreadsReadAndWriteAtOnce) {
  constexpr int kEach = 25;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i)
        store().write([](StoreTransaction& tx) { tx.take_next_number("R-2026"); });
    });
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i)
        store().read([](StoreTransaction& tx) { EXPECT_LE(tx.series().size(), 1U); });
    });
  }
  threads.clear();
  store().read([](StoreTransaction& tx) { EXPECT_EQ(tx.series().front().second, 3 * kEach); });
}

TEST_P(StoreConformance, TwiceIsOnceAndAChangeIsSeen) {
  Order order = order_named("A-1");
  std::vector<Change> changes;
  store().write([&](StoreTransaction& tx) {
    changes.push_back(tx.put_order(order, kNow));
    changes.push_back(tx.put_order(order, kNow));
    order.buyer.name = "Exempel";
    changes.push_back(tx.put_order(order, kNow));
  });
  EXPECT_THAT(changes, testing::ElementsAre(Change::kNew, Change::kUnchanged, Change::kChanged));
}

TEST_P(StoreConformance, FaultsRollEverythingBack) {
  const auto result = store().transaction<Done>([&](StoreTransaction& tx) -> Result<Done> {
    tx.put_order(order_named("A-1"), kNow);
    tx.take_next_number("R-2026");
    return Fault{"TEST-001", "", "no", ""};
  });
  EXPECT_FALSE(result);
  EXPECT_EQ(store().read<std::size_t>([](StoreTransaction& tx) { return tx.order_ids().size(); }),
            0U);
  EXPECT_EQ(store().write<std::int64_t>(
                [](StoreTransaction& tx) { return tx.take_next_number("R-2026"); }),
            1);
}

TEST_P(StoreConformance, ExceptionsRollEverythingBack) {
  EXPECT_THROW(store().write([&](StoreTransaction& tx) {
    tx.put_order(order_named("A-1"), kNow);
    throw std::runtime_error("the disk is full");
  }),
               std::runtime_error);
  EXPECT_EQ(store().read<std::size_t>([](StoreTransaction& tx) { return tx.order_ids().size(); }),
            0U);
}

TEST_P(StoreConformance, AnAttemptThatFailsLeavesTheRestOfTheTransaction) {
  std::vector<std::int64_t> numbers;
  const auto attempt = [&](StoreTransaction& tx, const char* order, bool succeeds) {
    return tx.attempt<Done>([&]() -> Result<Done> {
      tx.put_order(order_named(order), kNow);
      numbers.push_back(tx.take_next_number("R-2026"));
      if (succeeds) return Done{};
      return Fault{"TEST-001", "", "no", ""};
    });
  };
  store().write([&](StoreTransaction& tx) {
    EXPECT_TRUE(attempt(tx, "A-1", true));
    EXPECT_FALSE(attempt(tx, "A-2", false));
    EXPECT_TRUE(attempt(tx, "A-3", true));
  });
  EXPECT_THAT(numbers, testing::ElementsAre(1, 2, 2));
  EXPECT_THAT(
      store().read<std::vector<OrderId>>([](StoreTransaction& tx) { return tx.order_ids(); }),
      testing::ElementsAre(*OrderId::parse("A-1"), *OrderId::parse("A-3")));
}

TEST_P(StoreConformance, NumbersOfASeriesHaveNoGap) {
  std::vector<std::int64_t> numbers;
  for (int i = 0; i < 3; ++i) {
    store().write([&](StoreTransaction& tx) { numbers.push_back(tx.take_next_number("R-2026")); });
  }
  store().write([&](StoreTransaction& tx) { numbers.push_back(tx.take_next_number("R-2027")); });
  EXPECT_THAT(numbers, testing::ElementsAre(1, 2, 3, 1));
  const auto series = store().read<std::vector<std::pair<std::string, std::int64_t>>>(
      [](StoreTransaction& tx) { return tx.series(); });
  EXPECT_THAT(series, testing::ElementsAre(testing::Pair("R-2026", 3), testing::Pair("R-2027", 1)));
}

TEST_P(StoreConformance, AnInvoiceComesBackAsItWent) {
  put(order_named("A-1"));
  store().write([](StoreTransaction& tx) {
    tx.take_next_number("R-2026");
    tx.add_invoice(invoice_for("A-1", "R-2026-000001", 1));
  });
  const auto all = store().read<std::vector<StoredInvoice>>(
      [](StoreTransaction& tx) { return tx.invoices_of(*OrderId::parse("A-1")); });
  ASSERT_EQ(all.size(), 1U);
  const StoredInvoice expected = invoice_for("A-1", "R-2026-000001", 1);
  EXPECT_EQ(all[0].number, expected.number);
  EXPECT_EQ(all[0].snapshot, expected.snapshot);
  EXPECT_EQ(all[0].total, expected.total);
  EXPECT_EQ(all[0].language, expected.language);
  EXPECT_EQ(all[0].issue_date, expected.issue_date);
  EXPECT_EQ(store().read<std::string>([](StoreTransaction& tx) { return tx.last_chain(); }),
            expected.chain);
}

TEST_P(StoreConformance, OneShipmentHasOneInvoiceAndOneNumberOneDocument) {
  put(order_named("A-1"));
  put(order_named("A-2"));
  store().write([](StoreTransaction& tx) {
    tx.take_next_number("R-2026");
    tx.add_invoice(invoice_for("A-1", "R-2026-000001", 1));
  });
  EXPECT_ANY_THROW(store().write(
      [](StoreTransaction& tx) { tx.add_invoice(invoice_for("A-1", "R-2026-000002", 2)); }));
  EXPECT_ANY_THROW(store().write(
      [](StoreTransaction& tx) { tx.add_invoice(invoice_for("A-2", "R-2026-000001", 1)); }));
  EXPECT_EQ(
      store().read<std::size_t>([](StoreTransaction& tx) { return tx.invoice_numbers().size(); }),
      1U);
}

TEST_P(StoreConformance, AnEventCountsOnce) {
  put(order_named("A-1"));
  const OrderEvent event{
      *EventId::parse("e1"), *OrderId::parse("A-1"), EventType::kDelivered, kNow, {}};
  std::vector<Change> changes;
  store().write([&](StoreTransaction& tx) {
    changes.push_back(tx.put_event(event, kNow));
    changes.push_back(tx.put_event(event, kNow + std::chrono::hours{1}));
  });
  EXPECT_THAT(changes, testing::ElementsAre(Change::kNew, Change::kUnchanged));
  const auto all = store().read<std::vector<OrderEvent>>(
      [&](StoreTransaction& tx) { return tx.events_of(event.order); });
  EXPECT_THAT(all, testing::ElementsAre(event));
}

TEST_P(StoreConformance, TheNextMomentIsTheEarliestOfEventsAndShipments) {
  Order order = order_named("A-1");
  Shipment shipment;
  shipment.shipped_at = kNow + std::chrono::hours{5};
  order.shipments.push_back(shipment);
  put(order);
  store().write([&](StoreTransaction& tx) {
    tx.put_event(
        {*EventId::parse("e1"), order.id, EventType::kDelivered, kNow + std::chrono::hours{2}, {}},
        kNow);
  });
  const auto next = [&](Instant after) {
    return store().read<std::optional<Instant>>(
        [&](StoreTransaction& tx) { return tx.next_event_after(after); });
  };
  EXPECT_EQ(next(kNow), kNow + std::chrono::hours{2});
  EXPECT_EQ(next(kNow + std::chrono::hours{2}), kNow + std::chrono::hours{5});
  EXPECT_EQ(next(kNow + std::chrono::hours{5}), std::nullopt);
}

TEST_P(StoreConformance, OrdersStayOpenUntilSettledAndOpenAgainWhenChanged) {
  Order order = order_named("A-1");
  put(order);
  const auto open = [&] {
    return store().read<std::vector<OrderId>>(
        [](StoreTransaction& tx) { return tx.orders_to_issue(); });
  };
  EXPECT_THAT(open(), testing::ElementsAre(order.id));
  store().write([&](StoreTransaction& tx) { tx.settle(order.id); });
  EXPECT_TRUE(open().empty());
  put(order);
  EXPECT_TRUE(open().empty());
  order.buyer.name = "Exempel";
  put(order);
  EXPECT_THAT(open(), testing::ElementsAre(order.id));
}

TEST_P(StoreConformance, AnOrderHasOneLiveLink) {
  put(order_named("A-1"));
  const StoredLink link{std::string(32, '0'), *OrderId::parse("A-1"), kNow,
                        kNow + std::chrono::days{1}, false};
  store().write([&](StoreTransaction& tx) { tx.add_link(link); });
  const auto found = store().read<std::optional<StoredLink>>(
      [&](StoreTransaction& tx) { return tx.link(link.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->order, link.order);
  EXPECT_EQ(found->expires_at, link.expires_at);
  StoredLink second = link;
  second.id = std::string(32, '1');
  EXPECT_ANY_THROW(store().write([&](StoreTransaction& tx) { tx.add_link(second); }));
}

TEST_P(StoreConformance, SettingsAreKept) {
  store().write([](StoreTransaction& tx) {
    tx.put_setting("dispatcher", "paused");
    tx.put_setting("dispatcher", "running");
  });
  EXPECT_EQ(
      store().read<std::string>([](StoreTransaction& tx) { return tx.setting("dispatcher"); }),
      "running");
  EXPECT_EQ(store().read<std::string>([](StoreTransaction& tx) { return tx.setting("nothing"); }),
            "");
}

TEST_P(StoreConformance, AHealthyStoreReportsNoDefect) {
  put(order_named("A-1"));
  EXPECT_TRUE(store().check().empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreConformance, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
