// A second language on the page: every label in both, every value once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "invoice/layout/lay_out.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

using testing::Contains;
using testing::Not;

InvoiceContent in_two(const std::string& first, const std::string& second) {
  InvoiceContent content = sample::content(first);
  content.look.second_language = *LanguageTag::parse(second);
  return content;
}

Result<Layout> laid_out(const InvoiceContent& content) {
  return lay_out(content, std::nullopt, sample::typesetting().data());
}

/// What stands on the page in `language`; empty: in the document's own.
std::vector<std::string> texts_in(const Layout& layout, const std::string& language) {
  std::vector<std::string> texts;
  for (const Text& text : layout.texts) {
    if (text.language == language) texts.push_back(text.content);
  }
  return texts;
}

TEST(SecondLanguage, StandsBesideTheFirstAndIsMarked) {
  const auto layout = laid_out(in_two("de", "en"));
  ASSERT_TRUE(layout);
  const std::string pages = std::to_string(layout->pages.size());
  EXPECT_THAT(texts_in(*layout, ""), Contains("Seite 1 von " + pages));
  EXPECT_THAT(texts_in(*layout, "en"), Contains("Page 1 of " + pages));
  for (const char* text :
       {"Rechnung", "Rechnungsdatum", "Menge", "Gesamtbetrag netto", "Rabatt", "Versandkosten"}) {
    EXPECT_THAT(texts_in(*layout, ""), Contains(text));
  }
  for (const char* text :
       {"Invoice", "Invoice date", "Quantity", "Total excl. VAT", "Discount", "Shipping"}) {
    EXPECT_THAT(texts_in(*layout, "en"), Contains(text));
  }
  EXPECT_THAT(texts_in(*layout, ""), Contains("21.11.2026"));
  EXPECT_THAT(texts_in(*layout, "en"), Not(Contains("21/11/2026")));
}

/// "Pos." is the same in German and Dutch, and there once.
TEST(SecondLanguage, LeavesOutWhatBothSayAlike) {
  const auto layout = laid_out(in_two("de", "nl"));
  ASSERT_TRUE(layout);
  EXPECT_THAT(texts_in(*layout, ""), Contains("Pos."));
  EXPECT_THAT(texts_in(*layout, "nl"), Not(Contains("Pos.")));
}

TEST(SecondLanguage, ThatIsTheFirstIsAsNone) {
  const auto alone = laid_out(sample::content("de"));
  for (const char* second : {"de", "de-AT"}) {
    const auto layout = laid_out(in_two("de", second));
    ASSERT_TRUE(layout);
    EXPECT_EQ(*layout, *alone) << second;
  }
}

TEST(SecondLanguage, WithoutLabelsIsAFault) {
  const auto layout = laid_out(in_two("de", "is"));
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.faults().front().code, "RENDER-003");
  EXPECT_EQ(layout.faults().front().path, "look.second_language");
}

/// An ordinary invoice: a few lines, everything paid.
TEST(SecondLanguage, FindsRoomInEveryPair) {
  const auto languages = sample::languages();
  for (const std::string& first : languages) {
    for (const std::string& second : languages) {
      const auto layout = laid_out(in_two(first, second));
      ASSERT_TRUE(layout) << first << " " << second << ": " << layout.faults().front().path;
      EXPECT_LE(layout->pages.size(), 2U) << first << " " << second;
    }
  }
}

}  // namespace
}  // namespace enclosure::invoice::layout
