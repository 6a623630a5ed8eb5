#include "locales/respell.h"

#include <gtest/gtest.h>

#include <string>

namespace enclosure::locales {
namespace {

/// A font with Latin letters and Greek ones.
bool is_shown(char32_t c) {
  return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x180) || (c >= 0x390 && c < 0x3D0);
}

struct RespellCase {
  std::string name;
  std::string text;
  std::string respelled;
};

void PrintTo(const RespellCase& c, std::ostream* out) {
  *out << c.name;
}

class Respell : public testing::TestWithParam<RespellCase> {};

TEST_P(Respell, DropsNothing) {
  EXPECT_EQ(respell(GetParam().text, is_shown), GetParam().respelled);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Respell,
    testing::Values(RespellCase{"Shown", "Grüße, Ωμέγα", "Grüße, Ωμέγα"},
                    RespellCase{"Arabic", "قلم 5", "qlm 5"},
                    RespellCase{"ArabicAyn", "محمد العربي", "mhmd alrby"},
                    RespellCase{"ArabicBesideASign", "العربي\U0001F381", "alrby[wrapped present]"},
                    RespellCase{"AynAlone", "ع", "[arabic letter ain]"},
                    RespellCase{"Flag", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", "[DE][FR]"},
                    RespellCase{"HalfAFlag", "\U0001F1E9", "[regional indicator symbol letter d]"},
                    RespellCase{"PrivateUse", "\uE000", "[U+E000]"},
                    RespellCase{"Cyrillic", "Київ", "Kiiv"}, RespellCase{"Hangul", "서울", "seoul"},
                    RespellCase{"Kana", "さくら tea", "sakura tea"},
                    RespellCase{"Emoji", "Gift \U0001F381!", "Gift [wrapped present]!"},
                    RespellCase{"Unassigned", "\U0001FFFF", "[U+1FFFF]"},
                    RespellCase{"Fullwidth", "Ａ１", "A1"},
                    RespellCase{"Control", "a\x01z", "a\x01z"}),
    [](const auto& param) { return param.param.name; });

TEST(Respelling, PutsHanIntoLatinLetters) {
  const std::string text = respell("山田", [](char32_t c) { return c < 0x80; });
  EXPECT_EQ(text, "shan tian");
}

TEST(Folding, LeavesLatinLettersAndDigits) {
  EXPECT_EQ(folded("São-Paulo "), "saopaulo");
  EXPECT_EQ(folded("SAO PAULO"), "saopaulo");
  EXPECT_EQ(folded("Łódź"), "lodz");
  EXPECT_EQ(folded("Αθήνα"), "athena");
  EXPECT_EQ(folded("１０１１５"), "10115");
  EXPECT_EQ(folded(" - "), "");
  EXPECT_EQ(folded(""), "");
}

}  // namespace
}  // namespace enclosure::locales
