// What is promised about the words of the page in all languages.

#include "locales/page_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>

#include <map>
#include <set>
#include <string>

#include "locales/catalog.h"
#include "locales/countries.h"
#include "locales/data.h"
#include "tests/support/languages.h"

namespace enclosure::locales {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

std::vector<std::string> codes_of(const Faults& faults) {
  std::vector<std::string> codes;
  for (const auto& one : faults) codes.push_back(one.code + " " + one.path);
  return codes;
}

/// The forms that a plural of `text` names; empty: it has no plural.
std::set<std::string> plural_forms(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessagePattern pattern(icu::UnicodeString::fromUTF8(text), nullptr, status);
  std::set<std::string> forms;
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR) continue;
    std::string form;
    pattern.getSubstring(part).toUTF8String(form);
    forms.insert(form);
  }
  return forms;
}

/// The forms that whole numbers take in a language.
std::set<std::string> forms_needed(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu::Locale(language.c_str()), status));
  std::set<std::string> forms{"other"};
  for (std::int32_t count = 1; count <= 250; ++count) {
    std::string form;
    rules->select(count).toUTF8String(form);
    forms.insert(form);
  }
  return forms;
}

class Words : public testing::TestWithParam<std::string> {
 protected:
  const PageWords& words_ = support::languages().page_words(tag(GetParam()));
};

TEST_P(Words, AreTranslated) {
  // Words that are the same in English by rights.
  const std::set<std::pair<std::string, std::string>> same = {{"es", "error"}};
  const PageWords& english = support::languages().page_words(tag("en"));
  for (const auto& [key, text] : words_.texts()) {
    if (GetParam() == "en" || same.contains({GetParam(), key})) continue;
    EXPECT_NE(text, english.texts().at(key)) << key;
  }
}

TEST_P(Words, HaveEachPluralFormOfTheirLanguage) {
  std::size_t plurals = 0;
  for (const auto& [key, text] : words_.texts()) {
    const auto forms = plural_forms(text);
    if (forms.empty()) continue;
    ++plurals;
    EXPECT_THAT(forms, testing::IsSupersetOf(forms_needed(GetParam()))) << key;
  }
  EXPECT_EQ(plurals, 2U);
}

TEST_P(Words, CountWithNumbers) {
  std::set<std::string> told;
  for (const std::int64_t count : {1, 2, 3, 5, 11, 21, 100}) {
    const std::string text = words_.text("other_languages", {{"count", count}});
    EXPECT_THAT(text, Not(HasSubstr("{")));
    if (count > 1) {
      EXPECT_THAT(text, HasSubstr(std::to_string(count)));
    }
    told.insert(text);
  }
  EXPECT_EQ(told.size(), 7U);
}

TEST_P(Words, AreOfTheAlphabetOfTheirLanguage) {
  const std::string kLetters = GetParam() == "bg" ? "\xD0" : "\xCE";
  for (const auto& [key, text] : words_.texts()) {
    if (GetParam() == "bg" || GetParam() == "el") {
      EXPECT_THAT(text, HasSubstr(kLetters)) << key;
    } else {
      EXPECT_THAT(text, Not(HasSubstr("\xD0"))) << key;
    }
  }
}

TEST_P(Words, ComeWithTheCountriesInOrder) {
  const auto countries = countries_by_name(support::languages().best_for(tag(GetParam())));
  std::map<std::string, std::string> names;
  for (const auto& one : countries) names[one.code.to_string()] = one.name;
  EXPECT_GT(countries.size(), 240U);
  EXPECT_EQ(names.size(), countries.size());
  EXPECT_TRUE(names.contains("XI"));
  EXPECT_TRUE(names.contains("GR"));
  EXPECT_FALSE(names.contains("EL"));
}

INSTANTIATE_TEST_SUITE_P(Tongues, Words, testing::ValuesIn([] {
                           std::vector<std::string> all;
                           for (const auto& one : support::languages().languages())
                             all.push_back(one.to_string());
                           return all;
                         }()),
                         [](const auto& one) { return one.param; });

std::string file(const std::string& words) {
  return R"({"schema_version": 1, "language": "de", "as_of": "2026-11-29", "words": {)" + words +
         "}}";
}

TEST(PageWordsFile, NamesAllItsFaults) {
  const auto faults = [](const std::string& json) {
    return codes_of(PageWords::parse(tag("de"), json).faults());
  };
  EXPECT_THAT(faults(file(R"("a": "b {c}")")), ElementsAre());
  EXPECT_THAT(faults("[]"), ElementsAre("LOCALE-001 "));
  EXPECT_THAT(faults(file(R"("a": "b", "a": "c")")), ElementsAre("LOCALE-001 a"));
  EXPECT_THAT(faults(file(R"("a": "", "b": 3, "c": "{", "d": "l'eau", "e": "{0}")")),
              ElementsAre("LOCALE-003 words.a", "LOCALE-002 words.b", "LOCALE-003 words.c",
                          "LOCALE-003 words.d", "LOCALE-003 words.e"));
  EXPECT_THAT(faults(R"({"schema_version": 2, "language": "fr", "as_of": "soon", "x": 1})"),
              ElementsAre("LOCALE-002 x", "LOCALE-002 schema_version", "LOCALE-002 language",
                          "LOCALE-002 as_of", "LOCALE-002 words"));
}

TEST(PageWordsFile, ValuesGoInAsTheyAre) {
  const auto words = *PageWords::parse(tag("de"), file(R"("a": "von {b} an {c}")"));
  EXPECT_EQ(words.text("a", {{"b", "{c}"}, {"c", "l'eau #1"}}), "von {c} an l'eau #1");
  EXPECT_THROW(words.text("a", {{"b", "x"}}), std::logic_error);
  EXPECT_THROW(words.text("z"), std::logic_error);
}

TEST(PageWordsFile, IsMissedWhereOtherLanguagesHaveIt) {
  std::vector<EmbeddedFile> files;
  const std::string wrong = file(R"("page_title": "x {number}", "extra": "y")");
  for (const auto& one : locale_data::files()) {
    if (one.path == "fr/page.json") continue;
    files.push_back(one.path == "de/page.json" ? EmbeddedFile{one.path, wrong} : one);
  }
  const auto codes = codes_of(Catalog::load(files).faults());
  EXPECT_THAT(codes,
              testing::IsSupersetOf(std::vector<std::string>{
                  "LOCALE-005 de/page.json words.page_title", "LOCALE-005 de/page.json words.extra",
                  "LOCALE-005 de/page.json words.skip", "LOCALE-005 fr/page.json"}));
}

}  // namespace
}  // namespace enclosure::locales
