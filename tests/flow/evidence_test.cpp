// Which answer and which rate count for a supply; when the register is asked, and what then.

#include "app/flow/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/errors.h"
#include "app/flow/ask_register.h"
#include "app/flow/decide_vat_number.h"
#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/flow/reference_rates.h"
#include "app/flow/sample_data.h"
#include "app/flow/why.h"
#include "app/scheduler/scheduler.h"
#include "app/store/files.h"
#include "app/store/lock.h"
#include "app/store/sqlite_store.h"
#include "tests/support/fake_registry.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

Instant at(const char* text) {
  return *parse_instant(text);
}
Date day(const char* text) {
  return *parse_date(text);
}

// ---- which consultation counts

Consultation asked_on(const char* date, VatAnswer::Kind kind) {
  Consultation one;
  one.asked_on = day(date);
  one.asked_at = std::chrono::sys_days{one.asked_on};
  one.answer.kind = kind;
  return one;
}

struct CountsCase {
  const char* name;
  std::vector<Consultation> consultations;
  int fresh_days;
  const char* counts;  ///< the day it was asked, or empty
};
void PrintTo(const CountsCase& one, std::ostream* out) {
  *out << one.name;
}
class ConsultationThatCounts : public testing::TestWithParam<CountsCase> {};

constexpr auto kYes = VatAnswer::Kind::kValid;
constexpr auto kNo = VatAnswer::Kind::kInvalid;
constexpr auto kSilent = VatAnswer::Kind::kUnavailable;

/// The order is of the 28th of August, the supply of the 1st of September.
TEST_P(ConsultationThatCounts, IsTheFirstFromTheSupplyOn) {
  Evidence evidence;
  evidence.consultations = GetParam().consultations;
  const auto* one =
      consultation_for(evidence, day("2026-08-28"), day("2026-09-01"), GetParam().fresh_days);
  EXPECT_EQ(one == nullptr ? "" : to_string(one->asked_on), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ConsultationThatCounts,
    testing::Values(CountsCase{"None", {}, 0, ""},
                    CountsCase{"OfThatDay", {asked_on("2026-09-01", kYes)}, 0, "2026-09-01"},
                    CountsCase{"Later", {asked_on("2026-09-03", kYes)}, 0, "2026-09-03"},
                    CountsCase{"TheFirstOfTwo",
                               {asked_on("2026-09-02", kYes), asked_on("2026-09-03", kNo)},
                               0,
                               "2026-09-02"},
                    CountsCase{"SilenceDoesNot",
                               {asked_on("2026-09-01", kSilent), asked_on("2026-09-02", kNo)},
                               0,
                               "2026-09-02"},
                    CountsCase{"Before", {asked_on("2026-08-31", kYes)}, 0, ""},
                    CountsCase{"FreshEnough", {asked_on("2026-08-31", kYes)}, 1, "2026-08-31"},
                    CountsCase{"TheLastOfThoseBefore",
                               {asked_on("2026-08-29", kYes), asked_on("2026-08-31", kNo)},
                               5,
                               "2026-08-31"},
                    CountsCase{"AfterRatherThanBefore",
                               {asked_on("2026-08-31", kYes), asked_on("2026-09-02", kYes)},
                               5,
                               "2026-09-02"},
                    CountsCase{"NeverBeforeTheOrder", {asked_on("2026-08-27", kYes)}, 30, ""}),
    [](const auto& param) { return param.param.name; });

// ---- waiting

TEST(Waiting, DoublesUpToFourHours) {
  VatAnswer silent;
  silent.code = "MS_UNAVAILABLE";
  std::chrono::seconds before{0};
  for (int attempts = 1; attempts <= 30; ++attempts) {
    const auto wait = wait_after(attempts, silent, "FR40303265045");
    const auto plain = std::min<std::chrono::seconds>(
        std::chrono::minutes{1} * (1LL << std::min(attempts - 1, 20)), hours{4});
    EXPECT_GE(wait * 100, plain * 80) << attempts;
    EXPECT_LE(wait * 100, plain * 120) << attempts;
    EXPECT_EQ(wait, wait_after(attempts, silent, "FR40303265045"));
    if (attempts > 1 && attempts < 8) {
      EXPECT_GT(wait, before);
    }
    before = wait;
  }
  EXPECT_NE(wait_after(3, silent, "FR40303265045"), wait_after(3, silent, "FR61954506077"));
  silent.code = "GLOBAL_MAX_CONCURRENT_REQ";
  EXPECT_GE(wait_after(1, silent, "FR40303265045"), minutes{12});
}

TEST(Waiting, EndsBeforeTheInvoiceIsOverdue) {
  EXPECT_EQ(decide_by(kStart, day("2026-09-01"), 72), kStart + hours{72});
  EXPECT_EQ(decide_by(at("2026-10-13T08:00:00Z"), day("2026-09-30"), 72),
            at("2026-10-14T12:00:00Z"));
  EXPECT_EQ(decide_by(at("2026-12-01T08:00:00Z"), day("2026-09-30"), 72),
            at("2026-12-04T08:00:00Z"));
}

// ---- the order that waits

constexpr const char* kOrder =
    R"({"id": "B-1", "channel": "shop", "fulfilment": "shop", "currency": "EUR", "prices": "gross",
  "order_date": "2026-08-31",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Exemple SARL", "lines": ["1 rue de l'Exemple"], "postcode": "75001", "city": "Paris", "country": "FR"},
  "buyer": {"type": "business", "name": "Jeanne Exemple", "company": "Exemple SARL", "language": "fr",
            "email": "achats@exemple.example", "vat_id": "FR40303265045"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Lampe", "quantity": "1", "unit_price_gross": "119.00", "rate_class": "standard"}]})";

struct NoMail : MailTransport {
  DispatchOutcome send(const Envelope&, std::string_view, std::string_view) override {
    return {DispatchOutcome::Kind::kSent, ""};
  }
  [[nodiscard]] bool is_idempotent() const override { return true; }
};

class Asking : public testing::Test {
 protected:
  Asking()
      : shop_(open()), store_((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite) {
    shop_.config.vies.ask = true;
    take(kOrder);
    registry_.outcome = "MS_UNAVAILABLE";
  }

  Shop open() {
    for (const EmbeddedFile& file : sample_data::files()) {
      if (file.path == "enclosure.json" || file.path == "logo.png")
        write_file(folder_.path() / std::string(file.path), file.bytes);
    }
    return *Shop::open(folder_.path());
  }

  void take(const std::string& json) {
    const auto taken = import_file("o.json", json, std::nullopt, shop_, store_, kStart);
    ASSERT_TRUE(taken) << taken.faults().front().message;
  }

  IssueOutcome issue(Instant now) { return issue_order(id_, shop_, store_, now).at(0); }

  ScheduleReport pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, mail_, {&registry_, nullptr}, std::nullopt, now, report);
    return report;
  }

  std::optional<OpenQuestion> question() {
    return store_.read<std::optional<OpenQuestion>>(
        [&](StoreTransaction& tx) { return tx.question_of(id_); });
  }

  Why why(Instant now) {
    return *store_.transaction<Why>(
        [&](StoreTransaction& tx) { return why_of(id_, shop_, tx, now); });
  }

  support::TemporaryFolder folder_;
  Shop shop_;
  SqliteStore store_;
  support::FakeRegistry registry_;
  NoMail mail_;
  OrderId id_ = *OrderId::parse("B-1");
};

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

TEST_F(Asking, WhatDoesNotNeedTheAnswerIsNotAsked) {
  std::string domestic = kOrder;
  const std::string abroad = R"("75001", "city": "Paris", "country": "FR")";
  domestic.replace(domestic.find(abroad), abroad.size(),
                   R"("10115", "city": "Berlin", "country": "DE")");
  take(domestic);
  EXPECT_EQ(pass(kStart).issued, 1U);
  EXPECT_TRUE(registry_.asked.empty());
}

TEST_F(Asking, TheAnswerOfTheInputStays) {
  std::string told = kOrder;
  told.insert(told.find("\"vat_id\""), "\"vies\": \"valid\", ");
  take(told);
  EXPECT_EQ(pass(kStart).issued, 1U);
  EXPECT_TRUE(registry_.asked.empty());
}

TEST_F(Asking, OneAnswerServesEveryOrderOfThatBuyer) {
  std::string other = kOrder;
  other.replace(other.find("B-1"), 3, "B-2");
  take(other);
  registry_.outcome = "VALID";
  EXPECT_EQ(pass(kStart).issued, 2U);
  EXPECT_EQ(registry_.asked.size(), 1U);
}

TEST_F(Asking, AStateThatIsDownIsNotAskedTwiceInOnePass) {
  std::string other = kOrder;
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

// ---- rates

struct FakeRates : ReferenceRates {
  std::vector<DayRates> days;
  std::vector<Span> asked;
  bool broken = false;
  Result<std::vector<DayRates>> fetch(Span span) override {
    asked.push_back(span);
    if (broken) throw WorldError(kExitUnavailable, "no reference rates", "try later");
    return days;
  }
};

class Rates : public Asking {
 protected:
  Rates() {
    std::string swedish = kOrder;
    swedish.replace(swedish.find("\"EUR\""), 5, "\"SEK\"");
    const auto vat = swedish.find(", \"vat_id\"");
    swedish.erase(vat, swedish.find('}', vat) - vat);
    swedish.replace(swedish.find("\"business\""), 10, "\"consumer\"");
    take(swedish);
    order_ = swedish;
    DayRates rates{day("2026-09-01"), {}};
    rates.per_euro[*Currency::parse("SEK")] = *Decimal::parse("11.5");
    source_.days = {rates};
  }
  FakeRates source_;
  std::string order_;
};

TEST_F(Rates, AMissingRateHoldsTheInvoiceAndSaysWhich) {
  const IssueOutcome outcome = issue(kStart);
  EXPECT_EQ(outcome.kind, IssueOutcome::Kind::kRefused);
  ASSERT_EQ(outcome.faults.at(0).code, "RATES-006");
  EXPECT_THAT(outcome.faults[0].message, HasSubstr("2026-09-01"));
  EXPECT_THAT(outcome.faults[0].hint, HasSubstr("rates fetch"));
}

TEST_F(Rates, TheRateOfTheSupplyDayIsTakenAndPrinted) {
  ASSERT_TRUE(store_rates({source_.days, {}}, store_, kStart));
  EXPECT_EQ(issue(kStart).kind, IssueOutcome::Kind::kIssued);
  const StoredInvoice invoice = why(kStart).documents.at(0);
  EXPECT_THAT(invoice.snapshot, HasSubstr("0.086956522"));
  EXPECT_THAT(invoice.snapshot, HasSubstr("2026-09-01"));
}

TEST_F(Rates, AnInvoicedOrderMayComeBackWithItsDelivery) {
  ASSERT_TRUE(store_rates({source_.days, {}}, store_, kStart));
  ASSERT_EQ(issue(kStart).kind, IssueOutcome::Kind::kIssued);
  std::string delivered = order_;
  delivered.insert(delivered.find("}],\n  \"lines\""),
                   ", \"delivered_at\": \"2026-09-03T07:00:00Z\"");
  const auto taken = import_file("o.json", delivered, std::nullopt, shop_, store_, kStart);
  ASSERT_TRUE(taken) << taken.faults().front().message;
  EXPECT_EQ(taken->changed_orders, 1U);
}

TEST_F(Rates, AnOlderRateIsNotTakenForABusinessDay) {
  source_.days[0].day = day("2026-08-31");
  ASSERT_TRUE(store_rates({source_.days, {}}, store_, kStart));
  EXPECT_EQ(issue(kStart).faults.at(0).code, "RATES-006");
}

TEST_F(Rates, AreFetchedOnceADayAndTheInvoiceGoesOutByItself) {
  const auto report = walk(shop_, store_, mail_, kStart, at("2026-09-01T16:00:00Z"), [](Instant) {},
                           {nullptr, &source_});
  EXPECT_EQ(report.issued, 1U);
  EXPECT_EQ(report.rates_added, 1U);
  EXPECT_EQ(source_.asked, std::vector{ReferenceRates::Span::kNinetyDays});
  EXPECT_EQ(next_rates_fetch(store_, at("2026-09-01T16:00:00Z")), at("2026-09-02T15:15:00Z"));
}

TEST_F(Rates, ASourceThatIsDownIsAskedAgainTwoHoursLater) {
  source_.broken = true;
  ScheduleReport report;
  run_pass(shop_, store_, mail_, {nullptr, &source_}, std::nullopt, kStart, report);
  EXPECT_EQ(report.faults.at(0).code, "RATES-007");
  run_pass(shop_, store_, mail_, {nullptr, &source_}, std::nullopt, kStart + hours{1}, report);
  EXPECT_EQ(source_.asked.size(), 1U);
  EXPECT_EQ(next_rates_fetch(store_, kStart + hours{1}), kStart + hours{2});
}

}  // namespace
}  // namespace enclosure::app
