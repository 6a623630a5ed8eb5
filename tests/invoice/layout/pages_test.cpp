// Where a document ends its pages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "laid_out.h"

namespace enclosure::invoice::layout {
namespace {

using namespace test;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

TEST(Pages, CarriesSumsOverFromPageToPage) {
  const InvoiceContent content = sample::plain(60);
  const Layout layout = laid_out(content);
  ASSERT_GE(layout.pages.size(), 3U);
  EXPECT_EQ(under_path(layout, "carried_forward.net"), under_path(layout, "brought_forward.net"));
  EXPECT_EQ(under_path(layout, "carried_forward.gross"),
            under_path(layout, "brought_forward.gross"));
  EXPECT_EQ(under_path(layout, "carried_forward.net").size(), layout.pages.size() - 1);
}

/// Where the first line of each invoice line stands: page by page their indices.
std::vector<std::vector<std::size_t>> lines_by_page(const Layout& layout) {
  std::vector<std::vector<std::size_t>> pages;
  for (const Page& page : layout.pages) {
    pages.emplace_back();
    for (const TextRun& run : page.runs) {
      const auto& path = layout.texts[run.text_of].path;
      if (path.starts_with("lines[") && path.ends_with("].id")) {
        pages.back().push_back(std::stoul(path.substr(6)));
      }
    }
  }
  return pages;
}

TEST(Pages, CarriedSumsAreThoseOfTheLinesBefore) {
  const InvoiceContent content = sample::plain(60);
  const Layout layout = laid_out(content);
  const auto pages = lines_by_page(layout);
  const auto nets = under_path(layout, "carried_forward.net");
  const auto grosses = under_path(layout, "carried_forward.gross");
  const auto& locale = *sample::typesetting().data().catalog.find(content.language);
  Money net = Money::zero(content.currency);
  Money gross = net;
  for (std::size_t page = 0; page < nets.size(); ++page) {
    for (const std::size_t line : pages[page]) {
      net += content.lines[line].net;
      gross += content.lines[line].gross;
    }
    EXPECT_EQ(nets[page], locale.format_amount(net)) << "page " << page + 1;
    EXPECT_EQ(grosses[page], locale.format_amount(gross)) << "page " << page + 1;
  }
}

TEST(Pages, RepeatsHeadAndFootAndCountsPages) {
  const Layout layout = laid_out(sample::plain(60));
  for (std::size_t i = 0; i < layout.pages.size(); ++i) {
    const auto texts = texts_of(layout.pages[i]);
    EXPECT_THAT(texts, Contains("Bezeichnung"));
    EXPECT_THAT(texts, Contains("USt-IdNr.: DE111111125"));
    EXPECT_THAT(texts, Contains("Seite " + std::to_string(i + 1) + " von " +
                                std::to_string(layout.pages.size())));
    if (i > 0) {
      EXPECT_THAT(texts, Contains("Rechnung R-2026-000123 · 21.11.2026"));
    }
  }
}

/// From no room to spare to plenty: wherever the end of the table falls, the totals are on one page
/// with the last line.
class TableEnd : public testing::TestWithParam<int> {};

TEST_P(TableEnd, SharesAPageWithTheTotals) {
  const Layout layout = laid_out(sample::plain(GetParam()));
  std::vector<std::size_t> with_totals;
  for (std::size_t i = 0; i < layout.pages.size(); ++i) {
    for (const TextRun& run : layout.pages[i].runs) {
      if (layout.texts[run.text_of].path.starts_with("totals.")) with_totals.push_back(i);
    }
  }
  const auto lines = lines_by_page(layout);
  ASSERT_FALSE(with_totals.empty());
  EXPECT_EQ(with_totals.front(), with_totals.back());
  EXPECT_EQ(with_totals.back(), layout.pages.size() - 1);
  EXPECT_THAT(lines.back(), Contains(static_cast<std::size_t>(GetParam() - 1)));
  for (const auto& page : lines) EXPECT_THAT(page, Not(IsEmpty()));
  if (GetParam() > 2) {
    EXPECT_GE(lines.back().size(), 2U) << "the last line alone";
  }
}

INSTANTIATE_TEST_SUITE_P(Lines, TableEnd, testing::Range(1, 45));

TEST(Pages, CutsALineThatIsLongerThanAPage) {
  InvoiceContent content = sample::plain(2);
  for (int i = 0; i < 2000; ++i)
    content.lines[0].serials.push_back("SN" + std::to_string(100000 + i));
  const Layout layout = laid_out(content);
  EXPECT_GE(layout.pages.size(), 3U);
  const auto serials = under_path(layout, "lines[0].serials");
  ASSERT_EQ(serials.size(), 1U);
  EXPECT_TRUE(serials.front().ends_with("SN101999"));
  const auto& locale = *sample::typesetting().data().catalog.find(content.language);
  const std::string first_line = locale.format_amount(content.lines[0].gross);
  const auto carried = under_path(layout, "carried_forward.gross");
  ASSERT_EQ(carried.size(), layout.pages.size() - 1);
  EXPECT_THAT(carried, Each(first_line)) << "its amount counts from its first part on";
  for (const Page& page : layout.pages) EXPECT_THAT(texts_of(page), Contains("Bezeichnung"));
}

TEST(Pages, TakesAThousandLines) {
  const Layout layout = laid_out(sample::plain(1000));
  std::size_t lines = 0;
  for (const auto& page : lines_by_page(layout)) lines += page.size();
  EXPECT_EQ(lines, 1000U);
}

TEST(Pages, GivesTheSameForTheSame) {
  const InvoiceContent content = sample::content("hu");
  EXPECT_EQ(laid_out(content), laid_out(content));
}

/// One short line is not cut, whatever has to follow it.
TEST(Pages, ASingleLineStaysWholeWhateverFollows) {
  InvoiceContent content = sample::content("de");
  content.lines.resize(1);
  content.lines[0].article_number = "LF-200";
  sample::add_up(content);
  content.look.second_language = *LanguageTag::parse("ro");
  content.totals.amount_due = content.totals.total_with_vat;
  content.totals.paid = Money::zero(content.currency);
  for (int i = 0; i < 12; ++i)
    content.mentions.push_back({"note", std::string(300, 'x') + std::to_string(i), {}});
  const Layout layout = laid_out(content);
  ASSERT_GE(layout.pages.size(), 2U);
  EXPECT_THAT(lines_by_page(layout).front(), ElementsAre(0));
  EXPECT_THAT(texts_of(layout.pages.front()), Contains(testing::HasSubstr("LF-200")));
}

/// Many notes go on alone, rather than take lines and totals with them to the next page.
TEST(Pages, ManyNotesLeaveTheTotalsWithTheTable) {
  InvoiceContent content = sample::plain(4);
  for (int i = 0; i < 12; ++i)
    content.mentions.push_back({"note", std::string(400, 'x') + std::to_string(i), {}});
  const Layout layout = laid_out(content);
  ASSERT_EQ(layout.pages.size(), 2U);
  EXPECT_THAT(lines_by_page(layout), ElementsAre(ElementsAre(0, 1, 2, 3), IsEmpty()));
  EXPECT_THAT(texts_of(layout.pages.front()), Contains("Gesamtbetrag brutto"));
}

}  // namespace
}  // namespace enclosure::invoice::layout
