// What every store promises about evidence (app/ports/evidence_store.h), shown on each
// implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

const Instant kLater = kNow + std::chrono::hours{1};

class EvidenceStore : public testing::TestWithParam<Implementation> {
 protected:
  EvidenceStore() : store_(GetParam().open(folder_)) {
    for (const char* id : {"A-1", "A-2"}) {
      Order order;
      order.id = *OrderId::parse(id);
      store_->write([&](StoreTransaction& tx) { tx.put_order(order, kNow); });
    }
  }

  Consultation consultation(VatAnswer::Kind kind, const std::string& code) const {
    Consultation one;
    one.vat_id = "FR40303265045";
    one.order = *OrderId::parse("A-1");
    one.asked_at = kNow;
    one.asked_on = *parse_date("2026-09-01");
    one.requester = "DE136695976";
    one.answer = {kind,    VatAnswer::Busy::kThatState, code,
                  "WAPI1", "2026-09-01T08:00:00Z",      "Été'\"",
                  "1 rue"};
    return one;
  }

  OpenQuestion question(const char* order, std::optional<Instant> next) const {
    OpenQuestion one;
    one.order = *OrderId::parse(order);
    one.vat_id = "FR40303265045";
    one.opened_at = kNow;
    one.decide_by = kNow + std::chrono::hours{72};
    one.attempts = 2;
    one.last_asked_at = kNow;
    one.last_code = "MS_UNAVAILABLE";
    one.next_ask_at = next;
    return one;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(EvidenceStore, KeepsEveryConsultationInOrder) {
  const auto first = consultation(VatAnswer::Kind::kUnavailable, "MS_UNAVAILABLE");
  const auto second = consultation(VatAnswer::Kind::kValid, "");
  store_->write([&](StoreTransaction& tx) {
    tx.add_consultation(first);
    tx.add_consultation(second);
    EXPECT_THAT(tx.consultations_of("FR40303265045"), testing::ElementsAre(first, second));
    EXPECT_TRUE(tx.consultations_of("DE136695976").empty());
  });
}

TEST_P(EvidenceStore, HoldsOneQuestionPerOrder) {
  store_->write([&](StoreTransaction& tx) {
    tx.put_question(question("A-1", kLater));
    tx.put_question(question("A-2", kNow));
    EXPECT_EQ(tx.question_of(*OrderId::parse("A-1")), question("A-1", kLater));
    EXPECT_THAT(tx.open_questions(),
                testing::ElementsAre(question("A-2", kNow), question("A-1", kLater)));
    tx.put_question(question("A-2", std::nullopt));  // those that are not asked again come last
    EXPECT_THAT(tx.open_questions(),
                testing::ElementsAre(question("A-1", kLater), question("A-2", std::nullopt)));
    tx.close_question(*OrderId::parse("A-1"));
    EXPECT_FALSE(tx.question_of(*OrderId::parse("A-1")));
  });
}

TEST_P(EvidenceStore, TellsWhenAQuestionComesUpNext) {
  store_->write([&](StoreTransaction& tx) {
    EXPECT_FALSE(tx.next_question_after(kNow));
    tx.put_question(question("A-1", kLater));
    EXPECT_EQ(tx.next_question_after(kNow), kLater);
    EXPECT_EQ(tx.next_question_after(kLater), kNow + std::chrono::hours{72});
    EXPECT_FALSE(tx.next_question_after(kNow + std::chrono::hours{72}));
  });
}

TEST_P(EvidenceStore, TheLastDecisionOfTheSellerCounts) {
  const OwnDecision again{
      *OrderId::parse("A-1"), "FR40303265045", OwnDecision::Kind::kAskAgain, "Erika", "", kNow};
  const OwnDecision tax{*OrderId::parse("A-1"),
                        "FR40303265045",
                        OwnDecision::Kind::kTax,
                        "Erika",
                        "no answer",
                        kLater};
  store_->write([&](StoreTransaction& tx) {
    EXPECT_FALSE(tx.own_decision_of(again.order));
    tx.add_own_decision(again);
    EXPECT_EQ(tx.own_decision_of(again.order), again);
    tx.add_own_decision(tax);
    EXPECT_EQ(tx.own_decision_of(again.order), tax);
  });
}

TEST_P(EvidenceStore, RemembersTheLastAnswerOfALink) {
  LinkCheck check{"https://maker.example/hub", true, kNow, "https://maker.example/new", {}};
  check.answer.status = 200;
  check.answer.size = 12;
  check.answer.sha256 = std::string(64, 'a');
  check.answer.bytes = 12;
  check.answer.took = std::chrono::milliseconds{350};
  store_->write([&](StoreTransaction& tx) {
    EXPECT_FALSE(tx.link_check_of(check.url));
    tx.put_link_check(check);
    EXPECT_EQ(tx.link_check_of(check.url), check);
    check.answer = {};
    check.answer.trouble = "SILENCE";
    check.answer.told = "no answer within 15 s";
    tx.put_link_check(check);
    EXPECT_EQ(tx.link_check_of(check.url), check);
    EXPECT_FALSE(tx.link_check_of("https://maker.example/other"));
  });
}

DayRates rates_of(const char* day, const char* sek) {
  DayRates rates{*parse_date(day), {}};
  rates.per_euro[*Currency::parse("SEK")] = *Decimal::parse(sek);
  rates.per_euro[*Currency::parse("JPY")] = *Decimal::parse("163.41");
  return rates;
}

TEST_P(EvidenceStore, TheSameRatesOnceMoreAreNoChange) {
  store_->write([&](StoreTransaction& tx) {
    EXPECT_FALSE(tx.newest_rate_day());
    const auto first =
        tx.put_rates({rates_of("2026-11-19", "11.4"), rates_of("2026-11-20", "11.5")}, kNow);
    EXPECT_EQ(first->added, 4U);
    const auto again = tx.put_rates({rates_of("2026-11-20", "11.50")}, kLater);
    EXPECT_EQ(again->added, 0U);
    EXPECT_EQ(again->unchanged, 2U);
    EXPECT_EQ(tx.newest_rate_day(), *parse_date("2026-11-20"));
    EXPECT_EQ(tx.count_rate_days(), 2U);
    EXPECT_EQ(tx.rates_of(*parse_date("2026-11-20")), rates_of("2026-11-20", "11.5"));
    EXPECT_FALSE(tx.rates_of(*parse_date("2026-11-18")));
  });
}

TEST_P(EvidenceStore, AnotherValueOfThatDayIsAFaultAndNothingIsKept) {
  store_->write([&](StoreTransaction& tx) {
    ASSERT_TRUE(tx.put_rates({rates_of("2026-11-20", "11.5")}, kNow));
  });
  const auto result = store_->transaction<RateChange>([&](StoreTransaction& tx) {
    return tx.put_rates({rates_of("2026-11-21", "11"), rates_of("2026-11-20", "11.6")}, kNow);
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.faults().size(), 1U);
  EXPECT_EQ(result.faults().front().code, "RATES-005");
  store_->write([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.rates_of(*parse_date("2026-11-21")));
    EXPECT_EQ(tx.rates_of(*parse_date("2026-11-20")), rates_of("2026-11-20", "11.5"));
  });
}

INSTANTIATE_TEST_SUITE_P(Each, EvidenceStore, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
