#include "core/money.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <stdexcept>

namespace enclosure {
namespace {

Currency cur(std::string_view code) {
  return *Currency::parse(code);
}
Money eur(std::int64_t cents) {
  return {cents, Currency()};
}

TEST(Money, IsReadInItsCurrency) {
  EXPECT_EQ(Money::parse("19.99", cur("EUR"))->minor_units(), 1999);
  EXPECT_EQ(Money::parse("19.9", cur("EUR"))->minor_units(), 1990);
  EXPECT_EQ(Money::parse("19.990", cur("EUR"))->minor_units(), 1999);
  EXPECT_EQ(Money::parse("-5", cur("EUR"))->to_string(), "-5.00");
  EXPECT_EQ(Money::parse("1000", cur("JPY"))->minor_units(), 1000);
  EXPECT_EQ(Money::parse("1000.00", cur("JPY"))->minor_units(), 1000);
  EXPECT_EQ(Money::parse("1.005", cur("KWD"))->to_string(), "1.005");
  EXPECT_EQ(Money::parse("19.999", cur("EUR")).faults().front().code, "MONEY-001");
  EXPECT_EQ(Money::parse("1.5", cur("JPY")).faults().front().code, "MONEY-001");
  EXPECT_EQ(Money::parse("1,5", cur("EUR")).faults().front().code, "DECIMAL-001");
}

TEST(Money, RoundsByTheNamedRule) {
  EXPECT_EQ(Money::from(*Decimal::parse("0.005"), cur("EUR"), Rounding::kHalfUp), eur(1));
  EXPECT_EQ(Money::from(*Decimal::parse("0.005"), cur("EUR"), Rounding::kDown), eur(0));
  EXPECT_EQ(Money::from(*Decimal::parse("2.5"), cur("JPY"), Rounding::kHalfUp).minor_units(), 3);
}

TEST(Money, OverflowThrowsAndNeverSaturates) {
  const Money most = eur(999'999'999'999'999'999);
  EXPECT_THROW((void)(most + eur(1)), std::overflow_error);
  EXPECT_THROW((void)(-most - eur(1)), std::overflow_error);
  EXPECT_EQ((most - eur(1)).minor_units(), 999'999'999'999'999'998);
}

using MoneyDeathTest = testing::Test;
TEST(MoneyDeathTest, MixingCurrenciesIsABug) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEBUG_DEATH((void)(eur(1) + Money(1, cur("SEK"))), "currency_ == b.currency_");
}

TEST(Apportion, SharesAreExact) {
  const auto shares = [](std::int64_t total, const std::vector<std::int64_t>& weights) {
    std::vector<std::int64_t> cents;
    for (const Money share : apportion(eur(total), weights)) cents.push_back(share.minor_units());
    return cents;
  };
  using List = std::vector<std::int64_t>;
  EXPECT_EQ(shares(590, {1000, 1000, 1000}), (List{197, 197, 196}));
  EXPECT_EQ(shares(2, {0, 300, 100}), (List{0, 2, 0}));
  EXPECT_EQ(shares(399, {0, 0}), (List{200, 199}));
  EXPECT_EQ(shares(-590, {1000, 1000, 1000}), (List{-197, -197, -196}));
  EXPECT_EQ(shares(0, {1, 2}), (List{0, 0}));
  EXPECT_EQ(shares(7, {}), List{});
  EXPECT_EQ(shares(999'999'999'999'999'999, {999'999'999'999'999'999, 1}),
            (List{999'999'999'999'999'998, 1}));
}

TEST(ApportionProperty, SharesSumToTheTotalAndAreNoFurtherThanAUnitFromTheirPart) {
  std::mt19937_64 random(4);
  for (int i = 0; i < 100'000; ++i) {
    const auto total = static_cast<std::int64_t>(random() % 1'000'000);
    std::vector<std::int64_t> weights(random() % 9 + 1);
    for (auto& weight : weights)
      weight = static_cast<std::int64_t>(random() % 5 == 0 ? 0 : random() % 100'000);
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const auto shares = apportion(eur(total), weights);
    ASSERT_EQ(shares.size(), weights.size());
    std::int64_t given = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const std::int64_t share = shares[k].minor_units();
      given += share;
      if (sum == 0) continue;
      const std::int64_t floor = total * weights[k] / sum;
      ASSERT_GE(share, floor);
      ASSERT_LE(share, floor + 1);
      if (weights[k] == 0) {
        ASSERT_EQ(share, 0);
      }
    }
    ASSERT_EQ(given, total);
  }
}

}  // namespace
}  // namespace enclosure
