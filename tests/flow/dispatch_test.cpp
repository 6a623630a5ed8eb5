// The dispatcher against a transport that does what the test says.

#include "app/flow/dispatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <utility>

#include "app/flow/import_file.h"
#include "app/store/lock.h"
#include "tests/flow/dispatching.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;

TEST_F(Dispatching, SendsTheDocumentsOnceTheGoodsHaveLeft) {
  EXPECT_EQ(pass(kStart).dispatch.sent, 1U);
  EXPECT_THAT(transport_.sent, testing::ElementsAre("D-1-1"));
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
  EXPECT_EQ(message(1).sent_at, kStart);
  EXPECT_TRUE(shop_.archive().get(message(1).eml_sha256));
  pass(kStart + std::chrono::minutes{1});
  EXPECT_EQ(transport_.sent.size(), 1U);
}

TEST_F(Dispatching, DoesNotAskBeforeDeliveryIsKnown) {
  pass(kStart);
  pass(kStart + std::chrono::days{20});
  EXPECT_EQ(transport_.sent.size(), 1U);
}

TEST_F(Dispatching, ATemporaryRefusalIsTriedAgainLaterAndLaterAndThenGivenUp) {
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  Instant now = kStart;
  std::chrono::seconds last{0};
  std::size_t attempts = 0;
  for (; attempts < 100; ++attempts) {
    pass(now);
    if (message(1).plan.state != MessageState::kRetryable) break;
    const auto wait = *message(1).plan.due_at - now;
    if (attempts < 6) {  // quiet hours shorten later ones
      EXPECT_GE(wait, last);
    }
    last = wait;
    now = *message(1).plan.due_at;
  }
  EXPECT_THAT(message(1).plan.state,
              testing::AnyOf(MessageState::kFailed, MessageState::kCancelled));
  EXPECT_LT(attempts, 100U);
  EXPECT_GT(transport_.sent.size(), 3U);
}

TEST_F(Dispatching, ALastingRefusalIsFinal) {
  transport_.answer = DispatchOutcome::Kind::kRefused;
  pass(kStart);
  EXPECT_EQ(message(1).plan.state, MessageState::kFailed);
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{2});
  EXPECT_EQ(transport_.sent.size(), 1U);
}

TEST_F(Dispatching, AnInvoiceMailOfUnknownFateIsSentAgainAFewTimesWithTheSameMessageId) {
  transport_.answer = DispatchOutcome::Kind::kUnknown;
  pass(kStart);
  EXPECT_EQ(message(1).plan.state, MessageState::kRetryable);
  EXPECT_EQ(message(1).plan.reason, "T:in_doubt");
  const std::string id = message(1).message_id;
  for (int i = 0; i < 9; ++i) {
    if (message(1).plan.due_at) pass(*message(1).plan.due_at);
  }
  EXPECT_EQ(message(1).plan.state, MessageState::kFailed);
  EXPECT_EQ(message(1).plan.reason, "T:outcome_unknown");
  EXPECT_EQ(transport_.sent.size(), 4U);
  EXPECT_EQ(message(1).message_id, id);
}

TEST_F(Dispatching, AnInvoiceMailOfUnknownFateThatIsTakenOverThenHasBeenSent) {
  transport_.answer = DispatchOutcome::Kind::kUnknown;
  pass(kStart);
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(*message(1).plan.due_at);
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
  EXPECT_EQ(message(1).plan.reason, "");
  EXPECT_EQ(transport_.sent.size(), 2U);
}

/// A review request of which nobody knows whether it went out is never sent again.
TEST_F(Dispatching, AReviewRequestOfUnknownFateIsNeverSentAgain) {
  const Instant due = review_due();
  transport_.answer = DispatchOutcome::Kind::kUnknown;
  pass(due);
  EXPECT_EQ(message(2).plan.state, MessageState::kFailed);
  EXPECT_EQ(message(2).plan.reason, "T:outcome_unknown");
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(due + std::chrono::hours{2});
  EXPECT_THAT(transport_.sent, testing::ElementsAre("D-1-1", "D-1-2"));
}

/// P04: it may have arrived, so nothing else goes to that address on that day.
TEST_F(Dispatching, AMailOfUnknownFateCountsForTheDay) {
  take(order_of({.id = "D-2"}));
  transport_.answer = DispatchOutcome::Kind::kUnknown;
  pass(kStart);
  EXPECT_THAT(transport_.sent, testing::ElementsAre("D-1-1"));
  const auto moved = store_.read<StoredMessage>(
      [](StoreTransaction& tx) { return tx.messages_of(*OrderId::parse("D-2")).front(); });
  EXPECT_EQ(moved.plan.reason, "P04:one_mail_per_day");
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(*message(1).plan.due_at);
  EXPECT_THAT(transport_.sent, testing::ElementsAre("D-1-1", "D-1-1")) << "the invoice goes again";
}

TEST_F(Dispatching, AFullDiskStopsThePassAndLosesNothing) {
  transport_.broken = true;
  EXPECT_THROW(pass(kStart), WorldError);
  EXPECT_EQ(message(1).plan.state, MessageState::kRetryable);
  transport_.broken = false;
  pass(kStart + std::chrono::hours{1});
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
}

TEST_F(Dispatching, AMailCutOffIsLeftAloneWhileItsLeaseRunsAndThenSentAgain) {
  transport_.dies = true;
  EXPECT_THROW(pass(kStart), Death);
  EXPECT_EQ(message(1).plan.state, MessageState::kSending);
  transport_.dies = false;
  pass(kStart + std::chrono::minutes{19});
  EXPECT_EQ(transport_.sent.size(), 1U);
  EXPECT_EQ(next_due(store_, kStart + std::chrono::minutes{19}), kStart + std::chrono::minutes{20});
  pass(kStart + std::chrono::minutes{20});
  EXPECT_EQ(transport_.sent.size(), 2U);
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
}

TEST_F(Dispatching, AReviewRequestCutOffIsMarkedFailed) {
  const Instant due = review_due();
  transport_.dies = true;
  EXPECT_THROW(pass(due), Death);
  transport_.dies = false;
  pass(due + std::chrono::hours{1});
  EXPECT_EQ(message(2).plan.state, MessageState::kFailed);
  EXPECT_EQ(message(2).plan.reason, "T:outcome_unknown");
  EXPECT_EQ(transport_.sent.size(), 2U);
}

TEST_F(Dispatching, WhereTheSameAgainIsHarmlessAnyMailIsFinished) {
  const Instant due = review_due();
  transport_.dies = true;
  EXPECT_THROW(pass(due), Death);
  transport_.dies = false;
  transport_.idempotent = true;
  pass(due + std::chrono::hours{1});
  EXPECT_EQ(message(2).plan.state, MessageState::kSent);
}

TEST_F(Dispatching, TwoProcessesNeverSendOneMessageTwice) {
  for (int i = 10; i < 40; ++i) take_other(i);
  pass_without_sending(kStart);
  SqliteStore second((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite);
  ScriptedTransport other;
  std::thread thread([&] { dispatch_due(shop_, second, other, std::nullopt, kStart); });
  dispatch_due(shop_, store_, transport_, std::nullopt, kStart);
  thread.join();
  std::vector<std::string> all = transport_.sent;
  all.insert(all.end(), other.sent.begin(), other.sent.end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all.size(), 31U);
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

/// P04 holds over all processes: what another one has sent since is seen before the next byte
/// leaves.
TEST_F(Dispatching, AMailOfAnotherProcessToTheSameAddressCountsForTheDay) {
  take(order_of({.id = "D-2"}));
  // It leaves first, and keeps the mail to Erika waiting meanwhile.
  take(order_of({.id = "C-1", .email = "carla@buyer.example"}));
  pass_without_sending(kStart);
  SqliteStore theirs((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite);
  ScriptedTransport other;
  bool once = false;
  transport_.before_sending = [&] {
    if (std::exchange(once, true)) return;
    dispatch_due(shop_, theirs, other, std::nullopt, kStart);
  };
  dispatch_due(shop_, store_, transport_, std::nullopt, kStart);
  EXPECT_EQ(transport_.sent.size() + other.sent.size(), 2U) << "C-1, and one of D-1 and D-2";
}

/// Our lease ran out while the server took its time, and another process has given the mail up.
TEST_F(Dispatching, AMailThatWasSentAfterAllIsKnownToBeSent) {
  pass_without_sending(kStart);
  transport_.before_sending = [&] {
    store_.write([&](StoreTransaction& tx) {
      StoredMessage given_up = tx.messages_of(*OrderId::parse("D-1")).front();
      tx.end_hand_over(given_up.plan.order, given_up.plan.stage, HandOverEnd::kUnknown);
      given_up.plan.state = MessageState::kFailed;
      tx.update_message(given_up);
    });
  };
  pass(kStart);
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
}

TEST_F(Dispatching, AMailThatAnotherProcessHasTakenUpIsTheirs) {
  pass_without_sending(kStart);
  transport_.before_sending = [&] {
    store_.write([&](StoreTransaction& tx) {
      StoredMessage theirs = tx.messages_of(*OrderId::parse("D-1")).front();
      tx.end_hand_over(theirs.plan.order, theirs.plan.stage, HandOverEnd::kUnknown);
      ++theirs.attempts;
      tx.update_message(theirs);
      EXPECT_TRUE(
          tx.begin_hand_over({theirs.plan.order, theirs.plan.stage, theirs.attempts, Channel::kShop,
                              "another one", kStart, kStart + std::chrono::hours{1}}));
    });
  };
  pass(kStart);
  EXPECT_EQ(message(1).plan.state, MessageState::kSending);
  store_.read([](StoreTransaction& tx) {
    const auto open = tx.open_hand_over(*OrderId::parse("D-1"), messaging::Stage::kDocuments);
    ASSERT_TRUE(open);
    EXPECT_EQ(open->owner, "another one");
  });
}

/// `run` beside `serve`: one pass at a time.
TEST_F(Dispatching, WhileAnotherProcessDispatchesTheBackgroundWaitsAndThenGoesOn) {
  auto other = JobLock::try_take(shop_.workspace, Job::kDispatch);
  ASSERT_TRUE(other);
  std::promise<void> sent;
  transport_.before_sending = [&] { sent.set_value(); };
  std::atomic<int> looks = 0;
  const BackgroundScheduler scheduler(
      shop_, store_, transport_,
      [&] {
        ++looks;
        return kStart;
      },
      [](const std::string& text) { ADD_FAILURE() << text; });
  EXPECT_EQ(looks, 0) << "it has looked at the clock, so it has begun";
  other.reset();
  EXPECT_EQ(sent.get_future().wait_for(std::chrono::minutes{2}), std::future_status::ready);
}

TEST_F(Dispatching, NoMoreLeaveThanTheChannelsPaceAllowsEvenAfterARestart) {
  shop_.config.mail.shop.throttle.per_hour = 2;
  for (int i = 10; i < 14; ++i) take_other(i);
  EXPECT_EQ(pass(kStart).dispatch.sent, 2U);
  EXPECT_EQ(pass(kStart + std::chrono::minutes{59}).dispatch.sent, 0U);
  const auto moved = store_.read<std::vector<StoredMessage>>(
      [](StoreTransaction& tx) { return tx.open_messages(); });
  EXPECT_EQ(std::count_if(moved.begin(), moved.end(),
                          [](const auto& one) { return one.plan.reason == "P06:throttled"; }),
            3);
  EXPECT_EQ(pass(kStart + std::chrono::minutes{60}).dispatch.sent, 2U);
  EXPECT_EQ(pass(kStart + std::chrono::minutes{120}).dispatch.sent, 1U);
}

TEST_F(Dispatching, WhatChangedSinceItWasReadIsLookedAtAgainBeforeItLeaves) {
  transport_.before_sending = [&] {
    // While D-1 is on its way, the buyer of E-10, which is composed already, opts out.
    store_.write([&](StoreTransaction& tx) {
      tx.put_event(
          {*EventId::parse("x"), *OrderId::parse("E-10"), EventType::kOptedOut, kStart, {}},
          kStart);
    });
  };
  take_other(10);
  EXPECT_EQ(pass(kStart).dispatch.sent, 2U) << "it is written anew in the same pass";
  const auto log = store_.read<std::vector<MessageLogEntry>>(
      [](StoreTransaction& tx) { return tx.log_of(*OrderId::parse("E-10")); });
  EXPECT_EQ(std::count_if(log.begin(), log.end(),
                          [](const auto& entry) { return entry.decision == "sending"; }),
            1);
}

/// Blocked, cancelled, another address: each comes while the mail before it is on its way, and the
/// mail was composed with it.
TEST_F(Dispatching, WhatTheSellerSaysMeanwhileCountsForMailsThatAreComposed) {
  for (int i = 10; i < 13; ++i) take_other(i);
  transport_.before_sending = [&] {
    if (!transport_.sent.empty()) return;
    store_.write([](StoreTransaction& tx) {
      tx.put_block({messaging::BlockKind::kAddress,
                    "erika10@buyer.example",
                    messaging::Blocked::kAll,
                    "",
                    {}});
    });
    take(order_of({.id = "E-11", .email = "another@buyer.example"}));
  };
  const auto report = pass(kStart).dispatch;
  EXPECT_THAT(transport_.sent, testing::UnorderedElementsAre("D-1-1", "E-11-1", "E-12-1"));
  EXPECT_EQ(message(1, "E-10").plan.state, MessageState::kCancelled);
  EXPECT_EQ(message(1, "E-10").plan.reason, "S:blocked");
  EXPECT_EQ(report.suppressed, 3U) << "all of E-10";
  EXPECT_THAT(transport_.recipients, testing::Contains("another@buyer.example"));
  EXPECT_THAT(transport_.recipients, testing::Not(testing::Contains("erika11@buyer.example")));
}

/// A slow server: the clock goes on within a pass.
TEST_F(Dispatching, NoMailLeavesInTheQuietHoursThatAPassRunsInto) {
  for (int i = 10; i < 20; ++i) take_other(i);
  now_ = *parse_instant("2026-09-01T18:58:30Z");  // the quiet hours of Berlin begin at 19:00 UTC
  transport_.before_sending = [&] { now_ += std::chrono::seconds{40}; };
  const auto report = pass_by_the_clock().dispatch;
  EXPECT_EQ(report.sent, 3U);
  EXPECT_EQ(report.moved, 8U);
  const Instant morning = *parse_instant("2026-09-02T06:00:00Z");
  int waiting = 0;
  for (const StoredMessage& one :
       store_.read<std::vector<StoredMessage>>([](auto& tx) { return tx.open_messages(); })) {
    if (one.plan.stage != messaging::Stage::kDocuments) continue;
    ++waiting;
    EXPECT_GE(*one.plan.due_at, morning);
  }
  EXPECT_EQ(waiting, 8);
}

TEST_F(Dispatching, WhenAMailLeftIsSaidOfEachByItself) {
  take_other(10);
  transport_.before_sending = [&] { now_ += std::chrono::seconds{30}; };
  pass_by_the_clock();
  std::vector<Instant> sent{*message(1, "D-1").sent_at, *message(1, "E-10").sent_at};
  std::sort(sent.begin(), sent.end());
  EXPECT_THAT(sent, testing::ElementsAre(kStart, kStart + std::chrono::seconds{30}));
}

TEST_F(Dispatching, NoMailLeavesAfterTheWindowThatClosesWithinAPass) {
  for (int i = 10; i < 14; ++i) take_other(i);
  pass(kStart);
  for (int i = 10; i < 14; ++i) {
    const std::string id = "E-" + std::to_string(i);
    store_.write([&](StoreTransaction& tx) {
      tx.put_event({*EventId::parse("d" + id),
                    *OrderId::parse(id),
                    EventType::kDelivered,
                    kStart + std::chrono::hours{1},
                    {}},
                   kStart);
    });
  }
  pass(kStart + std::chrono::hours{2});  // the requests have their moment now
  now_ = message(2, "E-10").plan.closes_at.value() - std::chrono::seconds{50};
  transport_.before_sending = [&] { now_ += std::chrono::seconds{40}; };
  const auto report = pass_by_the_clock().dispatch;
  EXPECT_EQ(report.sent, 2U);
  int closed = 0;
  for (int i = 10; i < 14; ++i) {
    const std::string id = "E-" + std::to_string(i);
    closed += message(2, id.c_str()).plan.reason == "P02:window_closed" ? 1 : 0;
  }
  EXPECT_EQ(closed, 2);
}

TEST_F(Dispatching, OneAddressGetsOneMailADay) {
  take(order_of({.id = "D-2"}));
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
  const StoredMessage moved = message(1, transport_.sent[0] == "D-1-1" ? "D-2" : "D-1");
  EXPECT_EQ(moved.plan.state, MessageState::kScheduled);
  EXPECT_EQ(utc_date_of(*moved.plan.due_at), *parse_date("2026-09-02"));
  pass(kStart + std::chrono::hours{1});
  EXPECT_EQ(transport_.sent.size(), 1U);
  pass(*moved.plan.due_at);
  EXPECT_EQ(transport_.sent.size(), 2U);
}

TEST_F(Dispatching, ARefusedOrderIsHeldAndTold) {
  std::string unknown = order_of({.id = "D-3"});
  constexpr std::string_view kBuyer = "\"buyer\": {";  // Peppol wants addresses that are not there
  unknown.insert(unknown.find(kBuyer) + kBuyer.size(), "\"einvoice\": \"peppol\", ");
  take(unknown);
  const auto report = pass(kStart);
  EXPECT_FALSE(report.faults.empty());
  EXPECT_EQ(report.issued, 1U);  // the other one
  const auto series =
      store_.read<std::int64_t>([](StoreTransaction& tx) { return tx.series().front().second; });
  EXPECT_EQ(series, 1);  // the refused one spent no number
}

}  // namespace
}  // namespace enclosure::app
