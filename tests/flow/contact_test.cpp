// What buyers do, through import, plan and dispatch: the messages that stay behind, and the story.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/buyer_events.h"
#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/pause.h"
#include "app/flow/sample_data.h"
#include "app/flow/story.h"
#include "app/scheduler/scheduler.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

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

struct Outbox : MailTransport {
  std::vector<std::string> sent;
  DispatchOutcome send(const Envelope&, std::string_view name, std::string_view) override {
    sent.emplace_back(name);
    return {DispatchOutcome::Kind::kSent, ""};
  }
  [[nodiscard]] bool is_idempotent() const override { return false; }
};

std::string order_json(const std::string& id, const std::string& address) {
  return R"({"id": ")" + id + R"(", "channel": "shop", "fulfilment": "shop", "currency": "EUR",
    "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
    "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115",
                   "city": "Berlin", "country": "DE"},
    "buyer": {"name": "Erika Mustermann", "language": "de", "email": ")" +
         address + R"("},
    "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
    "lines": [{"id": "1", "sku": "X-1", "description": "Becher", "quantity": "1",
               "unit_price_gross": "9.99", "rate_class": "standard"}]})";
}

std::string event_json(const std::string& id, const std::string& type, const std::string& more,
                       Instant at = kDelivered) {
  return R"({"id": ")" + id + R"(", "type": ")" + type + R"(", "at": ")" + to_string(at) + "\", " +
         more + "}";
}

class Contact : public testing::Test {
 protected:
  Contact() : shop_(open()), store_(":memory:", SqliteStore::Mode::kReadWrite) {
    take(order_json("D-1", "Erika@buyer.example"));
  }

  Shop open() {
    for (const EmbeddedFile& file : sample_data::files()) {
      if (file.path == "enclosure.json" || file.path == "logo.png")
        write_file(folder_.path() / std::string(file.path), file.bytes);
    }
    auto shop = Shop::open(folder_.path());
    EXPECT_TRUE(shop);
    return *std::move(shop);
  }

  Faults take(const std::string& json, Instant now = kStart) {
    const auto report = import_file("in", json, std::nullopt, shop_, store_, now);
    return report ? Faults{} : report.faults();
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, outbox_, {}, std::nullopt, now, report);
  }

  StoredMessage message(int stage, const char* order = "D-1") {
    return store_.read<StoredMessage>([&](StoreTransaction& tx) {
      return tx.messages_of(*OrderId::parse(order)).at(static_cast<std::size_t>(stage - 1));
    });
  }

  Story story(const char* order = "D-1", Instant now = kDelivered + days{40}) {
    return store_
        .read<std::optional<Story>>(
            [&](StoreTransaction& tx) { return story_of(*OrderId::parse(order), shop_, tx, now); })
        .value();
  }

  support::TemporaryFolder folder_;
  Shop shop_;
  SqliteStore store_;
  Outbox outbox_;
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
                                "bounced", "bounced1", "delivered", "suppressed2", "suppressed3"));
}

TEST_F(Contact, ADeadAddressGetsNothingMoreWhateverTheOrder) {
  pass(kStart);
  ASSERT_TRUE(
      take(event_json("b1", "bounced", R"("order": "D-1", "class": "hard")", kStart)).empty());
  ASSERT_TRUE(take(order_json("D-2", "erika@BUYER.example")).empty());
  ASSERT_TRUE(take(order_json("D-3", "other@buyer.example")).empty());
  pass(kStart + hours{1});
  EXPECT_EQ(message(1, "D-2").plan.reason, "S:bounced");
  EXPECT_EQ(message(1, "D-3").plan.state, MessageState::kSent);
}

TEST_F(Contact, AnOptOutHoldsForEveryOrderOfTheAddress) {
  ASSERT_TRUE(take(order_json("D-2", "erika@buyer.example")).empty());
  ASSERT_TRUE(take(event_json("o1", "opted_out", R"("order": "D-1")", kStart)).empty());
  pass(kStart + hours{1});
  EXPECT_EQ(message(2, "D-2").plan.reason, "S:opted_out");
  EXPECT_NE(message(1, "D-2").plan.state, MessageState::kCancelled);  // the invoice is owed
  ASSERT_TRUE(
      take(event_json("o2", "opted_out", R"("address": "x@buyer.example")", kStart)).empty());
  ASSERT_TRUE(take(order_json("D-4", "x@buyer.example")).empty());
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
  ASSERT_TRUE(take(order_json("D-2", "erika@buyer.example")).empty());
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
  std::string reported = order_json("D-2", "other@buyer.example");
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
