#include "core/language.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

struct Tag {
  std::string text;
  std::string result;  ///< the tag, or the code of the fault
};
void PrintTo(const Tag& tag, std::ostream* out) {
  *out << '"' << tag.text << '"';
}

class LanguageTags : public testing::TestWithParam<Tag> {};

TEST_P(LanguageTags, AreReducedToLanguageAndRegion) {
  const auto tag = LanguageTag::parse(GetParam().text);
  EXPECT_EQ(tag ? tag->to_string() : tag.faults().front().code, GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(All, LanguageTags,
                         testing::Values(Tag{"de", "de"}, Tag{"DE", "de"}, Tag{"de-AT", "de-AT"},
                                         Tag{"de_at", "de-AT"}, Tag{"de_DE_formal", "de-DE"},
                                         Tag{"zh-Hans", "zh"}, Tag{"gsw", "gsw"},
                                         Tag{"pt-BR", "pt-BR"}, Tag{"", "LANGUAGE-001"},
                                         Tag{"d", "LANGUAGE-001"}, Tag{"de-", "LANGUAGE-001"},
                                         Tag{"german", "LANGUAGE-001"}, Tag{"12", "LANGUAGE-001"},
                                         Tag{"d\xc3\xa4", "LANGUAGE-001"},
                                         Tag{"../de", "LANGUAGE-001"}));

TEST(LanguageTag, EnglishStandsIn) {
  EXPECT_EQ(LanguageTag().to_string(), "en");
  EXPECT_EQ(LanguageTag::parse("de-AT")->language(), "de");
  EXPECT_EQ(LanguageTag::parse("de-AT")->region(), "AT");
  EXPECT_NE(*LanguageTag::parse("de"), *LanguageTag::parse("de-DE"));
}

}  // namespace
}  // namespace enclosure
