#include "invoice/layout/design.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "invoice/layout/themes/themes.h"

namespace enclosure::invoice::layout {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::SizeIs;

/// The themes of the program, one of them with `from` replaced.
Result<Themes> with_edit(const std::string& path, const std::string& from, const std::string& to) {
  static std::vector<std::string> texts;
  std::vector<EmbeddedFile> files(theme_data::files().begin(), theme_data::files().end());
  for (EmbeddedFile& file : files) {
    if (file.path != path) continue;
    std::string text(file.bytes);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) ADD_FAILURE() << from;
    text.replace(at, from.size(), to);
    texts.push_back(text);
    file.bytes = texts.back();
  }
  return read_themes(files);
}

TEST(Themes, AreThree) {
  const auto themes = read_themes(theme_data::files());
  ASSERT_TRUE(themes);
  EXPECT_THAT(*themes, SizeIs(3));
  EXPECT_EQ(themes->at("modern").cell.size, 9_pt);
  EXPECT_EQ(themes->at("modern").accent, (Colour{0x1F, 0x4E, 0x79}));
  EXPECT_FALSE(themes->at("compact").shows_positions);
}

TEST(Themes, StandOnThePaperThatIsAskedFor) {
  const auto themes = read_themes(theme_data::files());
  ASSERT_TRUE(themes);
  const Design& modern = themes->at("modern");
  const Design letter = in_look(modern, {Theme::kModern, Paper::kLetter});
  EXPECT_EQ(in_look(modern, {}).page_height, kPageHeight);
  EXPECT_EQ(letter.page_width, 612_pt);
  EXPECT_EQ(letter.right(), 612_pt - modern.right_margin);
}

/// Classic has black headings and black texts: the accent takes the headings alone.
TEST(Themes, TakeAnAccentOfOnesOwn) {
  const auto themes = read_themes(theme_data::files());
  ASSERT_TRUE(themes);
  Look look;
  look.accent = *Accent::parse("#7A1F3D");
  const Colour wine{0x7A, 0x1F, 0x3D};
  for (const auto& [name, theme] : *themes) {
    const Design design = in_look(theme, look);
    EXPECT_EQ(design.accent, wine) << name;
    EXPECT_EQ(design.title.colour, wine) << name;
    EXPECT_EQ(design.column_head.colour, wine) << name;
    EXPECT_EQ(design.cell.colour, theme.ink) << name;
    const Colour white{0xFF, 0xFF, 0xFF};
    EXPECT_EQ(design.tint, theme.tint == white ? white : (Colour{0xF6, 0xF0, 0xF2})) << name;
  }
}

/// 4.54 to 1 on white, less on any tint.
TEST(Themes, LoseTheTintOnWhichAnAccentCouldNotBeRead) {
  const auto themes = read_themes(theme_data::files());
  ASSERT_TRUE(themes);
  Look look;
  look.accent = *Accent::parse("#767676");
  EXPECT_EQ(in_look(themes->at("modern"), look).tint, (Colour{0xFF, 0xFF, 0xFF}));
}

struct BadTheme {
  std::string name;
  std::string from;
  std::string to;
  std::string path;
};

void PrintTo(const BadTheme& c, std::ostream* out) {
  *out << c.name;
}

class DamagedTheme : public testing::TestWithParam<BadTheme> {};

TEST_P(DamagedTheme, IsAFaultThatNamesItsMember) {
  const auto themes = with_edit("modern.json", GetParam().from, GetParam().to);
  ASSERT_FALSE(themes);
  EXPECT_EQ(themes.faults().front().code, "THEME-001");
  EXPECT_THAT(themes.faults(), Contains(Field(&Fault::path, HasSubstr(GetParam().path))));
}

INSTANTIATE_TEST_SUITE_P(
    Members, DamagedTheme,
    testing::Values(
        BadTheme{"NoJson", "{", "", "modern.json"},
        BadTheme{"Missing", "\"hairline\": 0.5", "\"hairlines\": 0.5", "lengths.hairline"},
        BadTheme{"Unknown", "\"lengths\": {", "\"lengths\": {\"more\": 1,", "lengths.more"},
        BadTheme{"NoColour", "#1D232B", "#1D232", "colours.ink"},
        BadTheme{"NegativeLength", "\"above_row\": 2.5", "\"above_row\": -2.5",
                 "lengths.above_row"},
        BadTheme{"LeadingBelowSize", "[9, 12, \"ink\"]", "[9, 8, \"ink\"]", "styles."},
        BadTheme{"UnknownColour", "[6.5, 8.5, \"muted\"]", "[6.5, 8.5, \"red\"]", "styles.sender"},
        BadTheme{"NoFlag", "\"gross\": true", "\"gross\": 1", "shows.gross"}),
    [](const auto& param) { return param.param.name; });

TEST(Themes, MustAllBeThere) {
  const auto themes = read_themes({});
  ASSERT_FALSE(themes);
  EXPECT_THAT(themes.faults(), SizeIs(3));
}

}  // namespace
}  // namespace enclosure::invoice::layout
