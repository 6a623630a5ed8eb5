#include "core/text.h"

#include <gtest/gtest.h>

#include <random>

namespace enclosure {
namespace {

std::string utf8(char32_t c) {
  std::string text;
  append_utf8(text, c);
  return text;
}

TEST(Utf8, KnowsWellFormedText) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Größe Ωμέγα Жук 漢字 🎁"));
  EXPECT_FALSE(is_utf8("\xff"));
  EXPECT_FALSE(is_utf8("\x80"));
  EXPECT_FALSE(is_utf8("\xc3"));              // cut off
  EXPECT_FALSE(is_utf8("\xc0\xaf"));          // overlong
  EXPECT_FALSE(is_utf8("\xe0\x80\xaf"));      // overlong
  EXPECT_FALSE(is_utf8("\xf0\x80\x80\xaf"));  // overlong
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xf4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("Gr\xf6\xdf"));        // Latin-1
}

TEST(Utf8Property, EveryCodePointGoesInAndOut) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string text = utf8(c);
    ASSERT_TRUE(is_utf8(text));
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(text, at), c);
    ASSERT_EQ(at, text.size());
  }
}

TEST(Utf8Property, RandomBytesNeverRunOver) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 50'000; ++i) {
    std::string text(random() % 12, '\0');
    for (char& c : text) c = static_cast<char>(random());
    for (std::size_t at = 0; at < text.size();) (void)next_code_point(text, at);
    const auto line = single_line(text);
    if (line) {
      ASSERT_TRUE(is_utf8(*line));
    }
  }
}

TEST(SingleLine, TrimsAndKeepsHumanText) {
  EXPECT_EQ(*single_line("  Änne Groß  "), "Änne Groß");
  EXPECT_EQ(*single_line(""), "");
  EXPECT_EQ(*single_line("a\xc2\xa0"
                         "b"),
            "a\xc2\xa0"
            "b");  // no-break space stays
}

TEST(SingleLine, NothingVisibleIsEmpty) {
  using namespace std::string_literals;
  for (const char32_t c : U"\u00A0\u00AD\u200B\u200D\u2003\u2060\u2800\u3000\u3164"s) {
    EXPECT_EQ(*single_line(utf8(c)), "") << static_cast<unsigned>(c);
    EXPECT_EQ(*single_line(utf8(0x200B) + " " + utf8(c)), "") << static_cast<unsigned>(c);
    EXPECT_NE(*single_line("a" + utf8(c) + "b"), "") << static_cast<unsigned>(c);
  }
  EXPECT_NE(*single_line(utf8(0x627)), "");  // alef
  EXPECT_EQ(*single_line("."), ".");
}

TEST(SingleLine, TakesSilentMarksOutAndKeepsJoiners) {
  EXPECT_EQ(*single_line("Cohen" + utf8(0x200E) + utf8(0x200F) + utf8(0x61C) + utf8(0x200B) + "x"),
            "Cohenx");
  EXPECT_EQ(*single_line(utf8(0x200F) + " x"), "x");
  const std::string persian = utf8(0x645) + utf8(0x200C) + utf8(0x62E);
  EXPECT_EQ(*single_line(persian), persian);
}

TEST(SingleLine, RefusesWhatBreaksHeadersOrPages) {
  const auto code = [](std::string_view text) { return single_line(text).faults().front().code; };
  EXPECT_EQ(code("a\r\nBcc: x"), "TEXT-002");
  EXPECT_EQ(code("a\nb"), "TEXT-002");
  EXPECT_EQ(code("a\tb"), "TEXT-002");
  EXPECT_EQ(code(std::string_view("a\0b", 3)), "TEXT-002");
  EXPECT_EQ(code("a\x7f"), "TEXT-002");
  EXPECT_EQ(code("a" + utf8(0x85) + "b"), "TEXT-002");    // next line
  EXPECT_EQ(code("a" + utf8(0x2028) + "b"), "TEXT-002");  // line separator
  EXPECT_EQ(code("a" + utf8(0x202E) + "b"), "TEXT-002");  // right-to-left override
  EXPECT_EQ(code("a" + utf8(0xFEFF) + "b"), "TEXT-002");
  EXPECT_EQ(code("a" + utf8(0xFFFE) + "b"), "TEXT-002");
  EXPECT_EQ(code("Gr\xf6\xdf"), "TEXT-001");
  EXPECT_EQ(code(std::string(1001, 'a')), "TEXT-003");
  EXPECT_EQ(single_line("abcd", 3).faults().front().code, "TEXT-003");
}

TEST(Ascii, CasesAndBlanks) {
  EXPECT_EQ(to_lower_ascii("ÄBC"), "Äbc");
  EXPECT_EQ(to_upper_ascii("äbc"), "äBC");
  EXPECT_EQ(trim(" \t\r\nx y\n"), "x y");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_TRUE(is_visible_ascii("a!~"));
  EXPECT_FALSE(is_visible_ascii("a b"));
  EXPECT_FALSE(is_visible_ascii("ä"));
}

}  // namespace
}  // namespace enclosure
