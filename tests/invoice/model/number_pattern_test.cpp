#include "invoice/model/number_pattern.h"

#include <gtest/gtest.h>

namespace enclosure::invoice {
namespace {

NumberPattern pattern(std::string_view text) {
  const auto parsed = NumberPattern::parse(text);
  if (!parsed) throw std::logic_error(parsed.faults().front().message);
  return *parsed;
}

struct Printed {
  const char* name;
  const char* pattern;
  const char* number;
  const char* series;
  bool yearly;
};
void PrintTo(const Printed& one, std::ostream* out) {
  *out << one.name;
}
class Patterns : public testing::TestWithParam<Printed> {};

TEST_P(Patterns, PrintNumbersAndNameTheirSeries) {
  const NumberPattern parsed = pattern(GetParam().pattern);
  EXPECT_EQ(parsed.number(2026, 42).to_string(), GetParam().number);
  EXPECT_EQ(parsed.series(2026), GetParam().series);
  EXPECT_EQ(parsed.begins_anew_each_year(), GetParam().yearly);
}
INSTANTIATE_TEST_SUITE_P(
    All, Patterns,
    testing::Values(Printed{"Default", "R-{year}-{number:6}", "R-2026-000042", "R-2026", true},
                    Printed{"ShortYear", "R{year:2}.{number}", "R26.42", "R26.{number}", true},
                    Printed{"Bulgaria", "{number:10}", "0000000042", "{number}", false},
                    Printed{"Croatia", "{number}/P1/1", "42/P1/1", "{number}/P1/1", false},
                    Printed{"Behind", "{number:3}-{year}", "042-2026", "{number}-2026", true}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(NumberPattern, GrowsBeyondItsWidth) {
  EXPECT_EQ(pattern("R-{number:2}").number(2026, 12345).to_string(), "R-12345");
}

struct Bad {
  const char* name;
  const char* pattern;
  const char* fault;
};
void PrintTo(const Bad& bad, std::ostream* out) {
  *out << bad.name;
}
class BadPatterns : public testing::TestWithParam<Bad> {};

TEST_P(BadPatterns, AreRefused) {
  const auto parsed = NumberPattern::parse(GetParam().pattern);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.faults().front().code, GetParam().fault);
}
INSTANTIATE_TEST_SUITE_P(
    All, BadPatterns,
    testing::Values(
        Bad{"NoNumber", "R-{year}", "NUMBER-001"}, Bad{"Empty", "", "NUMBER-001"},
        Bad{"TwoNumbers", "{number}-{number}", "NUMBER-001"},
        Bad{"Unknown", "R-{month}-{number}", "NUMBER-002"},
        Bad{"Unclosed", "R-{number", "NUMBER-002"}, Bad{"WidthZero", "R-{number:0}", "NUMBER-002"},
        Bad{"WidthHuge", "R-{number:99}", "NUMBER-002"},
        Bad{"YearOfThree", "{year:3}{number}", "NUMBER-002"},
        Bad{"Blank", "R {number}", "NUMBER-003"}, Bad{"LeadingDash", "-{number}", "NUMBER-003"},
        Bad{"LeadingSlash", "/{number}", "NUMBER-003"}, Bad{"Parent", "../{number}", "NUMBER-003"},
        Bad{"TooLong", "RECHNUNGEN-UND-GUTSCHRIFTEN-AUS-HAMBURG-{number}", "NUMBER-003"}),
    [](const auto& param) { return std::string(param.param.name); });

struct Pair {
  const char* name;
  const char* a;
  const char* b;
  bool meet;
};
void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.name;
}
class Meeting : public testing::TestWithParam<Pair> {};

TEST_P(Meeting, IsSeenBeforeItHappens) {
  EXPECT_EQ(pattern(GetParam().a).can_meet(pattern(GetParam().b)), GetParam().meet);
  EXPECT_EQ(pattern(GetParam().b).can_meet(pattern(GetParam().a)), GetParam().meet);
}
INSTANTIATE_TEST_SUITE_P(
    All, Meeting,
    testing::Values(Pair{"OtherLetters", "R-{year}-{number:6}", "C-{year}-{number:6}", false},
                    Pair{"LongerLetters", "R-{year}-{number:6}", "RC-{year}-{number:6}", false},
                    Pair{"YearRunsIntoNumber", "R{number}", "R{year}{number:6}", true},
                    Pair{"WidthAlone", "R-{number:4}", "R-{number:6}", true},
                    Pair{"TooShortToMeet", "R-{number:12}1", "R-2-{number}", false},
                    Pair{"SlashAndDash", "{number}/P1/1", "{number}-P1-1", true},
                    Pair{"OtherPremises", "{number}/P1/1", "{number}/P2/1", false},
                    Pair{"DigitsInText", "1{number:3}", "{number:4}", true}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(NationalForm, TenDigitsForBulgaria) {
  EXPECT_EQ(national_form_missed(pattern("{number:10}"), "ten_digits"), "");
  EXPECT_EQ(national_form_missed(pattern("2{number:9}"), "ten_digits"), "");
  EXPECT_NE(national_form_missed(pattern("{number:9}"), "ten_digits"), "");
  EXPECT_NE(national_form_missed(pattern("R-{year}-{number:6}"), "ten_digits"), "");
}

TEST(NationalForm, ThreePartsForCroatia) {
  EXPECT_EQ(national_form_missed(pattern("{number}/P1/1"), "three_parts"), "");
  EXPECT_EQ(national_form_missed(pattern("{number}-WEB{year}-2"), "three_parts"), "");
  EXPECT_NE(national_form_missed(pattern("{number}/P1"), "three_parts"), "");
  EXPECT_NE(national_form_missed(pattern("R/{number}/1"), "three_parts"), "");
}

TEST(NationalForm, OtherFormsAreAlwaysMet) {
  EXPECT_EQ(national_form_missed(pattern("R-{number}"), ""), "");
  EXPECT_EQ(national_form_missed(pattern("R-{number}"), "chronological"), "");
}

}  // namespace
}  // namespace enclosure::invoice
