// What every store promises (app/ports/store.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>

#include "app/ports/store.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::PlannedMessage;
using messaging::Stage;

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

/// One implementation under test; the folder lives as long as the store.
struct World {
  support::TemporaryFolder folder;
  std::unique_ptr<Store> store;
};

struct Kind {
  const char* name;
  std::unique_ptr<Store> (*open)(const support::TemporaryFolder&);
};

std::unique_ptr<Store> in_memory(const support::TemporaryFolder&) {
  return std::make_unique<SqliteStore>(":memory:", SqliteStore::Mode::kReadWrite);
}
std::unique_ptr<Store> in_file(const support::TemporaryFolder& folder) {
  return std::make_unique<SqliteStore>((folder / "enclosure.db").string(),
                                       SqliteStore::Mode::kReadWrite);
}

Order order_named(const std::string& id) {
  Order order;
  order.id = *OrderId::parse(id);
  order.buyer.name = "Παράδειγμα Ελένη";
  OrderLine line;
  line.id = *LineId::parse("1");
  line.description = "Mug";
  line.quantity = Decimal(1);
  line.unit_price_gross = *Decimal::parse("24.99");
  order.lines.push_back(line);
  return order;
}

StoredInvoice invoice_for(const std::string& order, const std::string& number,
                          std::int64_t sequence) {
  StoredInvoice invoice;
  invoice.number = *InvoiceNumber::parse(number);
  invoice.series = "R-2026";
  invoice.sequence = sequence;
  invoice.order = *OrderId::parse(order);
  invoice.issue_date = *parse_date("2026-09-01");
  invoice.issued_at = kNow;
  invoice.language = *LanguageTag::parse("el");
  invoice.total = Money(2499, Currency());
  invoice.snapshot = "{\"text\":\"ä \\u0000 ß\"}";
  invoice.consignment = "{}";
  invoice.pdf_sha256 = std::string(64, 'a');
  invoice.grounds = "{}";
  invoice.chain = std::string(64, 'b');
  return invoice;
}

PlannedMessage message_for(const std::string& order, Stage stage) {
  PlannedMessage message;
  message.order = *OrderId::parse(order);
  message.stage = stage;
  message.due_at = kNow;
  return message;
}

class StoreConformance : public testing::TestWithParam<Kind> {
 protected:
  StoreConformance() { world_.store = GetParam().open(world_.folder); }
  Store& store() { return *world_.store; }
  void put(const Order& order) {
    store().write([&](StoreTransaction& tx) { tx.put_order(order, kNow); });
  }

 private:
  World world_;
};

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

/// A document in the chain of an invoice.
StoredInvoice correction_of(const std::string& preceding, const std::string& number,
                            std::int64_t sequence, invoice::InvoiceKind kind, bool cancels = false,
                            std::int64_t cents = 2499) {
  StoredInvoice document = invoice_for("A-1", number, sequence);
  document.kind = kind;
  document.preceding = *InvoiceNumber::parse(preceding);
  document.reason = "Wrong address";
  document.cancels = cancels;
  document.total = Money(cents, Currency());
  return document;
}

class Corrections : public StoreConformance {
 protected:
  using Kind = invoice::InvoiceKind;

  void SetUp() override {
    StoreConformance::SetUp();
    put(order_named("A-1"));
    put(order_named("A-2"));
    store().write([](StoreTransaction& tx) { tx.take_next_number("R-2026"); });
    add(invoice_for("A-1", "R-2026-000001", 1));
  }
  void add(const StoredInvoice& document) {
    store().write([&](StoreTransaction& tx) { tx.add_invoice(document); });
  }
};

TEST_P(Corrections, ComeBackAsTheyWent) {
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, true));
  const auto note = store().read<std::optional<StoredInvoice>>(
      [](StoreTransaction& tx) { return tx.invoice(*InvoiceNumber::parse("R-2026-000002")); });
  ASSERT_TRUE(note);
  EXPECT_EQ(note->kind, Kind::kCreditNote);
  EXPECT_EQ(note->preceding.to_string(), "R-2026-000001");
  EXPECT_EQ(note->reason, "Wrong address");
  EXPECT_TRUE(note->cancels);
}

TEST_P(Corrections, AnInvoiceIsCancelledOnceAndThenCorrectedOnce) {
  const auto corrected = correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCorrected);
  EXPECT_ANY_THROW(add(corrected)) << "the first one still stands";
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, true));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCreditNote, true, 0)));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCreditNote, false, 0)));
  add(corrected);
  EXPECT_ANY_THROW(add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCorrected)));
  EXPECT_ANY_THROW(add(invoice_for("A-1", "R-2026-000004", 4))) << "issued anew by mistake";
  add(correction_of("R-2026-000003", "R-2026-000004", 4, Kind::kCreditNote, true));
  add(correction_of("R-2026-000003", "R-2026-000005", 5, Kind::kCorrected));
}

TEST_P(Corrections, ReferToAnInvoiceOfTheSameShipment) {
  EXPECT_ANY_THROW(add(correction_of("R-2026-000009", "R-2026-000002", 2, Kind::kCreditNote)));
  auto other = correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote);
  other.order = *OrderId::parse("A-2");
  EXPECT_ANY_THROW(add(other));
  auto alone = invoice_for("A-2", "R-2026-000002", 2);
  alone.kind = Kind::kCreditNote;
  EXPECT_ANY_THROW(add(alone)) << "a credit note of nothing";
  auto plain = invoice_for("A-2", "R-2026-000002", 2);
  plain.preceding = *InvoiceNumber::parse("R-2026-000001");
  EXPECT_ANY_THROW(add(plain)) << "an invoice that corrects";
  auto cancelling = invoice_for("A-2", "R-2026-000002", 2);
  cancelling.cancels = true;
  EXPECT_ANY_THROW(add(cancelling)) << "an invoice that cancels";
}

TEST_P(Corrections, NeverGiveBackMoreThanWasInvoiced) {
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, false, 1000));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCreditNote, false, 1500)));
  add(correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCreditNote, true, 1499));
}

TEST_P(Corrections, TheLastDayOfASeriesIsKnown) {
  const auto last = [&](const char* series) {
    return store().read<std::optional<Date>>(
        [&](StoreTransaction& tx) { return tx.last_date_of(series); });
  };
  EXPECT_EQ(last("R-2026"), *parse_date("2026-09-01"));
  EXPECT_EQ(last("RC-2026"), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Stores, Corrections,
                         testing::Values(Kind{"Memory", in_memory}, Kind{"SqliteFile", in_file}),
                         [](const auto& param) { return std::string(param.param.name); });

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

TEST_P(StoreConformance, AStageIsPlannedOnce) {
  put(order_named("A-1"));
  store().write([](StoreTransaction& tx) {
    tx.enqueue({message_for("A-1", Stage::kDocuments), message_for("A-1", Stage::kReview)}, kNow);
    PlannedMessage again = message_for("A-1", Stage::kDocuments);
    again.due_at = kNow + std::chrono::hours{9};
    tx.enqueue({again}, kNow);
  });
  const auto all = store().read<std::vector<StoredMessage>>(
      [](StoreTransaction& tx) { return tx.all_messages(); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].plan.due_at, kNow);
  EXPECT_EQ(store().read<std::size_t>(
                [](StoreTransaction& tx) { return tx.log_of(*OrderId::parse("A-1")).size(); }),
            2U);
}

TEST_P(StoreConformance, OnlyMessagesAboutWhichSomethingChangedAreLookedAt) {
  put(order_named("A-1"));
  put(order_named("A-2"));
  const Instant later = kNow + std::chrono::hours{10};
  store().write([&](StoreTransaction& tx) {
    PlannedMessage due = message_for("A-1", Stage::kDocuments);
    due.due_at = later;
    PlannedMessage closing = message_for("A-1", Stage::kReview);
    closing.due_at.reset();
    closing.closes_at = later + std::chrono::hours{1};
    PlannedMessage waiting = message_for("A-2", Stage::kReview);
    waiting.due_at.reset();
    tx.enqueue({due, closing, waiting}, kNow);
    tx.put_event({*EventId::parse("e1"),
                  *OrderId::parse("A-2"),
                  EventType::kDelivered,
                  later + std::chrono::hours{5},
                  {}},
                 kNow);
  });
  const auto looked_at = [&](std::optional<Instant> since, Instant now) {
    return store().read<std::size_t>(
        [&](StoreTransaction& tx) { return tx.messages_to_look_at(since, now).size(); });
  };
  const auto next = [&](Instant now) {
    return store().read<std::optional<Instant>>(
        [&](StoreTransaction& tx) { return tx.next_message_moment_after(now); });
  };
  const auto hours = [](int count) { return std::chrono::hours{count}; };
  EXPECT_EQ(looked_at(std::nullopt, kNow), 3U);
  EXPECT_EQ(looked_at(kNow + hours(1), kNow + hours(2)), 0U);
  EXPECT_EQ(looked_at(kNow + hours(1), later), 1U);   // due
  EXPECT_EQ(looked_at(later, later + hours(2)), 2U);  // still due, and one window has closed
  EXPECT_EQ(looked_at(later + hours(4), later + hours(5)), 3U);  // and the other order's event
  EXPECT_EQ(next(kNow), later);
  EXPECT_EQ(next(later), later + hours(1) + std::chrono::seconds{1});
  EXPECT_EQ(next(later + hours(2)), std::nullopt);
}

/// What was cancelled for a want is found again once that is met, and not before.
TEST_P(StoreConformance, FindsWhatMayComeBack) {
  const auto found = [&](std::optional<Instant> since) {
    std::vector<std::string> orders;
    store().write([&](StoreTransaction& tx) {
      for (const StoredMessage& one : tx.messages_to_look_at(since, kNow + std::chrono::hours{2}))
        orders.push_back(one.plan.order.to_string());
    });
    return orders;
  };
  const auto cancel = [&](const char* order, const char* reason, Stage stage = Stage::kDocuments) {
    put(order_named(order));
    store().write([&](StoreTransaction& tx) {
      PlannedMessage message = message_for(order, stage);
      message.state = MessageState::kCancelled;
      message.due_at.reset();
      message.reason = reason;
      tx.enqueue({message}, kNow);
    });
  };
  cancel("A-1", "S:no_address");
  cancel("B-1", "R22:no_invoice");
  cancel("C-1", "S:bounced");
  cancel("D-1", "S:refunded");
  cancel("E-1", "S:bounced", Stage::kReview);
  EXPECT_THAT(found(std::nullopt), testing::IsEmpty());

  const Instant later = kNow + std::chrono::hours{1};
  const auto give_address = [&](const char* order) {
    Order changed = order_named(order);
    changed.buyer.email = *EmailAddress::parse("buyer@mail.example");
    store().write([&](StoreTransaction& tx) { tx.put_order(changed, later); });
  };
  for (const char* order : {"A-1", "C-1", "D-1", "E-1"}) give_address(order);
  store().write([&](StoreTransaction& tx) {
    tx.take_next_number("R-2026");
    StoredInvoice invoice = invoice_for("B-1", "R-2026-000001", 1);
    invoice.issued_at = later;
    tx.add_invoice(invoice);
  });
  EXPECT_THAT(found(std::nullopt), testing::ElementsAre("A-1", "B-1", "C-1"));
  EXPECT_THAT(found(later), testing::ElementsAre("A-1", "B-1", "C-1"));
  EXPECT_THAT(found(later + std::chrono::seconds{1}), testing::IsEmpty());

  store().write([&](StoreTransaction& tx) {
    messaging::BuyerEvent dead;
    dead.id = *EventId::parse("e1");
    dead.type = messaging::BuyerEventType::kBounced;
    dead.bounce = messaging::BounceClass::kHard;
    dead.at = kNow;
    dead.address = *EmailAddress::parse("buyer@mail.example");
    tx.put_buyer_event(dead, later);
  });
  EXPECT_THAT(found(std::nullopt), testing::ElementsAre("A-1", "B-1"));
}

TEST_P(StoreConformance, ASentMessageStaysSent) {
  put(order_named("A-1"));
  StoredMessage message;
  store().write([&](StoreTransaction& tx) {
    tx.enqueue({message_for("A-1", Stage::kDocuments)}, kNow);
    message = tx.messages_of(*OrderId::parse("A-1")).front();
    message.plan.state = MessageState::kSent;
    message.sent_at = kNow;
    message.recipient_key = "key";
    tx.update_message(message);
  });
  EXPECT_TRUE(
      store()
          .read<std::vector<StoredMessage>>([](StoreTransaction& tx) { return tx.open_messages(); })
          .empty());
  EXPECT_EQ(store().read<std::optional<Instant>>(
                [](StoreTransaction& tx) { return tx.last_sent_to("key"); }),
            kNow);
  EXPECT_EQ(store().read<std::optional<Instant>>(
                [](StoreTransaction& tx) { return tx.last_sent_to("other"); }),
            std::nullopt);
  message.plan.state = MessageState::kScheduled;
  message.sent_at.reset();
  EXPECT_ANY_THROW(store().write([&](StoreTransaction& tx) { tx.update_message(message); }));
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

INSTANTIATE_TEST_SUITE_P(Stores, StoreConformance,
                         testing::Values(Kind{"Memory", in_memory}, Kind{"SqliteFile", in_file}),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::app
