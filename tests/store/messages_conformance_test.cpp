// What every store promises about messages (app/ports/store.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::PlannedMessage;
using messaging::Stage;

class Messages : public StoreWorld {};

TEST_P(Messages, AStageIsPlannedOnce) {
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

TEST_P(Messages, OnlyMessagesAboutWhichSomethingChangedAreLookedAt) {
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
  using std::chrono::hours;
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
TEST_P(Messages, FindsWhatMayComeBack) {
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

TEST_P(Messages, ASentMessageStaysSent) {
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
                [](StoreTransaction& tx) { return tx.last_sent_to("key", {}); }),
            kNow);
  EXPECT_EQ(store().read<std::optional<Instant>>(
                [](StoreTransaction& tx) { return tx.last_sent_to("other", {}); }),
            std::nullopt);
  message.plan.state = MessageState::kScheduled;
  message.sent_at.reset();
  EXPECT_ANY_THROW(store().write([&](StoreTransaction& tx) { tx.update_message(message); }));
}

/// P04 reckons with mails that may have arrived.
TEST_P(Messages, AMailInDoubtCountsAsWritten) {
  const OrderId mailed = *OrderId::parse("A-1");
  const OrderId other = *OrderId::parse("A-2");
  put(order_named("A-1"));
  const auto last = [&](const OrderId& besides) {
    return store().read<std::optional<Instant>>(
        [&](StoreTransaction& tx) { return tx.last_sent_to("key", besides); });
  };
  const auto begin = [&](int attempt, Instant at) {
    store().write([&](StoreTransaction& tx) {
      EXPECT_TRUE(tx.begin_hand_over({mailed, Stage::kDocuments, attempt, Channel::kShop, "me", at,
                                      at + std::chrono::minutes{20}}));
    });
  };
  const auto end = [&](HandOverEnd how) {
    store().write([&](StoreTransaction& tx) { tx.end_hand_over(mailed, Stage::kDocuments, how); });
  };
  store().write([&](StoreTransaction& tx) {
    tx.enqueue({message_for("A-1", Stage::kDocuments)}, kNow);
    StoredMessage message = tx.messages_of(mailed).front();
    message.recipient_key = "key";
    tx.update_message(message);
  });
  begin(1, kNow);
  EXPECT_EQ(last(other), kNow) << "it is on its way";
  end(HandOverEnd::kRetry);
  EXPECT_EQ(last(other), std::nullopt) << "it was refused";
  begin(2, kNow + std::chrono::hours{1});
  end(HandOverEnd::kUnknown);
  EXPECT_EQ(last(other), kNow + std::chrono::hours{1});
  EXPECT_EQ(last(mailed), std::nullopt) << "it is tried again";
}

INSTANTIATE_TEST_SUITE_P(Stores, Messages, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
