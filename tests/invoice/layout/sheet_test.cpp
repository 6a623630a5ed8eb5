// The cover sheet on its pages.

#include "invoice/layout/sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "golden_layout.h"
#include "sample_invoice.h"
#include "sample_sheet.h"

namespace enclosure::invoice::layout {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Layout laid_out(const CoverSheet& sheet) {
  auto layout = lay_out_sheet(sheet, std::nullopt, sample::typesetting().data());
  EXPECT_TRUE(layout) << layout.faults().front().path << layout.faults().front().message;
  return layout ? *std::move(layout) : Layout();
}

std::vector<std::string> texts_of(const Layout& layout) {
  std::vector<std::string> texts;
  for (const Text& text : layout.texts) texts.push_back(text.content);
  return texts;
}

/// What a reader of the page gets, in order: whole texts, each once.
std::vector<std::string> read_aloud(const Layout& layout) {
  std::vector<std::string> texts;
  std::set<std::size_t> seen;
  for (const Page& page : layout.pages) {
    for (const TextRun& run : page.runs) {
      if (!is_artifact(run.element) && seen.insert(run.text_of).second)
        texts.push_back(layout.texts[run.text_of].content);
    }
  }
  return texts;
}

std::vector<std::string> links_of(const Layout& layout) {
  std::vector<std::string> uris;
  for (const Page& page : layout.pages) {
    for (const Link& link : page.links) {
      if (uris.empty() || uris.back() != link.uri) uris.push_back(link.uri);
    }
  }
  return uris;
}

std::size_t codes_of(const Layout& layout) {
  std::size_t count = 0;
  for (const Page& page : layout.pages) count += page.codes.size();
  return count;
}

class SheetGolden : public testing::TestWithParam<std::string> {};

TEST_P(SheetGolden, IsAsItWas) {
  const auto layout =
      lay_out_sheet(sample::sheet(GetParam()), LogoSize{560, 140}, sample::typesetting().data());
  ASSERT_TRUE(layout);
  expect_golden(*layout, "sheets/" + GetParam() + ".json");
}

INSTANTIATE_TEST_SUITE_P(Languages, SheetGolden, testing::Values("bg", "de", "el", "fi"),
                         [](const auto& param) { return param.param; });

TEST(Sheet, IsReadFromWhatComesFirstToThePage) {
  const auto texts = read_aloud(laid_out(sample::sheet("en")));
  std::vector<std::string> headings;
  for (const std::string& text : texts) {
    static const std::set<std::string> wanted{"Documents and first steps",
                                              "Before first use",
                                              "Drivers and software",
                                              "First steps",
                                              "Documents",
                                              "USB-C-Hub",
                                              "All documents of your order are also online"};
    if (wanted.contains(text)) headings.push_back(text);
  }
  EXPECT_THAT(headings,
              ElementsAre("Documents and first steps", "Before first use", "Drivers and software",
                          "USB-C-Hub", "First steps", "Documents", "Documents",
                          "Drivers and software", "All documents of your order are also online"));
}

TEST(Sheet, SaysWhatADocumentIsAndHowItComes) {
  const auto texts = texts_of(laid_out(sample::sheet("en")));
  EXPECT_THAT(texts, Contains("Safety information · attached to the e-mail"));
  EXPECT_THAT(texts, Contains("Quick start guide"));  // has no title of its own
  EXPECT_THAT(texts, Contains("Swedish · For: USB-C-Hub, Schreibtischlampe „Oslo“ · attached to "
                              "the e-mail"));
  EXPECT_THAT(texts, Contains("Declaration of conformity · available online"));
  EXPECT_THAT(texts, Contains("Several languages · attached to the e-mail"));
  EXPECT_THAT(texts, Contains("Drawing"));  // no words, and nothing is said of how it comes
  EXPECT_THAT(texts, Contains("Windows 11 · Version: 3.2 · 4.7\u00a0MB · For: USB-C-Hub"));
}

TEST(Sheet, LinksAreClickableAndDownloadsHaveCodes) {
  const CoverSheet sheet = sample::sheet("de");
  const Layout layout = laid_out(sheet);
  EXPECT_THAT(links_of(layout),
              ElementsAre(sheet.install_first[0].url, sheet.products[0].documents[1].url,
                          sheet.products[1].downloads[0].url, sheet.page_url));
  EXPECT_EQ(codes_of(layout), 2U);
  EXPECT_THAT(texts_of(layout), Contains(sheet.install_first[0].url));
  EXPECT_THAT(texts_of(layout), Not(Contains(sheet.page_url)));  // opens all to who holds the paper
}

TEST(Sheet, ShowsThePageAsACodeWhereTheShopPrintsIt) {
  CoverSheet sheet = sample::sheet("de");
  sheet.page_code = true;
  const Layout layout = laid_out(sheet);
  EXPECT_EQ(codes_of(layout), 3U);
  EXPECT_THAT(texts_of(layout), Contains(sheet.page_url));
}

TEST(Sheet, AVeryLongAddressIsPrintedAlone) {
  CoverSheet sheet = sample::sheet("de");
  std::string& url = sheet.install_first[0].url;
  url.append(1950, 'x');
  const Layout layout = laid_out(sheet);
  EXPECT_EQ(codes_of(layout), 1U);
  EXPECT_THAT(texts_of(layout), Contains(url));
}

/// Nothing lies on anything else, or beside the paper.
void expect_room(const Layout& layout) {
  constexpr Length kSide = 10_mm;
  for (const Page& page : layout.pages) {
    std::vector<Box> boxes;
    for (const TextRun& run : page.runs) {
      boxes.push_back({run.x, run.baseline - run.size * 7 / 10, run.width, run.size * 7 / 10});
    }
    for (const MatrixCode& code : page.codes) boxes.push_back(code.box);
    for (const Picture& picture : page.pictures) boxes.push_back(picture.box);
    for (const Box& box : boxes) {
      EXPECT_GE(box.x, kSide);
      EXPECT_LE(box.x + box.width, layout.width - kSide);
      EXPECT_GE(box.y, kSide);
      EXPECT_LE(box.y + box.height, layout.height - kSide / 2);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t j = i + 1; j < boxes.size(); ++j) {
        const Box& a = boxes[i];
        const Box& b = boxes[j];
        const bool apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y ||
                           b.y + b.height <= a.y;
        EXPECT_TRUE(apart) << i << " and " << j << " at " << a.y << " " << b.y;
      }
    }
  }
}

class SheetInEachLanguage : public testing::TestWithParam<std::string> {};

TEST_P(SheetInEachLanguage, FindsRoomInEachLook) {
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      CoverSheet sheet = sample::sheet(GetParam());
      sheet.look.theme = theme;
      sheet.look.paper = paper;
      const Layout layout = laid_out(sheet);
      EXPECT_THAT(layout.notices, IsEmpty());
      EXPECT_LE(layout.pages.size(), 2U);
      expect_room(layout);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, SheetInEachLanguage, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

/// Every heading of a product stands again, as an artifact, where the product goes on.
TEST(Sheet, GoesOverPagesWithItsHeadings) {
  CoverSheet sheet = sample::long_sheet(12);
  for (int i = 0; i < 60; ++i) {
    sheet.products[0].documents.push_back({"Merkblatt Nr. " + std::to_string(i),
                                           {},
                                           "other",
                                           sheet.language,
                                           SheetCarriage::kAttached,
                                           "",
                                           {}});
  }
  const Layout layout = laid_out(sheet);
  ASSERT_GT(layout.pages.size(), 3U);
  expect_room(layout);
  const std::string& first = sheet.products[0].title;
  const auto& runs = layout.pages[1].runs;
  for (const std::string& heading : {first, std::string("Unterlagen")}) {
    EXPECT_TRUE(std::any_of(runs.begin(), runs.end(), [&](const TextRun& run) {
      return run.element == kHeaderArtifact && run.text == heading;
    })) << heading;
  }
  std::size_t numbers = 0;
  for (const Page& page : layout.pages) {
    for (const TextRun& run : page.runs)
      numbers += run.text == "Seite " + std::to_string(&page - layout.pages.data() + 1) + " von " +
                                 std::to_string(layout.pages.size());
  }
  EXPECT_EQ(numbers, layout.pages.size());
}

/// No heading stands at the lower edge by itself, however full the page before it is.
TEST(Sheet, HeadingsStayWithWhatTheyHead) {
  for (int filler = 0; filler < 40; ++filler) {
    CoverSheet sheet = sample::long_sheet(3);
    for (int i = 0; i < filler; ++i) sheet.products[0].steps.push_back("Noch ein Schritt.");
    const Layout layout = laid_out(sheet);
    for (const Page& page : layout.pages) {
      Length lowest = 0;
      Role role = Role::kParagraph;
      for (const TextRun& run : page.runs) {
        if (is_artifact(run.element) || run.baseline < lowest) continue;
        lowest = run.baseline;
        role = layout.structure[run.element].role;
      }
      EXPECT_NE(role, Role::kMinorHeading) << filler;
      EXPECT_NE(role, Role::kSubheading) << filler;
    }
    expect_room(layout);
  }
}

TEST(Sheet, BreaksLongWordsAndRespellsWhatNoFontShows) {
  CoverSheet sheet = sample::sheet("de");
  sheet.products[0].title = std::string(200, 'W');
  sheet.products[0].steps = {std::string(400, 'm'), "Fertig \U0001F600"};
  sheet.products[0].documents[0].title = "دليل";
  const Layout layout = laid_out(sheet);
  expect_room(layout);
  EXPECT_EQ(layout.notices.size(), 2U);
  EXPECT_THAT(texts_of(layout), Contains(HasSubstr("Fertig [")));
}

TEST(Sheet, ATitleInAnotherLanguageIsMarkedSo) {
  const Layout layout = laid_out(sample::sheet("de"));
  const auto conformity = std::find_if(layout.texts.begin(), layout.texts.end(), [](const Text& t) {
    return t.path == "products[0].documents[1].title";
  });
  ASSERT_NE(conformity, layout.texts.end());
  EXPECT_EQ(conformity->language, "en");
}

TEST(Sheet, WithoutLabelsOrTextItIsAFault) {
  CoverSheet sheet = sample::sheet("de");
  sheet.language = *LanguageTag::parse("is");
  const auto unknown = lay_out_sheet(sheet, std::nullopt, sample::typesetting().data());
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.faults().front().code, "RENDER-003");

  sheet = sample::sheet("de");
  sheet.products[1].title = "a\tb";
  const auto control = lay_out_sheet(sheet, std::nullopt, sample::typesetting().data());
  ASSERT_FALSE(control);
  EXPECT_EQ(control.faults().front().code, "RENDER-001");
  EXPECT_EQ(control.faults().front().path, "products[1].title");
}

TEST(Sheet, APieceThatNoPageHoldsIsAFault) {
  CoverSheet sheet = sample::sheet("de");
  sheet.products[0].steps = {std::string(20'000, 'm')};
  const auto layout = lay_out_sheet(sheet, std::nullopt, sample::typesetting().data());
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.faults().front().code, "RENDER-002");
}

TEST(Sheet, ListsAndPicturesAreInTheTree) {
  const Layout layout = laid_out(sample::sheet("de"));
  std::size_t items = 0;
  std::size_t figures = 0;
  for (const Element& element : layout.structure) {
    items += element.role == Role::kItem;
    if (element.role != Role::kFigure) continue;
    ++figures;
    EXPECT_FALSE(element.alternative.empty());
  }
  EXPECT_EQ(items, 2U + 1U + 2U + 2U + 2U + 1U);
  EXPECT_EQ(figures, 3U);  // the picture of the lamp and two codes
  ASSERT_EQ(layout.pages[0].pictures.size() + layout.pages.back().pictures.size() > 0, true);
}

}  // namespace
}  // namespace enclosure::invoice::layout
