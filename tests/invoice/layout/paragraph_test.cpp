#include "invoice/layout/paragraph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/text.h"
#include "invoice/layout/copy.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Style kStyle{Weight::kRegular, 10_pt, 12_pt, {}};

class Setting : public testing::Test {
 protected:
  Setting() : copy_(sample::typesetting().data()), type_(copy_, *LanguageTag::parse("de")) {}

  std::vector<std::string> lines(std::string_view text, Length width) {
    std::vector<std::string> texts;
    for (const Line& line : type_.set(copy_.add("text", text), kStyle, width).lines) {
      EXPECT_LE(line.width, width);
      EXPECT_EQ(line.width, type_.width(trim(line.text), kStyle));
      texts.push_back(line.text);
    }
    return texts;
  }

  Copy copy_;
  Typesetter type_;
};

TEST_F(Setting, KeepsAShortTextOnOneLine) {
  EXPECT_THAT(lines("Rechnung", 100_pt), ElementsAre("Rechnung"));
  EXPECT_THAT(lines("", 100_pt), IsEmpty());
}

TEST_F(Setting, BreaksBetweenWordsAndKeepsTheBlankForReaders) {
  EXPECT_THAT(lines("Ein Satz mit fünf Wörtern", 62_pt),
              ElementsAre("Ein Satz mit ", "fünf Wörtern"));
}

TEST_F(Setting, KeepsNoBreakSpacesTogether) {
  EXPECT_THAT(lines("Preis 1\u00a0234,00\u00a0€ netto", 66_pt),
              ElementsAre("Preis ", "1\u00a0234,00\u00a0€ ", "netto"));
}

TEST_F(Setting, BreaksAfterAHyphen) {
  EXPECT_THAT(lines("Netzteil-Anschluss", 50_pt), ElementsAre("Netzteil-", "Anschluss"));
}

TEST_F(Setting, BreaksAWordThatIsWiderThanTheLineAnywhere) {
  const std::string word = "Donaudampfschifffahrtsgesellschaftskapitän";
  std::string joined;
  for (const std::string& line : lines("Die " + word, 60_pt)) joined += line;
  EXPECT_EQ(joined, "Die " + word);
}

TEST_F(Setting, GoesOnAfterABrokenWord) {
  const auto all = lines("aaaaaaaaaaaaaaaaaaaa bb cc", 40_pt);
  EXPECT_EQ(all.back(), "bb cc");
  EXPECT_THAT(all[all.size() - 2], testing::EndsWith("a "));
}

TEST_F(Setting, TakesAtLeastOneCharacterALine) {
  EXPECT_THAT(type_.set(copy_.add("text", "WW"), kStyle, 1).lines.size(), 2U);
}

TEST_F(Setting, MeasuresTheWidestPiece) {
  const TextId text = copy_.add("text", "ein Wort länger");
  EXPECT_EQ(type_.widest_piece(text, kStyle), type_.width("länger", kStyle));
}

TEST_F(Setting, CountsHeightInLines) {
  const Paragraph paragraph = type_.set(copy_.add("text", "a b"), kStyle, 8_pt);
  EXPECT_EQ(paragraph.height(), 24_pt);
}

class Taking : public testing::Test {
 protected:
  Taking() : copy_(sample::typesetting().data()) {}

  std::string content(std::string_view text) {
    return copy_.content(copy_.add("buyer.name", text));
  }

  Copy copy_;
};

TEST_F(Taking, ComposesLettersThatCameApart) {
  EXPECT_EQ(content("Mu\u0308ller"), "Müller");
  EXPECT_EQ(content("\u0391\u0301"), "Ά");
  EXPECT_THAT(copy_.faults(), IsEmpty());
}

TEST_F(Taking, LeavesOutWhatIsNeverSeen) {
  EXPECT_EQ(content("Docking\u00adstation\u200b \u200eA\ufe0f\u2060 "), "Dockingstation A");
  EXPECT_THAT(copy_.faults(), IsEmpty());
}

struct Unshown {
  std::string name;
  std::string text;
  std::string message;
};

void PrintTo(const Unshown& unshown, std::ostream* out) {
  *out << unshown.name;
}

class Missing : public testing::TestWithParam<Unshown> {};

TEST_P(Missing, IsAFaultThatNamesPathAndCharacter) {
  Copy copy(sample::typesetting().data());
  copy.add("buyer.name", "A");
  copy.add("lines[2].description", GetParam().text);
  ASSERT_EQ(copy.faults().size(), 1U);
  EXPECT_EQ(copy.faults().front().code, "RENDER-001");
  EXPECT_EQ(copy.faults().front().path, "lines[2].description");
  EXPECT_EQ(copy.faults().front().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Characters, Missing,
                         testing::Values(Unshown{"Control", "a\x01z", "no font shows U+0001"},
                                         Unshown{"LineBreak", "a\nz", "no font shows U+000A"},
                                         Unshown{"NotUtf8", "a\xFFz", "the text is not UTF-8"}),
                         [](const auto& param) { return param.param.name; });

TEST_F(Taking, NotesEachCharacterOfATextOnce) {
  content("a\x01\x01\x02z");
  EXPECT_EQ(copy_.faults().size(), 2U);
}

TEST_F(Taking, RespellsWhatNoFontShows) {
  EXPECT_EQ(content("茶"), "chá");
  EXPECT_EQ(content("Tee \U0001F381"), "Tee [wrapped present]");
  EXPECT_EQ(content("q\u0308"), "q[combining diaeresis]");
  EXPECT_THAT(copy_.faults(), IsEmpty());
  ASSERT_EQ(copy_.notices().size(), 1U) << "each path once";
  EXPECT_EQ(copy_.notices().front().code, "RENDER-005");
  EXPECT_EQ(copy_.notices().front().path, "buyer.name");
}

}  // namespace
}  // namespace enclosure::invoice::layout
