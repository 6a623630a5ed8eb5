// When the register is asked about a VAT number, and what becomes of the order that waits.

#include "app/flow/ask_register.h"

#include <atomic>
#include <future>

#include "app/flow/decide_vat_number.h"
#include "app/flow/log_text.h"
#include "app/store/lock.h"
#include "tests/flow/asking_world.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

/// The seller decides, in another process, while the register is being asked.
TEST_F(Asking, WhatWasDecidedMeanwhileIsNotAskedAgain) {
  registry_.before_answering = [&] {
    const auto decided =
        decide_vat_number(id_, OwnDecision::Kind::kTax, "Mia", "no answer", shop_, store_, kStart);
    EXPECT_TRUE(decided);
  };
  EXPECT_EQ(pass(kStart).issued, 1U) << "as the seller has decided";
  ASSERT_EQ(registry_.asked.size(), 1U);
  EXPECT_FALSE(question()) << "an answer that came too late has opened it again";
  pass(kStart + hours{5});
  EXPECT_EQ(registry_.asked.size(), 1U);
}

TEST_F(Asking, WhileAnotherProcessAsksNobodyElseDoes) {
  const auto other = JobLock::try_take(shop_.workspace, Job::kRegister);
  pass(kStart);
  EXPECT_TRUE(registry_.asked.empty());
}

TEST_F(Asking, TheOrderIsHeldUntilTheRegisterAnswers) {
  EXPECT_EQ(pass(kStart).issued, 0U);
  ASSERT_EQ(registry_.asked.size(), 1U);
  EXPECT_EQ(registry_.asked[0].requester_number, "136695976");
  const auto waiting = question();
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->attempts, 1);
  EXPECT_EQ(waiting->last_code, "MS_UNAVAILABLE");
  const Why told = why(kStart);
  EXPECT_EQ(told.state, "held");
  ASSERT_EQ(told.parts.size(), 1U);
  EXPECT_EQ(told.parts[0].faults.at(0).code, "VIES-001");
  EXPECT_THAT(told.parts[0].faults.at(0).hint, HasSubstr(to_string(*waiting->next_ask_at)));

  EXPECT_EQ(pass(*waiting->next_ask_at - std::chrono::seconds{1}).issued, 0U);
  EXPECT_EQ(registry_.asked.size(), 1U) << "asked before it was due";
  registry_.outcome = "VALID";
  EXPECT_EQ(pass(*waiting->next_ask_at).issued, 1U);
  EXPECT_FALSE(question());
  const Why done = why(*waiting->next_ask_at);
  EXPECT_EQ(done.state, "issued");
  ASSERT_EQ(done.documents.size(), 1U);
  EXPECT_EQ(done.documents[0].total.to_string(), "119.00");
  EXPECT_THAT(done.documents[0].grounds, HasSubstr("WAPIAAAAZ1234567"));
  EXPECT_THAT(done.documents[0].consignment, HasSubstr("WAPIAAAAZ1234567"));
  EXPECT_THAT(done.documents[0].snapshot, testing::Not(HasSubstr("WAPIAAAAZ1234567")));
}

TEST_F(Asking, WalkingThroughTimeAsksAgainAndIssuesByItself) {
  const auto report = walk(shop_, store_, mail_, kStart, kStart + hours{3},
                           [&](Instant now) {
                             if (now - kStart > minutes{50}) registry_.outcome = "VALID";
                           },
                           {&registry_, nullptr});
  EXPECT_EQ(report.issued, 1U);
  EXPECT_TRUE(report.faults.empty());
  EXPECT_GE(registry_.asked.size(), 5U);
  EXPECT_LE(registry_.asked.size(), 9U);
}

TEST_F(Asking, ANumberThatTheRegisterDeniesIsTaxed) {
  registry_.outcome = "INVALID";
  EXPECT_EQ(pass(kStart).issued, 1U);
  EXPECT_THAT(why(kStart).documents.at(0).snapshot, HasSubstr("20"));
  EXPECT_THAT(why(kStart).documents.at(0).grounds, HasSubstr("VIES does not know"));
}

TEST_F(Asking, NobodyIsAskedWhereItIsSwitchedOff) {
  shop_.config.vies.ask = false;
  const IssueOutcome outcome = issue(kStart);
  EXPECT_EQ(outcome.kind, IssueOutcome::Kind::kRefused);
  EXPECT_EQ(outcome.faults.at(0).code, "VIES-002");
  EXPECT_FALSE(question());
}

/// The seller's own commands name the number, the log of `serve` and `run` does not.
TEST_F(Asking, TheLogNamesNoVatNumber) {
  shop_.config.vies.ask = false;
  EXPECT_THAT(issue(kStart).faults.at(0).message, HasSubstr("VAT number FR40303265045"));
  std::promise<std::string> said;
  auto line = said.get_future();
  std::atomic<bool> first = true;
  const BackgroundScheduler scheduler(
      shop_, store_, mail_, [] { return kStart; },
      [&](const std::string& text) {
        if (first.exchange(false)) said.set_value(text);
      });
  ASSERT_EQ(line.wait_for(minutes{2}), std::future_status::ready);
  EXPECT_THAT(line.get(), testing::AllOf(HasSubstr("VIES-002"), HasSubstr("VAT number FR…45"),
                                         testing::Not(HasSubstr("40303265045"))));
}

TEST(LogText, MasksVatNumbersAlone) {
  EXPECT_EQ(for_log("order 305-1234567-1234567: FR40303265045, (DE123456789) W-10021 and EL"),
            "order 305-1234567-1234567: FR…45, (DE…89) W-10021 and EL");
  EXPECT_EQ(for_log(""), "");
}

TEST_F(Asking, WhatDoesNotNeedTheAnswerIsNotAsked) {
  std::string domestic = kFrenchOrder;
  const std::string abroad = R"("75001", "city": "Paris", "country": "FR")";
  domestic.replace(domestic.find(abroad), abroad.size(),
                   R"("10115", "city": "Berlin", "country": "DE")");
  take(domestic);
  EXPECT_EQ(pass(kStart).issued, 1U);
  EXPECT_TRUE(registry_.asked.empty());
}

TEST_F(Asking, TheAnswerOfTheInputStays) {
  std::string told = kFrenchOrder;
  told.insert(told.find("\"vat_id\""), "\"vies\": \"valid\", ");
  take(told);
  EXPECT_EQ(pass(kStart).issued, 1U);
  EXPECT_TRUE(registry_.asked.empty());
}

TEST_F(Asking, OneAnswerServesEveryOrderOfThatBuyer) {
  std::string other = kFrenchOrder;
  other.replace(other.find("B-1"), 3, "B-2");
  take(other);
  registry_.outcome = "VALID";
  EXPECT_EQ(pass(kStart).issued, 2U);
  EXPECT_EQ(registry_.asked.size(), 1U);
}

TEST_F(Asking, AStateThatIsDownIsNotAskedTwiceInOnePass) {
  std::string other = kFrenchOrder;
  other.replace(other.find("B-1"), 3, "B-2");
  other.replace(other.find("FR40303265045"), 13, "FR61954506077");
  take(other);
  pass(kStart);
  EXPECT_EQ(registry_.asked.size(), 1U);
  const auto put_off = store_.read<std::optional<OpenQuestion>>(
      [](StoreTransaction& tx) { return tx.question_of(*OrderId::parse("B-2")); });
  ASSERT_TRUE(put_off);
  EXPECT_EQ(put_off->attempts, 0);
  EXPECT_GT(*put_off->next_ask_at, kStart);
}

TEST_F(Asking, ARefusedQuestionWaitsForTheSeller) {
  registry_.outcome = "INVALID_REQUESTER_INFO";
  pass(kStart);
  const Why told = why(kStart);
  EXPECT_EQ(told.state, "refused");
  EXPECT_EQ(told.parts.at(0).faults.at(0).code, "VIES-004");
  EXPECT_THAT(told.parts[0].faults[0].hint, HasSubstr("vies.requester"));
  pass(kStart + hours{48});
  EXPECT_EQ(registry_.asked.size(), 1U);
  registry_.outcome = "VALID";
  ASSERT_TRUE(decide_vat_number(id_, OwnDecision::Kind::kAskAgain, "Erika", "", shop_, store_,
                                kStart + hours{49}));
  EXPECT_EQ(pass(kStart + hours{49}).issued, 1U);
}

TEST_F(Asking, AfterTheLimitTheSellerDecides) {
  const auto report =
      walk(shop_, store_, mail_, kStart, kStart + hours{95}, [](Instant) {}, {&registry_, nullptr});
  EXPECT_EQ(report.issued, 0U);
  EXPECT_EQ(report.faults.at(0).code, "VIES-003");
  const std::size_t asked = registry_.asked.size();
  EXPECT_EQ(why(kStart + hours{95}).state, "refused");
  registry_.outcome = "VALID";
  EXPECT_EQ(pass(kStart + hours{97}).issued, 1U) << "still asked once a day";
  EXPECT_EQ(registry_.asked.size(), asked + 1);
}

TEST_F(Asking, ExemptAtOwnRiskSaysWhoAndWhy) {
  pass(kStart);
  const auto nobody = decide_vat_number(id_, OwnDecision::Kind::kExempt, "Erika Mustermann", " ",
                                        shop_, store_, kStart);
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.faults().front().code, "VIES-006");
  ASSERT_TRUE(decide_vat_number(id_, OwnDecision::Kind::kExempt, "Erika Mustermann",
                                "certificate of the tax office", shop_, store_, kStart));
  EXPECT_EQ(issue(kStart).kind, IssueOutcome::Kind::kIssued);
  const std::string grounds = why(kStart).documents.at(0).grounds;
  EXPECT_THAT(grounds, HasSubstr("Erika Mustermann"));
  EXPECT_THAT(grounds, HasSubstr("certificate of the tax office"));
  EXPECT_THAT(grounds, testing::Not(HasSubstr("VIES confirmed")));
}

TEST_F(Asking, TaxedByTheSellersWord) {
  pass(kStart);
  ASSERT_TRUE(decide_vat_number(id_, OwnDecision::Kind::kTax, "Erika Mustermann", "no answer",
                                shop_, store_, kStart));
  EXPECT_EQ(issue(kStart).kind, IssueOutcome::Kind::kIssued);
  EXPECT_FALSE(question());
  EXPECT_THAT(why(kStart).documents.at(0).snapshot, testing::Not(HasSubstr("FR40303265045")));
}

TEST_F(Asking, OnlyAnOrderThatWaitsCanBeDecided) {
  registry_.outcome = "VALID";
  pass(kStart);
  const auto late = decide_vat_number(id_, OwnDecision::Kind::kTax, "Erika", "x", shop_, store_,
                                      kStart + hours{1});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.faults().front().code, "VIES-005");
}

TEST_F(Asking, ACancelledOrderIsAskedAboutNoMore) {
  pass(kStart);
  ASSERT_TRUE(question());
  const auto cancelled = import_file(
      "e.json",
      R"({"id": "E-1", "order": "B-1", "type": "cancelled", "at": "2026-09-01T08:30:00Z"})",
      std::nullopt, shop_, store_, kStart);
  ASSERT_TRUE(cancelled);
  pass(kStart + hours{5});
  EXPECT_FALSE(question());
  EXPECT_EQ(registry_.asked.size(), 1U);
}

}  // namespace
}  // namespace enclosure::app
