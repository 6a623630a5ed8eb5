#include "invoice/pdf/font_subset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <string>

#include "core/text.h"
#include "invoice/layout/typesetting.h"
#include "sample_invoice.h"

namespace enclosure::invoice::pdf {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;

const layout::FontFace& face() {
  return sample::typesetting().data().regular;
}

FontSubset subset_of(std::string_view text) {
  UsedCharacters used;
  used.add(text);
  return make_subset(face(), used.sorted());
}

std::string code_of(char32_t character) {
  std::string code;
  const unsigned glyph = face().glyph(character);
  for (int shift = 12; shift >= 0; shift -= 4) code += "0123456789ABCDEF"[glyph >> shift & 0xF];
  return code;
}

TEST(UsedCharacters, AreSortedAndEachThereOnce) {
  UsedCharacters used;
  EXPECT_TRUE(used.empty());
  used.add("ba");
  used.add("abc€");
  EXPECT_THAT(used.sorted(), ElementsAre(u'a', u'b', u'c', u'€'));
}

TEST(MakeSubset, KeepsOnlyWhatIsUsed) {
  EXPECT_LT(subset_of("Rechnung").file.size(), 4000U);
  EXPECT_LT(subset_of("Rechnung").file.size(), subset_of("Rechnung Größe").file.size());
}

TEST(MakeSubset, KeepsTheGlyphsAnAccentIsComposedOf) {
  EXPECT_GT(subset_of("ΐ").file.size(), subset_of(" ").file.size() + 50);
}

TEST(MakeSubset, LeavesOutTablesThatPdfDoesNotRead) {
  const std::string directory = subset_of("Rechnung").file.substr(0, 300);
  EXPECT_THAT(directory, HasSubstr("glyf"));
  EXPECT_THAT(directory, HasSubstr("hmtx"));
  for (const char* table : {"cmap", "name", "post", "OS/2", "GSUB", "GPOS", "prep", "fpgm"}) {
    EXPECT_THAT(directory, testing::Not(HasSubstr(table)));
  }
}

TEST(MakeSubset, TagsTheNameByItsCharacters) {
  EXPECT_THAT(subset_of("abc").name,
              MatchesRegex("[A-Z][A-Z][A-Z][A-Z][A-Z][A-Z].NotoSans-Regular"));
  EXPECT_EQ(subset_of("abc").name, subset_of("cab").name);
  EXPECT_NE(subset_of("abc").name, subset_of("abd").name);
}

TEST(MakeSubset, MapsCodesBackToCharacters) {
  const std::string map = subset_of("A€Ж").to_unicode;
  for (const auto& [character, number] :
       {std::pair{U'A', "0041"}, std::pair{U'€', "20AC"}, std::pair{U'Ж', "0416"}}) {
    const std::string code = code_of(character);
    EXPECT_THAT(map, HasSubstr("<" + code + "> <" + code + "> <" + number + ">"));
  }
  EXPECT_THAT(map, HasSubstr("3 beginbfrange"));
}

TEST(MakeSubset, MapsNeighboursAsARange) {
  const std::string map = subset_of("ABCDE").to_unicode;
  EXPECT_THAT(map, HasSubstr("<" + code_of(U'A') + "> <" + code_of(U'E') + "> <0041>"));
  EXPECT_THAT(map, HasSubstr("1 beginbfrange"));
}

/// All that the face has; a range stays within the last byte of its code.
TEST(MakeSubset, CutsTheMapIntoBlocksOfAHundredRanges) {
  UsedCharacters used;
  for (char32_t c = 0x20; c < 0x2200; ++c) {
    std::string letter;
    append_utf8(letter, c);
    if (face().glyph(c) != layout::kNoGlyph) used.add(letter);
  }
  const std::string map = make_subset(face(), used.sorted()).to_unicode;
  EXPECT_THAT(map, HasSubstr("100 beginbfrange"));
  std::map<unsigned, char32_t> characters;
  std::smatch match;
  for (auto at = map.cbegin(); std::regex_search(
           at, map.cend(), match, std::regex("<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>"));
       at = match[0].second) {
    const auto number = [&](std::size_t i) {
      return static_cast<unsigned>(std::stoul(match[i].str(), nullptr, 16));
    };
    EXPECT_EQ(number(1) >> 8U, number(2) >> 8U);
    for (unsigned code = number(1); code <= number(2); ++code) {
      characters[code] = number(3) + code - number(1);
    }
  }
  EXPECT_EQ(characters.size(), used.sorted().size());
  for (const char16_t c : used.sorted()) EXPECT_EQ(characters[face().glyph(c)], c);
}

TEST(MakeSubset, ListsTheWidths) {
  const auto width = [](char32_t c) { return std::to_string(face().advance(face().glyph(c))); };
  const unsigned a = face().glyph(U'A');
  ASSERT_EQ(face().glyph(U'B'), a + 1);
  EXPECT_EQ(subset_of("AB").widths,
            "[" + std::to_string(a) + " [" + width(U'A') + " " + width(U'B') + "]]");
}

}  // namespace
}  // namespace enclosure::invoice::pdf
