// What every store promises about events of buyers and block lists (app/ports/buyer_events.h).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

using messaging::Block;
using messaging::Blocked;
using messaging::BlockKind;
using messaging::BounceClass;
using messaging::BuyerEvent;
using messaging::BuyerEventType;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

Order order_to(const char* id, const char* address, std::optional<Instant> placed = kNow) {
  Order order;
  order.id = *OrderId::parse(id);
  if (*address != '\0') order.buyer.email = *EmailAddress::parse(address);
  order.ordered_at = placed;
  OrderLine line;
  line.id = *LineId::parse("1");
  line.sku = *Sku::parse("LAMP-1");
  line.description = "Lamp";
  line.quantity = Decimal(1);
  line.unit_price_gross = *Decimal::parse("24.99");
  order.lines.push_back(line);
  return order;
}

BuyerEvent event(const char* id, BuyerEventType type, const char* order, const char* address = "") {
  BuyerEvent result;
  result.id = *EventId::parse(id);
  result.type = type;
  result.at = kNow;
  if (*order != '\0') result.order = *OrderId::parse(order);
  if (*address != '\0') result.address = *EmailAddress::parse(address);
  return result;
}

BuyerEvent bounce(const char* id, const char* order) {
  BuyerEvent result = event(id, BuyerEventType::kBounced, order);
  result.bounce = BounceClass::kTooLarge;
  result.stage = messaging::Stage::kReview;
  result.detail = "552 5.3.4 über die Grenze";
  return result;
}

/// SQLite is the one implementation there is; it runs in memory here.
class BuyerEventStore : public testing::Test {
 protected:
  template <typename T>
  T ask(const std::function<T(StoreTransaction&)>& work) {
    return store_.read<T>(work);
  }
  void act(const std::function<void(StoreTransaction&)>& work) { store_.write(work); }
  std::vector<BuyerEvent> to(const char* address) {
    return ask<std::vector<BuyerEvent>>(
        [&](StoreTransaction& tx) { return tx.buyer_events_to(*EmailAddress::parse(address)); });
  }

 private:
  SqliteStore store_{":memory:", SqliteStore::Mode::kReadWrite};
};

TEST_F(BuyerEventStore, KeepsEachEventOnceAsItWas) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "b@mail.example"), kNow);
    EXPECT_EQ(tx.put_buyer_event(bounce("e1", "A-1"), kNow), Change::kNew);
    EXPECT_EQ(tx.put_buyer_event(bounce("e1", "A-1"), kNow + hours{1}), Change::kUnchanged);
    EXPECT_EQ(tx.buyer_event(*EventId::parse("e1")), bounce("e1", "A-1"));
    EXPECT_THAT(tx.buyer_events_of(*OrderId::parse("A-1")), ElementsAre(bounce("e1", "A-1")));
    EXPECT_FALSE(tx.event(*EventId::parse("e1")));  // not one of the goods
    EXPECT_THAT(tx.events_of(*OrderId::parse("A-1")), IsEmpty());
  });
}

TEST_F(BuyerEventStore, KnowsWhatConcernsAnAddress) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "B@mail.example"), kNow);
    tx.put_order(order_to("A-2", "b@Mail.example"), kNow);
    tx.put_order(order_to("A-3", "c@mail.example"), kNow);
    tx.put_buyer_event(bounce("e1", "A-1"), kNow);
    tx.put_buyer_event(event("e2", BuyerEventType::kOptedOut, "", "b@mail.example"), kNow);
    tx.put_buyer_event(event("e3", BuyerEventType::kCaseOpened, "A-1"), kNow);
    tx.put_event({*EventId::parse("e4"), *OrderId::parse("A-2"), EventType::kOptedOut, kNow, {}},
                 kNow);
  });
  const auto events = to("b@mail.example");
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].id.to_string(), "e1");
  EXPECT_EQ(events[1].id.to_string(), "e2");
  EXPECT_EQ(events[2].type, BuyerEventType::kOptedOut);
  EXPECT_EQ(events[2].order.to_string(), "A-2");
  EXPECT_THAT(to("c@mail.example"), IsEmpty());
}

TEST_F(BuyerEventStore, AnEventStaysWithTheAddressOfItsDay) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "old@mail.example"), kNow);
    tx.put_buyer_event(bounce("e1", "A-1"), kNow);
    tx.put_order(order_to("A-1", "new@mail.example"), kNow);
  });
  EXPECT_EQ(to("old@mail.example").size(), 1U);
  EXPECT_THAT(to("new@mail.example"), IsEmpty());
}

TEST_F(BuyerEventStore, NamesTheOrdersOfAnAddressByTheirTime) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "b@mail.example", kNow + hours{2}), kNow);
    tx.put_order(order_to("A-2", "B@mail.example", kNow), kNow);
    tx.put_order(order_to("A-3", "b@mail.example", std::nullopt), kNow + hours{1});
    tx.put_order(order_to("A-3", "b@mail.example", std::nullopt), kNow + hours{9});
    tx.put_order(order_to("A-4", ""), kNow);
    EXPECT_THAT(
        tx.orders_to(*EmailAddress::parse("b@mail.example")),
        ElementsAre(*OrderId::parse("A-2"), *OrderId::parse("A-3"), *OrderId::parse("A-1")));
  });
}

TEST_F(BuyerEventStore, AnEventOfAnAddressWakesItsOrders) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "b@mail.example"), kNow);
    messaging::PlannedMessage message;
    message.order = *OrderId::parse("A-1");
    message.stage = messaging::Stage::kReview;
    tx.enqueue({message}, kNow);
    EXPECT_THAT(tx.messages_to_look_at(kNow + hours{1}, kNow + hours{2}), IsEmpty());
    tx.put_buyer_event(event("e2", BuyerEventType::kOptedOut, "", "b@mail.example"),
                       kNow + hours{1});
    EXPECT_EQ(tx.messages_to_look_at(kNow + hours{1}, kNow + hours{2}).size(), 1U);
  });
}

TEST_F(BuyerEventStore, TheCampaignStaysWithTheMessage) {
  act([](StoreTransaction& tx) {
    tx.put_order(order_to("A-1", "b@mail.example"), kNow);
    messaging::PlannedMessage message;
    message.order = *OrderId::parse("A-1");
    message.stage = messaging::Stage::kReview;
    message.campaign = "lamps";
    tx.enqueue({message}, kNow);
    StoredMessage stored = tx.messages_of(message.order).front();
    EXPECT_EQ(stored.plan, message);
    stored.plan.campaign = "other";
    tx.update_message(stored);
    EXPECT_EQ(tx.messages_of(message.order).front().plan.campaign, "other");
  });
}

Block block(const char* text, const char* because = "") {
  Block result = *messaging::parse_block(text);
  result.because = because;
  result.added_at = kNow;
  return result;
}

TEST_F(BuyerEventStore, KeepsABlockList) {
  act([](StoreTransaction& tx) {
    EXPECT_EQ(tx.put_block(block("b@mail.example")), Change::kNew);
    EXPECT_EQ(tx.put_block(block("b@mail.example")), Change::kUnchanged);
    EXPECT_EQ(tx.put_block(block("b@mail.example", "complained")), Change::kChanged);
    Block asking = block("@spam.example");
    asking.reach = Blocked::kAsking;
    tx.put_block(asking);
    EXPECT_THAT(tx.blocks(), ElementsAre(block("b@mail.example", "complained"), asking));
    EXPECT_TRUE(tx.remove_block(BlockKind::kAddress, "b@mail.example"));
    EXPECT_FALSE(tx.remove_block(BlockKind::kAddress, "b@mail.example"));
    EXPECT_THAT(tx.blocks(), ElementsAre(asking));
  });
}

TEST_F(BuyerEventStore, FindsTheEntriesThatCoverAnOrder) {
  act([](StoreTransaction& tx) {
    for (const char* text : {"b@mail.example", "@example", "@ail.example", "sku:LAMP-*",
                             "sku:MUG-*", "order:A-1", "order:A-2"})
      tx.put_block(block(text));
    std::vector<std::string> values;
    for (const Block& one : tx.blocks_of(order_to("A-1", "B@mail.example")))
      values.push_back(one.value);
    EXPECT_THAT(values,
                testing::UnorderedElementsAre("b@mail.example", "example", "LAMP-*", "A-1"));
  });
}

}  // namespace
}  // namespace enclosure::app
