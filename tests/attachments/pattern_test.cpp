#include "attachments/pattern.h"

#include <gtest/gtest.h>

namespace enclosure::attachments {
namespace {

struct PatternCase {
  const char* name;
  const char* pattern;
  const char* text;
  bool matches;
};
void PrintTo(const PatternCase& c, std::ostream* out) {
  *out << c.name;
}

class Pattern : public testing::TestWithParam<PatternCase> {};

TEST_P(Pattern, MatchesAsStarsSay) {
  EXPECT_EQ(matches_pattern(GetParam().pattern, GetParam().text), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Sku, Pattern,
    testing::Values(PatternCase{"Same", "LF-1", "LF-1", true},
                    PatternCase{"CaseCounts", "LF-1", "lf-1", false},
                    PatternCase{"NoStarNoTail", "LF-1", "LF-12", false},
                    PatternCase{"TailStar", "LF-USBHUB-*", "LF-USBHUB-7", true},
                    PatternCase{"StarTakesNothing", "LF-USBHUB-*", "LF-USBHUB-", true},
                    PatternCase{"OtherBeginning", "LF-USBHUB-*", "LX-USBHUB-7", false},
                    PatternCase{"LeadingStar", "*-BLACK", "LF-7-BLACK", true},
                    PatternCase{"MiddleStar", "LF-*-EU", "LF-7-BLACK-EU", true},
                    PatternCase{"MiddleStarOtherEnd", "LF-*-EU", "LF-7-BLACK-UK", false},
                    PatternCase{"TwoStars", "*HUB*", "LF-USBHUB-7", true},
                    PatternCase{"BacktracksOverFalseStarts", "*ab*abc", "ab-ab-ababc", true},
                    PatternCase{"StarAloneIsAll", "*", "", true},
                    PatternCase{"EmptyIsOnlyEmpty", "", "A", false},
                    PatternCase{"NoSkuNoMatch", "LF*", "", false},
                    PatternCase{"DotIsADot", "L.1", "LF1", false}),
    [](const auto& param) { return param.param.name; });

TEST(Pattern, ManyStarsStayFast) {
  std::string pattern;
  for (int i = 0; i < 40; ++i) pattern += "*a";
  EXPECT_FALSE(matches_pattern(pattern + "b", std::string(80, 'a')));
}

}  // namespace
}  // namespace enclosure::attachments
