// What keeps mails back on their way: a server that cannot be reached, one that refuses for a time,
// and one that knows no such mailbox.

#include "app/flow/way_out.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/story.h"
#include "app/flow/take_bounces.h"
#include "app/flow/why.h"
#include "tests/flow/dispatching.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;

using WayOut = Dispatching;

TEST_F(WayOut, AServerThatIsDownForADayCostsNoMail) {
  take_other(10);
  take_other(11);
  transport_.way_is_open = false;
  Instant now = kStart;
  while (now < kStart + std::chrono::hours{18}) {
    const int before = transport_.knocks;
    pass(now);
    EXPECT_LE(transport_.knocks, before + 1) << "the rest of the pass knows";
    now = next_due(store_, now).value_or(now + std::chrono::minutes{5});
  }
  const auto shut =
      store_.read<std::optional<ShutWay>>([](StoreTransaction& tx) { return shut_way(tx); });
  ASSERT_TRUE(shut);
  EXPECT_EQ(shut->since, kStart);
  EXPECT_EQ(shut->detail, "connection refused");
  EXPECT_EQ(message(1).attempts, 0);
  EXPECT_THAT(transport_.sent, testing::IsEmpty());
  transport_.way_is_open = true;
  const Instant end = *parse_instant("2026-09-02T06:00:00Z") + std::chrono::hours{2};
  for (now = *parse_instant("2026-09-02T06:00:00Z"); now < end; now += std::chrono::minutes{5})
    pass(now);
  EXPECT_THAT(transport_.sent, testing::UnorderedElementsAre("D-1-1", "E-10-1", "E-11-1"));
  EXPECT_FALSE(
      store_.read<std::optional<ShutWay>>([](StoreTransaction& tx) { return shut_way(tx); }));
}

TEST_F(WayOut, AWayThatIsShutMakesNoLaterRefusalWaitLonger) {
  transport_.answer = DispatchOutcome::Kind::kNoWay;  // 421 in the middle of each
  Instant now = kStart;
  for (int i = 0; i < 12; ++i, now = *message(1).plan.due_at) pass(now);
  EXPECT_EQ(message(1).plan.state, MessageState::kRetryable);
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(now);
  EXPECT_LE(*message(1).plan.due_at - now, std::chrono::minutes{6});
}

TEST_F(WayOut, AWindowClosesOverAWayThatStaysShutAndSaysWhatKeptItShut) {
  transport_.way_is_open = false;
  pass(kStart);
  pass(kStart + std::chrono::days{30});
  EXPECT_EQ(message(1).plan.state, MessageState::kCancelled);
  EXPECT_EQ(message(1).plan.reason, "T:connection refused");
}

TEST_F(WayOut, ATemporaryRefusalIsTriedAgainAsLongAsTheWindowIsOpen) {
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  for (Instant now = kStart; now < kStart + std::chrono::days{6}; now = *message(1).plan.due_at) {
    pass(now);
    ASSERT_EQ(message(1).plan.state, MessageState::kRetryable) << to_string(now);
    ASSERT_LE(*message(1).plan.due_at - now, std::chrono::hours{17});  // a night and a bit
  }
  EXPECT_GT(message(1).attempts, 8);
}

TEST_F(WayOut, AMailboxThatDoesNotExistGetsNothingMore) {
  transport_.answer = DispatchOutcome::Kind::kRefused;
  transport_.refusal = "550 5.1.1 <erika@buyer.example>: user unknown";
  take(order_of({.id = "E-2"}));
  pass(kStart);
  transport_.answer = DispatchOutcome::Kind::kSent;
  transport_.refusal.clear();
  deliver();
  for (int day = 1; day < 40; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_THAT(transport_.sent, testing::ElementsAre("D-1-1"));
  EXPECT_EQ(message(1).plan.state, MessageState::kFailed);
  EXPECT_EQ(message(2).plan.reason, "S:bounced");
  EXPECT_EQ(message(1, "E-2").plan.reason, "S:bounced");
}

TEST_F(WayOut, AServerThatRefusesForAPolicyStopsThatMessageAlone) {
  for (const char* refusal : {"550 5.7.1 blocked by policy", "550 5.7.1 user unknown",
                              "552 5.2.2 mailbox full", "554 relay access denied"}) {
    StoredMessage refused;
    refused.message_id = "x@y.example";
    EXPECT_FALSE(event_of_refusal(refused, refusal, kStart)) << refusal;
  }
}

TEST_F(WayOut, AnInvoiceThatWasInNoMailIsNamed) {
  std::string order = order_of({.id = "E-3", .quantity = "2"});
  const std::string one = R"([{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}])";
  const std::string two =
      R"([{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z", "lines": [{"line": "1", "quantity": "1"}]},
          {"id": "S2", "lines": [{"line": "1", "quantity": "1"}]}])";
  take(order.replace(order.find(one), one.size(), two));
  const auto why = [&] {
    return store_.read<std::vector<std::string>>([&](StoreTransaction& tx) {
      return why_of(*OrderId::parse("E-3"), shop_, tx, kStart)->sentences;
    });
  };
  const Instant next_day = *parse_instant("2026-09-02T06:00:00Z");  // D-1 goes to the same buyer
  pass(kStart);
  pass(next_day);
  ASSERT_THAT(transport_.sent, testing::Contains("E-3-1"));
  EXPECT_THAT(why(), testing::Not(testing::Contains(testing::HasSubstr("in no mail"))));
  take_in(R"({"id": "s2", "order": "E-3", "type": "shipped", "shipment": "S2",)"
          R"( "at": "2026-09-02T07:00:00Z"})",
          next_day + std::chrono::hours{2});
  pass(next_day + std::chrono::hours{2});
  EXPECT_THAT(why(), testing::Contains(testing::HasSubstr("R-2026-000003 was in no mail")));
}

TEST_F(WayOut, AnInvoiceWhoseMailMissedItsWindowIsNamed) {
  const auto notes = [&] {
    return store_.read<std::vector<std::string>>([&](StoreTransaction& tx) {
      return story_of(*OrderId::parse("D-1"), shop_, tx, kStart)->notes;
    });
  };
  pass_without_sending(kStart);
  EXPECT_THAT(notes(), testing::Not(testing::Contains(testing::HasSubstr("in no mail"))));
  deliver();
  pass(kStart + std::chrono::days{3});
  EXPECT_EQ(message(1).plan.reason, "P02:window_closed");
  EXPECT_THAT(notes(), testing::Contains(testing::HasSubstr(
                           "R-2026-000001 was in no mail: the one mail with documents did not "
                           "leave while its window was open")));
}

/// It waited for the morning; it is told so no more once it is on its way.
TEST_F(WayOut, AMailOnItsWayDoesNotWait) {
  const Instant night = *parse_instant("2026-09-01T22:00:00Z");
  pass_without_sending(night);
  pass(night);
  pass(*message(1).plan.due_at);
  const auto story = store_.read<Story>([&](StoreTransaction& tx) {
    return *story_of(*OrderId::parse("D-1"), shop_, tx, *message(1).plan.due_at);
  });
  const auto sending = std::find_if(story.lines.begin(), story.lines.end(),
                                    [](const StoryLine& line) { return line.what == "sending"; });
  ASSERT_NE(sending, story.lines.end());
  EXPECT_EQ(sending->sentence, "It is being handed over.");
  EXPECT_EQ(sending->reason, "");
}

}  // namespace
}  // namespace enclosure::app
