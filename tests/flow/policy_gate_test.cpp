// The gate before the hand-over, in the dispatcher: what the rules refuse never reaches the
// transport.

#include "app/flow/policy_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/import_file.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/collecting.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using testing::ElementsAre;
using testing::HasSubstr;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

/// A workspace with the sample seller, and orders that differ in the buyer's name and a title.
class PolicyGate : public ShopWorld {
 protected:
  PolicyGate() { transport_.idempotent = false; }

  void take(const std::string& buyer, const std::string& title,
            const std::string& language = "de") {
    take_in(order_of({.name = buyer, .language = language, .title = title}), kStart);
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, transport_, {}, std::nullopt, now, report);
  }

  std::vector<std::string> decisions(const std::string& decision = "refused") {
    return store_.read<std::vector<std::string>>([&](StoreTransaction& tx) {
      std::vector<std::string> all;
      for (const auto& row : tx.log_of(*OrderId::parse("D-1")))
        if (row.decision == decision) all.push_back(row.reason);
      return all;
    });
  }

  Collecting transport_;
};

TEST_F(PolicyGate, LetsAnHonestMailPass) {
  take("Erika Mustermann", "Becher");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
}

TEST_F(PolicyGate, HoldsWhatTheRulesRefuseAndNamesThem) {
  take("{{first_name}}", "Becher");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 0U);
  const StoredMessage held = message(1);
  EXPECT_EQ(held.plan.state, MessageState::kRetryable);
  EXPECT_EQ(held.plan.reason, "R20:refused");
  EXPECT_GT(*held.plan.due_at, kStart);
  EXPECT_THAT(decisions(), ElementsAre("R20:refused"));
  EXPECT_THAT(explain_message_reason(held.plan.reason), HasSubstr("refuse its words: R20;"));
}

TEST_F(PolicyGate, IsNotPassedByWaiting) {
  take("{{first_name}}", "Becher");
  for (int day = 0; day < 12; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_EQ(transport_.sent.size(), 0U);
  EXPECT_EQ(message(1).plan.state, MessageState::kCancelled);
  EXPECT_EQ(message(1).plan.reason, "R20:refused");  // not that it came too late
}

/// Words that the rules cannot judge go out in the own shop, and the log says that they warned.
TEST_F(PolicyGate, WhatItWarnsOfIsSentAndStandsInTheLog) {
  std::filesystem::create_directories(folder_.path() / "messages/fi");
  support::spit(folder_.path() / "messages/fi/documents.txt",
                "Subject: Tilaus {{order_id}}\n\nTilauksen {{order_id}} lasku on liitteenä: "
                "{{invoice_numbers}}.\n");
  shop_ = support::opened(folder_.path());
  take("Erika Mustermann", "Becher", "fi");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
  ASSERT_EQ(decisions("warned").size(), 1U);
  EXPECT_THAT(decisions("warned")[0], testing::StartsWith("R00:warned"));
  EXPECT_THAT(explain_message_reason(decisions("warned")[0]), HasSubstr("warn"));
  EXPECT_THAT(decisions("sent"), ElementsAre(""));
}

TEST_F(PolicyGate, AGoodsTitleIsNoPromotion) {
  take("Erika Mustermann", "Gutscheinheft Rabatt 20 % auf alles");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
}

TEST(PolicyGateReasons, AreToldInSentences) {
  EXPECT_THAT(explain_gate("R07,R18:refused"), HasSubstr("R07,R18"));
  EXPECT_THAT(explain_gate("R12:warned; the buyer asked for it"), HasSubstr("(R12)"));
  EXPECT_EQ(explain_gate("P02:window_closed"), "");
}

}  // namespace
}  // namespace enclosure::app
