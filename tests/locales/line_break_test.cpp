#include "locales/line_break.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The pieces between the breaks.
std::vector<std::string> pieces(const std::string& text, std::string_view language = "en") {
  std::vector<std::string> pieces;
  std::size_t start = 0;
  for (const auto end : line_break_opportunities(text, tag(language))) {
    pieces.push_back(text.substr(start, end - start));
    start = end;
  }
  EXPECT_EQ(start, text.size());
  return pieces;
}

TEST(LineBreak, ComesAfterBlanksAndHyphens) {
  EXPECT_THAT(pieces("USB-C cable,  black"), ElementsAre("USB-", "C ", "cable,  ", "black"));
}

TEST(LineBreak, KeepsWhatIsNumberedWithItsNumber) {
  EXPECT_THAT(
      pieces("frei (§ 4 Nr. 1 Buchst. b i. V. m. § 6a UStG)", "de"),
      ElementsAre("frei ", "(§ 4 ", "Nr. 1 ", "Buchst. ", "b ", "i. V. m. ", "§ 6a ", "UStG)"));
  EXPECT_THAT(pieces("Art. 196 of", "en"), ElementsAre("Art. 196 ", "of"));
}

TEST(LineBreak, CountsBytes) {
  EXPECT_THAT(pieces("Größe ändern", "de"), ElementsAre("Größe ", "ändern"));
  EXPECT_THAT(pieces("Зарядно устройство", "bg"), ElementsAre("Зарядно ", "устройство"));
}

TEST(LineBreak, KeepsAmountsDatesAndNumbersWhole) {
  for (const auto& language : catalog().languages()) {
    const Locale& locale = *catalog().find(language);
    for (const auto& text :
         {locale.format_money(money("1234567.50", "EUR")),
          locale.format_amount(money("-1234567.50", "EUR")), locale.format_percent(decimal("25.5")),
          locale.format_date(date("2026-03-05")), locale.format_long_date(date("2026-03-05"))}) {
      EXPECT_THAT(pieces(text, language.to_string()), ElementsAre(text));
    }
  }
}

TEST(LineBreak, KeepsNoBreakSpacesAndHyphens) {
  EXPECT_THAT(pieces("n.º\u00a042"), ElementsAre("n.º\u00a042"));
  EXPECT_THAT(pieces("R\u20112026"), ElementsAre("R\u20112026"));
}

TEST(LineBreak, ComesBetweenAHyphenAndASign) {
  // Why a negative amount must never be wrapped: Unicode sees a hyphen, not a minus.
  EXPECT_THAT(pieces(locale("en").format_money(money("-5", "EUR"))), ElementsAre("-", "€5.00"));
}

TEST(LineBreak, SplitsAUrlAfterSlashes) {
  EXPECT_THAT(pieces("https://shop.example/i/abc"),
              ElementsAre("https://", "shop.example/", "i/", "abc"));
}

TEST(LineBreak, ComesAfterALineFeed) {
  EXPECT_THAT(pieces("a\nb"), ElementsAre("a\n", "b"));
}

TEST(LineBreak, HasNoneInAnEmptyText) {
  EXPECT_THAT(line_break_opportunities("", tag("en")), IsEmpty());
}

TEST(LineBreak, IsTheSameInEveryThread) {
  const std::string text = "Das Netzteil (5 V, 2 A) liegt bei; siehe www.shop.example/netzteil.";
  const auto expected = line_break_opportunities(text, tag("de"));
  std::vector<std::vector<std::size_t>> found(4);
  std::vector<std::thread> threads;
  for (auto& slot : found) {
    threads.emplace_back([&] { slot = line_break_opportunities(text, tag("de")); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(found, testing::Each(expected));
}

}  // namespace
}  // namespace enclosure::locales
