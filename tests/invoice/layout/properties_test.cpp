// What holds for every layout: nothing outside of the margins, nothing on top of each other, every
// text there in full.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/text.h"
#include "invoice/layout/design.h"
#include "invoice/layout/lay_out.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

Length top(const TextRun& run) {
  return run.baseline - run.size * 72 / 100;
}
Length bottom(const TextRun& run) {
  return run.baseline + run.size * 20 / 100;
}

void expect_within_margins(const Page& page, const Design& design) {
  for (const TextRun& run : page.runs) {
    EXPECT_GE(run.x, design.left) << run.text;
    EXPECT_LE(run.x + run.width, design.right()) << run.text;
    EXPECT_GE(top(run), 10_mm) << run.text;
    EXPECT_LE(bottom(run), design.page_height - 9_mm) << run.text;
  }
  for (const Rule& rule : page.rules) {
    EXPECT_GE(rule.x, design.left - design.hang);
    EXPECT_LE(rule.x + rule.width, design.right() + design.hang + 1);
    EXPECT_LE(rule.y, design.page_height - 9_mm);
  }
}

void expect_no_overlap(const Page& page) {
  std::vector<TextRun> runs = page.runs;
  std::sort(runs.begin(), runs.end(),
            [](const TextRun& a, const TextRun& b) { return top(a) < top(b); });
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (std::size_t j = i + 1; j < runs.size() && top(runs[j]) < bottom(runs[i]); ++j) {
      const bool apart =
          runs[i].x + runs[i].width <= runs[j].x || runs[j].x + runs[j].width <= runs[i].x;
      EXPECT_TRUE(apart) << '"' << runs[i].text << "\" and \"" << runs[j].text << '"';
    }
  }
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != U' ') append_utf8(result, c);
  }
  return result;
}

/// Every text that was taken in stands on the pages from its first to its last character; those at
/// head and foot as often as there are pages.
void expect_complete(const Layout& layout) {
  std::map<TextId, std::string> printed;
  for (const Page& page : layout.pages) {
    std::map<TextId, std::string> on_page;
    for (const TextRun& run : page.runs) on_page[run.text_of] += without_blanks(run.text);
    for (auto& [id, text] : on_page) {
      const std::string whole = without_blanks(layout.texts[id].content);
      std::string& so_far = printed[id];
      so_far = so_far == whole ? text : so_far + text;
    }
  }
  for (TextId id = 0; id < layout.texts.size(); ++id) {
    if (layout.texts[id].content.empty()) continue;
    EXPECT_EQ(printed[id], without_blanks(layout.texts[id].content)) << layout.texts[id].path;
  }
}

Design design_of(const Look& look) {
  return in_look(sample::typesetting().data().themes.find(to_string(look.theme))->second, look);
}

void expect_sound(const Layout& layout, const Look& look = {}) {
  const Design design = design_of(look);
  for (const Page& page : layout.pages) {
    expect_within_margins(page, design);
    expect_no_overlap(page);
  }
  expect_complete(layout);
}

class EachLanguage : public testing::TestWithParam<std::string> {};

TEST_P(EachLanguage, IsSound) {
  const auto layout =
      lay_out(sample::content(GetParam()), LogoSize{560, 140}, sample::typesetting().data());
  ASSERT_TRUE(layout);
  expect_sound(*layout);
}

TEST_P(EachLanguage, IsSoundOverManyPages) {
  InvoiceContent content = sample::content(GetParam());
  const std::vector<InvoiceLine> lines = content.lines;
  for (int i = 0; i < 12; ++i) {
    content.lines.insert(content.lines.end(), lines.begin(), lines.end());
  }
  sample::add_up(content);
  const auto layout = lay_out(content, std::nullopt, sample::typesetting().data());
  ASSERT_TRUE(layout);
  EXPECT_GE(layout->pages.size(), 3U);
  expect_sound(*layout);
}

TEST_P(EachLanguage, IsSoundInEachLook) {
  InvoiceContent content = sample::content(GetParam());
  const std::vector<InvoiceLine> lines = content.lines;
  for (int i = 0; i < 6; ++i) {
    content.lines.insert(content.lines.end(), lines.begin(), lines.end());
  }
  sample::add_up(content);
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      const Look look{theme, paper};
      content.look = look;
      const auto layout = lay_out(content, LogoSize{560, 140}, sample::typesetting().data());
      ASSERT_TRUE(layout);
      EXPECT_EQ(layout->height, design_of(look).page_height);
      expect_sound(*layout, look);
    }
  }
}

/// The language, besides `own`, whose labels are the longest.
std::string longest_rival(const std::string& own) {
  const auto length_of = [](const std::string& language) {
    const auto* locale = sample::typesetting().data().catalog.find(*LanguageTag::parse(language));
    std::size_t length = 0;
    for (const auto& [key, text] : locale->labels().texts(locales::TextKind::kLabel)) {
      length += text.size();
    }
    return length;
  };
  std::string longest;
  for (const std::string& language : sample::languages()) {
    const bool is_longer = longest.empty() || length_of(language) > length_of(longest);
    if (language != own && is_longer) longest = language;
  }
  return longest;
}

TEST_P(EachLanguage, IsSoundInTwoLanguages) {
  InvoiceContent content = sample::content(GetParam());
  content.link = "https://invoices.example/i/0123456789";
  const std::vector<InvoiceLine> lines = content.lines;
  for (int i = 0; i < 6; ++i) {
    content.lines.insert(content.lines.end(), lines.begin(), lines.end());
  }
  sample::add_up(content);
  for (const std::string& second : {std::string("en"), longest_rival(GetParam())}) {
    for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
      content.look = {theme, Paper::kLetter, std::nullopt, *LanguageTag::parse(second)};
      const auto layout = lay_out(content, LogoSize{560, 140}, sample::typesetting().data());
      ASSERT_TRUE(layout) << second;
      expect_sound(*layout, content.look);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, EachLanguage, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

/// Texts as sellers and buyers never should write them.
class Scribbler {
 public:
  explicit Scribbler(unsigned seed) : random_(seed) {}

  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }

  std::string word() {
    static const std::u32string kLetters =
        U"abcdefghijklmnopqrstuvwxyzäöüßéèłžščřőűąęįășțġħĳABCDEFGHIWMÄÖÜΩαβγδεζηθλμξπσςφψωάΈДЖЩбвгд"
        U"жзи"
        U"йъьюя0123456789-/.,()&’";
    std::string text;
    const int length = number(0, 9) == 0 ? number(20, 120) : number(1, 14);
    const int last = static_cast<int>(kLetters.size()) - 1;
    for (int i = 0; i < length; ++i) {
      append_utf8(text, kLetters[static_cast<std::size_t>(number(0, last))]);
    }
    return text;
  }

  std::string text(int most_words) {
    std::string text = word();
    for (int i = number(0, most_words - 1); i > 0; --i) text += ' ' + word();
    return text;
  }

 private:
  std::mt19937 random_;
};

InvoiceContent scribbled(unsigned seed) {
  Scribbler scribbler(seed);
  const auto all = sample::languages();
  InvoiceContent content = sample::content(all[static_cast<std::size_t>(scribbler.number(0, 23))]);
  content.buyer.name = scribbler.text(8);
  content.buyer.person = scribbler.text(6);
  content.buyer.reference = scribbler.text(5);
  for (Address* address : {&content.buyer.address, &*content.deliver_to, &content.seller.address}) {
    address->lines = {scribbler.text(6), scribbler.text(3)};
    address->city = scribbler.text(3);
    address->region = scribbler.text(2);
  }
  content.seller.contact_name = scribbler.text(4);
  content.footer = scribbler.text(30);
  content.mentions.push_back({"other", scribbler.text(60)});
  const int lines = scribbler.number(1, 40);
  for (int i = 0; i < lines; ++i) {
    content.lines.push_back(sample::line(scribbler.text(25), scribbler.number(1, 9999),
                                         scribbler.number(100, 99999999), Decimal(19),
                                         scribbler.number(0, 3) == 0 ? 1234 : 0));
    content.lines.back().article_number = scribbler.text(2);
    for (int n = scribbler.number(0, 30); n > 20; --n) {
      content.lines.back().serials.push_back(scribbler.word());
    }
  }
  sample::add_up(content);
  return content;
}

class Scribbles : public testing::TestWithParam<unsigned> {};

TEST_P(Scribbles, AreSound) {
  const auto layout =
      lay_out(scribbled(GetParam()), LogoSize{300, 300}, sample::typesetting().data());
  if (!layout) {
    for (const Fault& fault : layout.faults()) EXPECT_EQ(fault.code, "RENDER-002") << fault.message;
    return;
  }
  expect_sound(*layout);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Scribbles, testing::Range(1U, 121U));

TEST(Scribbled, MostlyFit) {
  int fitting = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    fitting += lay_out(scribbled(seed), std::nullopt, sample::typesetting().data()) ? 1 : 0;
  }
  EXPECT_GE(fitting, 90);
}

}  // namespace
}  // namespace enclosure::invoice::layout
