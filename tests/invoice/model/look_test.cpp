#include "invoice/model/look.h"

#include <gtest/gtest.h>

namespace enclosure::invoice {
namespace {

TEST(Look, IsReadAsItIsWritten) {
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    EXPECT_EQ(*parse_theme(to_string(theme)), theme);
  }
  for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
    EXPECT_EQ(*parse_paper(to_string(paper)), paper);
  }
  EXPECT_EQ(parse_theme("Modern").faults().front().code, "LOOK-003");
  EXPECT_EQ(parse_paper("A5").faults().front().code, "LOOK-004");
}

TEST(Contrast, IsThatOfWcag) {
  const Colour white{255, 255, 255};
  EXPECT_NEAR(contrast(white, {0, 0, 0}), 21, 1e-9);
  EXPECT_NEAR(contrast({0, 0, 0}, white), 21, 1e-9);
  EXPECT_NEAR(contrast(white, white), 1, 1e-9);
  EXPECT_NEAR(contrast(white, {255, 0, 0}), 3.998, 1e-3);
}

struct AccentCase {
  const char* text;
  const char* accent;  // as it is written again, or empty
  const char* fault;
};

void PrintTo(const AccentCase& c, std::ostream* out) {
  *out << c.text;
}

class AccentParse : public testing::TestWithParam<AccentCase> {};

TEST_P(AccentParse, TakesWhatCanBeReadOnWhite) {
  const auto& [text, written, fault] = GetParam();
  const auto accent = Accent::parse(text);
  EXPECT_EQ(accent ? accent->to_string() : "", written);
  EXPECT_EQ(accent ? "" : accent.faults().front().code, fault);
}

INSTANTIATE_TEST_SUITE_P(
    Colours, AccentParse,
    testing::Values(AccentCase{"#1F4E79", "#1F4E79", ""}, AccentCase{"#7a1f3d", "#7A1F3D", ""},
                    AccentCase{"#767676", "#767676", ""}, AccentCase{"#777777", "", "LOOK-002"},
                    AccentCase{"#FFFF00", "", "LOOK-002"}, AccentCase{"1F4E79", "", "LOOK-001"},
                    AccentCase{"#1F4E7", "", "LOOK-001"}, AccentCase{"#1F4E7G", "", "LOOK-001"},
                    AccentCase{"#1F4E79 ", "", "LOOK-001"}, AccentCase{"", "", "LOOK-001"}));

}  // namespace
}  // namespace enclosure::invoice
