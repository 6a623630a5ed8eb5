// Which rate applies on which day, and between which currencies.

#include "app/rates/rate_of_day.h"

#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

Date day(const char* text) {
  return *parse_date(text);
}
Currency currency(const char* code) {
  return *Currency::parse(code);
}

struct DayCase {
  const char* name;
  const char* supply;
  const char* published;
};
void PrintTo(const DayCase& one, std::ostream* out) {
  *out << one.supply;
}
class PublicationDay : public testing::TestWithParam<DayCase> {};

TEST_P(PublicationDay, IsTheDayItselfOrTheLastBefore) {
  EXPECT_EQ(to_string(publication_day_for(day(GetParam().supply))), GetParam().published);
}

INSTANTIATE_TEST_SUITE_P(Each, PublicationDay,
                         testing::Values(DayCase{"Friday", "2026-11-20", "2026-11-20"},
                                         DayCase{"Saturday", "2026-11-21", "2026-11-20"},
                                         DayCase{"Sunday", "2026-11-22", "2026-11-20"},
                                         DayCase{"Monday", "2026-11-23", "2026-11-23"},
                                         DayCase{"NewYear", "2026-01-01", "2025-12-31"},
                                         DayCase{"GoodFriday", "2026-04-03", "2026-04-02"},
                                         DayCase{"EasterMonday", "2026-04-06", "2026-04-02"},
                                         DayCase{"AfterEaster", "2026-04-07", "2026-04-07"},
                                         DayCase{"EasterMonday2024", "2024-04-01", "2024-03-28"},
                                         DayCase{"EasterMonday2025", "2025-04-21", "2025-04-17"},
                                         DayCase{"LabourDay", "2026-05-01", "2026-04-30"},
                                         DayCase{"Christmas", "2026-12-25", "2026-12-24"},
                                         DayCase{"AfterChristmas", "2026-12-27", "2026-12-24"},
                                         DayCase{"NationalHoliday", "2026-10-03", "2026-10-02"},
                                         DayCase{"GermanUnityIsNoHolidayOfTheBank", "2025-10-03",
                                                 "2025-10-03"}),
                         [](const auto& param) { return param.param.name; });

TEST(PublicationDays, AreNeverFurtherThanFiveDaysApart) {
  for (std::chrono::sys_days at{day("2020-01-01")}; at < std::chrono::sys_days{day("2040-01-01")};
       at += std::chrono::days{1}) {
    const std::chrono::sys_days found{publication_day_for(Date{at})};
    ASSERT_LE(found, at);
    ASSERT_LE(at - found, std::chrono::days{4}) << to_string(Date{at});
  }
}

TEST(PublicationMoment, RatesOfADayComeOutInTheAfternoon) {
  const auto at = [](const char* text) { return *parse_instant(text); };
  EXPECT_EQ(to_string(last_published_at(at("2026-11-20T15:14:59Z"))), "2026-11-19");
  EXPECT_EQ(to_string(last_published_at(at("2026-11-20T15:15:00Z"))), "2026-11-20");
  EXPECT_EQ(to_string(last_published_at(at("2026-11-22T23:00:00Z"))), "2026-11-20");
  EXPECT_EQ(to_string(next_publication_after(at("2026-11-20T15:14:59Z"))), "2026-11-20T15:15:00Z");
  EXPECT_EQ(to_string(next_publication_after(at("2026-11-20T15:15:00Z"))), "2026-11-23T15:15:00Z");
}

DayRates some_rates() {
  DayRates rates{day("2026-11-20"), {}};
  rates.per_euro = {{currency("SEK"), *Decimal::parse("11.5")},
                    {currency("PLN"), *Decimal::parse("4.2345")},
                    {currency("HUF"), *Decimal::parse("408.15")},
                    {currency("IDR"), *Decimal::parse("16840.12")},
                    {currency("GBP"), *Decimal::parse("0.8345")}};
  return rates;
}

struct CrossCase {
  const char* name;
  const char* from;
  const char* to;
  const char* rate;
};
void PrintTo(const CrossCase& one, std::ostream* out) {
  *out << one.name;
}
class CrossRate : public testing::TestWithParam<CrossCase> {};

TEST_P(CrossRate, HasEightSignificantDigits) {
  const auto& one = GetParam();
  const auto rate = cross_rate(some_rates(), currency(one.from), currency(one.to));
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->rate.to_string(), one.rate);
  EXPECT_EQ(rate->day, day("2026-11-20"));
  EXPECT_EQ(rate->source, "ECB");
}

// By hand: 1/11.5 = 0.086956521…, 4.2345/11.5 = 0.36821739…, 408.15/0.8345 = 489.09526…,
// 1/16840.12 = 0.0000593819…
INSTANTIATE_TEST_SUITE_P(Each, CrossRate,
                         testing::Values(CrossCase{"AsPublished", "EUR", "SEK", "11.5"},
                                         CrossCase{"IntoEuro", "SEK", "EUR", "0.086956522"},
                                         CrossCase{"Across", "SEK", "PLN", "0.36821739"},
                                         CrossCase{"AboveOne", "GBP", "HUF", "489.09527"},
                                         CrossCase{"VerySmall", "IDR", "EUR", "0.000059382"}),
                         [](const auto& param) { return param.param.name; });

TEST(CrossRates, AreMissingWhereACurrencyIs) {
  EXPECT_FALSE(cross_rate(some_rates(), currency("CHF"), currency("EUR")));
  EXPECT_FALSE(cross_rate(some_rates(), currency("EUR"), currency("CHF")));
  EXPECT_EQ(cross_rate(some_rates(), currency("SEK"), currency("SEK"))->rate, Decimal(1));
}

TEST(CrossRates, OutOfAllRangeIsNoRate) {
  DayRates rates{day("2026-11-20"), {}};
  rates.per_euro = {{currency("SEK"), *Decimal::parse("0.000000000001")},
                    {currency("PLN"), *Decimal::parse("900000000000")}};
  EXPECT_FALSE(cross_rate(rates, currency("SEK"), currency("PLN")));
  EXPECT_FALSE(cross_rate(rates, currency("PLN"), currency("SEK")));
}

}  // namespace
}  // namespace enclosure::app
