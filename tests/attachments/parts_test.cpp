// The small parts of the catalogue: JSON, serial numbers, GTINs, indexes, languages of countries.

#include <gmock/gmock.h>

#include <algorithm>

#include "attachments/data.h"
#include "attachments/gtin.h"
#include "attachments/json_cursor.h"
#include "attachments/known_languages.h"
#include "attachments/official_languages.h"
#include "attachments/pattern_index.h"
#include "attachments/serial_number.h"

namespace enclosure::attachments {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// The text of a JSON string, or the offset of what is wrong.
std::string read_text(std::string_view json) {
  TextArena arena;
  JsonCursor cursor(json, arena);
  try {
    std::string text(cursor.text().bytes);
    cursor.finish();
    return text;
  } catch (const JsonDefect& defect) {
    return "bad at " + std::to_string(defect.offset);
  }
}

TEST(JsonCursor, ResolvesEscapes) {
  EXPECT_EQ(read_text(R"("a\"\\\/\b\f\n\r\t")"), "a\"\\/\b\f\n\r\t");
  EXPECT_EQ(read_text(R"("\u00e4\u20AC\ud83d\udE00")"), "ä€😀");
  EXPECT_EQ(read_text("\"Ελ\""), "Ελ");
}

TEST(JsonCursor, NamesTheByteThatIsWrong) {
  EXPECT_EQ(read_text(R"("\ud83d")"), "bad at 7");
  EXPECT_EQ(read_text(R"("\udE00")"), "bad at 7");
  EXPECT_EQ(read_text(R"("\u12g4")"), "bad at 5");
  EXPECT_EQ(read_text(R"("\x")"), "bad at 2");
  EXPECT_EQ(read_text("\"a\nb\""), "bad at 2");
  EXPECT_EQ(read_text("\"aä\xFF\""), "bad at 4");
  EXPECT_EQ(read_text("\"\\n\xC0\""), "bad at 1");
  EXPECT_EQ(read_text("\"a"), "bad at 2");
  EXPECT_EQ(read_text("\"a\" x"), "bad at 4");
}

/// Whether `json` is JSON.
bool is_json(std::string_view json) {
  TextArena arena;
  JsonCursor cursor(json, arena);
  try {
    cursor.skip();
    cursor.finish();
    return true;
  } catch (const JsonDefect&) {
    return false;
  }
}

TEST(JsonCursor, IsStrict) {
  for (const char* good :
       {"{}", "[]", "[1, -0.5e+3, 0, true, false, null]", " {\"a\":[{}]} ", "\xEF\xBB\xBF[]"})
    EXPECT_TRUE(is_json(good)) << good;
  for (const char* bad : {"", "[1,]", "{\"a\":1,}", "{a:1}", "[01]", "[1.]", "[-]", "[+1]", "[nul]",
                          "[1 2]", "{\"a\" 1}", "]", "[", "{", "{\"a\":", "[1e]", "tru", "['a']"})
    EXPECT_FALSE(is_json(bad)) << bad;
  EXPECT_TRUE(is_json(std::string(16, '[') + std::string(16, ']')));
  EXPECT_FALSE(is_json(std::string(17, '[') + std::string(17, ']')));
  EXPECT_FALSE(is_json(std::string(100'000, '[')));
}

TEST(SerialNumbers, StandInTheOrderOfAPerson) {
  const std::vector<std::string> sorted{"9",     "10",     "A",       "A9", "a010",
                                        "A10-2", "A10-10", "A123456", "B1", "SN-2024-00123"};
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i)
    EXPECT_TRUE(compare_serials(sorted[i], sorted[i + 1]) < 0) << sorted[i] << " " << sorted[i + 1];
  EXPECT_TRUE(compare_serials("a007", "A7") == 0);
  EXPECT_TRUE(compare_serials("0", "000") == 0);
  EXPECT_TRUE(compare_serials("99999999999999999999998", "99999999999999999999999") < 0);
}

TEST(SerialRanges, CoverAndOverlap) {
  const SerialRange range{"A100", "A199"};
  EXPECT_TRUE(range.covers("A100") && range.covers("a0199") && range.covers("A150X"));
  EXPECT_FALSE(range.covers("A99") || range.covers("A200") || range.covers("B150"));
  EXPECT_TRUE(range.overlaps({"A199", ""}) && range.overlaps({"", "A100"}));
  EXPECT_FALSE(range.overlaps({"A200", ""}) || range.overlaps({"", "A99"}));
}

TEST(Gtin, ChecksItsDigit) {
  EXPECT_EQ(*parse_gtin("4006381333931"), "04006381333931");
  EXPECT_EQ(*parse_gtin("96385074"), "00000096385074");
  EXPECT_EQ(*parse_gtin("036000291452"), "00036000291452");
  const auto wrong = parse_gtin("4006381333932");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.faults().front().code, "CATALOGUE-006");
  EXPECT_EQ(wrong.faults().front().hint, "the last digit would be 1; look for a typing error");
  for (const char* none : {"", "400638133393", "4006381 333931", "40063813339310000", "ABCDEFGH"})
    EXPECT_FALSE(parse_gtin(none)) << none;
}

std::vector<std::uint32_t> found(const PatternIndex& index, std::string_view text) {
  std::vector<std::uint32_t> values;
  index.each(text, [&](std::uint32_t value) { values.push_back(value); });
  return values;
}

TEST(PatternIndex, FindsByBeginningEndAndMiddle) {
  PatternIndex index;
  index.add("LF-HUB-*", 1);
  index.add("*-EU", 2);
  index.add("*HUB*", 3);
  index.add("LF-*-EU", 4);
  index.add("L*-HUB-7-EU", 5);
  index.add("LF-HUB-*", 6);
  EXPECT_THAT(found(index, "LF-HUB-7-EU"), UnorderedElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_THAT(found(index, "LF-HUB-7"), UnorderedElementsAre(1, 3, 6));
  EXPECT_THAT(found(index, "X-EU"), ElementsAre(2));
  EXPECT_THAT(found(index, ""), IsEmpty());
  EXPECT_THAT(found(index, std::string(500, 'x')), IsEmpty());
}

TEST(KnownLanguages, ExistOrAreRefused) {
  for (const char* good : {"de", "de-AT", "zxx", "mul", "nb", "gsw", "es_MX", "tl"})
    EXPECT_TRUE(parse_known_language(good)) << good;
  for (const char* bad :
       {"xx", "de-XX", "und", "deu", "qqq", "de-Latn", "sr-Latn-RS", "de-AT-1996"})
    EXPECT_EQ(parse_known_language(bad).faults().front().code, "CATALOGUE-011") << bad;
  EXPECT_EQ(parse_known_language("deutsch!").faults().front().code, "LANGUAGE-001");
}

TEST(OfficialLanguages, AreThoseOfCountriesOutsideTheUnion) {
  const auto languages = OfficialLanguages::load(attachment_data::files());
  ASSERT_TRUE(languages);
  EXPECT_THAT(languages->of(*CountryCode::parse("LI")), ElementsAre(*LanguageTag::parse("de")));
  EXPECT_THAT(languages->of(*CountryCode::parse("CH")).size(), 4U);
  EXPECT_THAT(languages->of(*CountryCode::parse("DE")), IsEmpty());
  for (const auto& [country, ignored] : languages->all())
    EXPECT_FALSE(country.is_member_state()) << country.to_string();
}

}  // namespace
}  // namespace enclosure::attachments
