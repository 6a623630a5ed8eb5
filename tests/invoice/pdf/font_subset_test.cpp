#include "invoice/pdf/font_subset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

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
  EXPECT_THAT(map, HasSubstr("<" + code_of(U'A') + "> <0041>"));
  EXPECT_THAT(map, HasSubstr("<" + code_of(U'€') + "> <20AC>"));
  EXPECT_THAT(map, HasSubstr("<" + code_of(U'Ж') + "> <0416>"));
  EXPECT_THAT(map, HasSubstr("3 beginbfchar"));
}

TEST(MakeSubset, CutsTheMapIntoBlocksOfAHundred) {
  std::string letters;
  UsedCharacters used;
  for (char16_t c = 0x41; used.sorted().size() < 250; ++c) {
    if (face().glyph(c) == layout::kNoGlyph) continue;
    std::string letter;
    if (c < 0x80) {
      letter += static_cast<char>(c);
    } else if (c < 0x800) {
      letter += static_cast<char>(0xC0 | c >> 6);
      letter += static_cast<char>(0x80 | (c & 0x3F));
    }
    used.add(letter);
  }
  const std::string map = make_subset(face(), used.sorted()).to_unicode;
  EXPECT_THAT(map, HasSubstr("100 beginbfchar"));
  EXPECT_THAT(map, HasSubstr("50 beginbfchar"));
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
