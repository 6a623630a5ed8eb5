// Which rate of the ECB counts for a supply, and when the rates are fetched.

#include "app/flow/reference_rates.h"

#include "app/errors.h"
#include "tests/flow/asking_world.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using testing::HasSubstr;

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
    std::string swedish = kFrenchOrder;
    swedish.replace(swedish.find("\"EUR\""), 5, "\"SEK\"");
    const auto vat = swedish.find(", \"vat_id\"");
    swedish.erase(vat, swedish.find('}', vat) - vat);
    swedish.replace(swedish.find("\"business\""), 10, "\"consumer\"");
    take(swedish);
    order_ = swedish;
    DayRates rates{*parse_date("2026-09-01"), {}};
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
  source_.days[0].day = *parse_date("2026-08-31");
  ASSERT_TRUE(store_rates({source_.days, {}}, store_, kStart));
  EXPECT_EQ(issue(kStart).faults.at(0).code, "RATES-006");
}

TEST_F(Rates, AreFetchedOnceADayAndTheInvoiceGoesOutByItself) {
  const auto report = walk(shop_, store_, mail_, kStart, *parse_instant("2026-09-01T16:00:00Z"),
                           [](Instant) {}, {nullptr, &source_});
  EXPECT_EQ(report.issued, 1U);
  EXPECT_EQ(report.rates_added, 1U);
  EXPECT_EQ(source_.asked, std::vector{ReferenceRates::Span::kNinetyDays});
  EXPECT_EQ(next_rates_fetch(store_, *parse_instant("2026-09-01T16:00:00Z")),
            *parse_instant("2026-09-02T15:15:00Z"));
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
