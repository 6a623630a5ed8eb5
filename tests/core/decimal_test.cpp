#include "core/decimal.h"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace enclosure {
namespace {

Decimal dec(std::string_view text) {
  return *Decimal::parse(text);
}

struct Parsed {
  std::string text;
  std::string result;  ///< as written again, or the code of the fault
};
void PrintTo(const Parsed& parsed, std::ostream* out) {
  *out << '"' << parsed.text << '"';
}

class DecimalParse : public testing::TestWithParam<Parsed> {};

TEST_P(DecimalParse, KeepsPlacesOrNamesTheFault) {
  const auto value = Decimal::parse(GetParam().text);
  EXPECT_EQ(value ? value->to_string() : value.faults().front().code, GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    All, DecimalParse,
    testing::Values(
        Parsed{"0", "0"}, Parsed{"-0", "0"}, Parsed{"12.50", "12.50"}, Parsed{"-12.50", "-12.50"},
        Parsed{"+1.5", "1.5"}, Parsed{"007.00", "7.00"}, Parsed{"0.000000000001", "0.000000000001"},
        Parsed{"999999999999999999", "999999999999999999"}, Parsed{"-0.05", "-0.05"},
        Parsed{"", "DECIMAL-001"}, Parsed{"-", "DECIMAL-001"}, Parsed{".", "DECIMAL-001"},
        Parsed{".5", "DECIMAL-001"}, Parsed{"5.", "DECIMAL-001"}, Parsed{"1.2.3", "DECIMAL-001"},
        Parsed{"1,5", "DECIMAL-001"}, Parsed{"1e3", "DECIMAL-001"}, Parsed{" 1", "DECIMAL-001"},
        Parsed{"1 ", "DECIMAL-001"}, Parsed{"0x10", "DECIMAL-001"}, Parsed{"--1", "DECIMAL-001"},
        Parsed{"NaN", "DECIMAL-001"}, Parsed{"1000000000000000000", "DECIMAL-002"},
        Parsed{"0.0000000000001", "DECIMAL-002"}, Parsed{"1234567890123456.789", "DECIMAL-002"}));

TEST(Decimal, ComparesNumbersNotSpellings) {
  EXPECT_EQ(dec("1.5"), dec("1.50"));
  EXPECT_LT(dec("-1"), dec("0.000000000001"));
  EXPECT_LT(dec("99999999999999.9999"), dec("100000000000000"));
}

TEST(Decimal, AddsAndMultipliesExactly) {
  EXPECT_EQ((dec("0.1") + dec("0.2")).to_string(), "0.3");
  EXPECT_EQ((dec("1.00") - dec("0.999")).to_string(), "0.001");
  EXPECT_EQ((dec("2.50") * dec("4")).to_string(), "10");
  EXPECT_EQ((dec("0.000001") * dec("0.000001")).to_string(), "0.000000000001");
}

TEST(Decimal, WhatDoesNotFitThrows) {
  const Decimal most = dec("999999999999999999");
  EXPECT_THROW((void)(most + most), std::overflow_error);
  EXPECT_THROW((void)(most * dec("2")), std::overflow_error);
  EXPECT_THROW((void)(dec("0.0000001") * dec("0.0000001")), std::overflow_error);
  EXPECT_THROW((void)round(most, 1, Rounding::kHalfUp), std::overflow_error);
  EXPECT_THROW((void)divide(most, dec("0.1"), 0, Rounding::kHalfUp), std::overflow_error);
  EXPECT_THROW((void)divide(most, dec("0.000000000001"), 12, Rounding::kHalfUp),
               std::overflow_error);
  EXPECT_THROW((void)Decimal::scaled(1, 13), std::overflow_error);
  EXPECT_THROW((void)Decimal::scaled(1, -1), std::overflow_error);
}

struct Rounded {
  std::string value;
  std::string half_up;
  std::string down;
  std::string floor;
};
void PrintTo(const Rounded& rounded, std::ostream* out) {
  *out << rounded.value;
}

class DecimalRound : public testing::TestWithParam<Rounded> {};

TEST_P(DecimalRound, ByTheNamedRule) {
  const auto& [value, half_up, down, floor] = GetParam();
  EXPECT_EQ(round(dec(value), 2, Rounding::kHalfUp).to_string(), half_up);
  EXPECT_EQ(round(dec(value), 2, Rounding::kDown).to_string(), down);
  EXPECT_EQ(round(dec(value), 2, Rounding::kFloor).to_string(), floor);
}
INSTANTIATE_TEST_SUITE_P(All, DecimalRound,
                         testing::Values(Rounded{"1.005", "1.01", "1.00", "1.00"},
                                         Rounded{"-1.005", "-1.01", "-1.00", "-1.01"},
                                         Rounded{"1.0049", "1.00", "1.00", "1.00"},
                                         Rounded{"-1.0049", "-1.00", "-1.00", "-1.01"},
                                         Rounded{"0.005", "0.01", "0.00", "0.00"},
                                         Rounded{"-0.005", "-0.01", "0.00", "-0.01"},
                                         Rounded{"2", "2.00", "2.00", "2.00"}));

TEST(Decimal, DividesWithPlacesAndRule) {
  EXPECT_EQ(divide(dec("1"), dec("3"), 4, Rounding::kHalfUp).to_string(), "0.3333");
  EXPECT_EQ(divide(dec("2"), dec("3"), 4, Rounding::kHalfUp).to_string(), "0.6667");
  EXPECT_EQ(divide(dec("-2"), dec("3"), 0, Rounding::kFloor).to_string(), "-1");
  EXPECT_EQ(divide(dec("1"), dec("-2"), 0, Rounding::kHalfUp).to_string(), "-1");
  EXPECT_EQ(
      divide(dec("0.000000000001"), dec("999999999999999999"), 2, Rounding::kHalfUp).to_string(),
      "0.00");
}

TEST(Decimal, MultiplyDivideRoundsOnce) {
  EXPECT_EQ(multiply_divide(999, 19, 119, Rounding::kHalfUp), 160);
  EXPECT_EQ(multiply_divide(-999, 19, 119, Rounding::kHalfUp), -160);
  EXPECT_EQ(multiply_divide(999'999'999'999'999'999, 999'999'999'999'999'999,
                            999'999'999'999'999'999, Rounding::kDown),
            999'999'999'999'999'999);
  EXPECT_THROW((void)multiply_divide(999'999'999'999'999'999, 2, 1, Rounding::kDown),
               std::overflow_error);
}

TEST(Decimal, NormalisedIsShortest) {
  EXPECT_EQ(dec("25.500").normalised().to_string(), "25.5");
  EXPECT_EQ(dec("100.00").normalised().to_string(), "100");
  EXPECT_EQ(dec("0.00").normalised().to_string(), "0");
}

TEST(DecimalProperty, WritingAndReadingIsTheIdentity) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 100'000; ++i) {
    const int scale = static_cast<int>(random() % 13);
    const auto coefficient = static_cast<std::int64_t>(random() % 1'999'999'999'999'999'999ULL) -
                             999'999'999'999'999'999;
    const Decimal value = Decimal::scaled(coefficient, scale);
    const auto again = Decimal::parse(value.to_string());
    ASSERT_TRUE(again) << value.to_string();
    ASSERT_EQ(again->coefficient(), value.coefficient());
    ASSERT_EQ(again->scale(), value.scale());
    ASSERT_EQ(value.normalised(), value);
  }
}

TEST(DecimalProperty, SumsAndDifferencesUndoEachOther) {
  std::mt19937_64 random(2);
  const auto any = [&] {
    return Decimal::scaled(static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000,
                           static_cast<int>(random() % 7));
  };
  for (int i = 0; i < 100'000; ++i) {
    const Decimal a = any(), b = any(), c = any();
    ASSERT_EQ(a + b - b, a);
    ASSERT_EQ(a + b, b + a);
    ASSERT_EQ(Decimal(7) * (a + b), Decimal(7) * a + Decimal(7) * b);
    if (a < b) {
      ASSERT_LT(a + c, b + c);
    }
  }
}

TEST(DecimalProperty, AQuotientTimesItsDivisorIsWithinHalfAPlace) {
  std::mt19937_64 random(3);
  for (int i = 0; i < 100'000; ++i) {
    const Decimal a = Decimal::scaled(static_cast<std::int64_t>(random() % 1'000'000'000), 2);
    const Decimal b = Decimal::scaled(static_cast<std::int64_t>(random() % 9'999) + 1, 1);
    const Decimal off = divide(a, b, 6, Rounding::kHalfUp) * b - a;
    ASSERT_LE(off.is_negative() ? -off : off, Decimal::scaled(5, 7) * b);
  }
}

}  // namespace
}  // namespace enclosure
