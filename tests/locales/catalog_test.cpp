#include "locales/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::vector<LanguageTag>& tags) {
  std::vector<std::string> names;
  for (const auto& language : tags) names.push_back(language.to_string());
  return names;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

std::vector<std::string> faults_of(const std::vector<EmbeddedFile>& files) {
  std::vector<std::string> lines;
  const auto loaded = Catalog::load(files);
  for (const auto& fault : loaded.faults()) {
    lines.push_back(fault.code + " " + fault.path);
  }
  return lines;
}

TEST(Catalog, SpeaksThe24LanguagesOfTheUnion) {
  EXPECT_THAT(names(catalog().languages()),
              ElementsAre("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
                          "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"));
}

TEST(Catalog, FindsALanguageByItselfOrWithoutRegion) {
  ASSERT_NE(catalog().find(tag("de-AT")), nullptr);
  EXPECT_EQ(catalog().find(tag("de-AT"))->language(), tag("de"));
  EXPECT_EQ(catalog().find(tag("de")), catalog().find(tag("de-CH")));
  EXPECT_EQ(catalog().find(tag("nb-NO")), nullptr);
}

TEST(Catalog, FallsBackToEnglish) {
  EXPECT_EQ(catalog().best_for(tag("nb-NO")).language(), tag("en"));
  EXPECT_EQ(catalog().best_for(tag("pt-BR")).language(), tag("pt"));
}

TEST(Catalog, FallbackChainNamesEachTagOnce) {
  EXPECT_THAT(names(fallback_chain(tag("de-AT"))), ElementsAre("de-AT", "de", "en"));
  EXPECT_THAT(names(fallback_chain(tag("fr"))), ElementsAre("fr", "en"));
  EXPECT_THAT(names(fallback_chain(tag("en-GB"))), ElementsAre("en-GB", "en"));
  EXPECT_THAT(names(fallback_chain(tag("en"))), ElementsAre("en"));
}

TEST(Catalog, IgnoresOtherFiles) {
  const std::string english = labels_json("en");
  const auto loaded = Catalog::load(std::vector<EmbeddedFile>{
      {"en/labels.json", english}, {"en/mail/documents.txt", "{"}, {"README.md", ""}});
  ASSERT_TRUE(loaded);
  EXPECT_THAT(names(loaded->languages()), ElementsAre("en"));
}

TEST(Catalog, NamesTextsThatDifferFromEnglish) {
  const std::string english = labels_json("en");
  std::string french = labels_json("fr");
  french = replaced(french, "\"invoice_number\"", "\"invoice_no\"");
  french = replaced(french, "{page} sur", "{number} sur");
  EXPECT_THAT(faults_of({{"en/labels.json", english}, {"fr/labels.json", french}}),
              ElementsAre("LOCALE-005 fr/labels.json labels.invoice_no",
                          "LOCALE-005 fr/labels.json labels.invoice_number",
                          "LOCALE-005 fr/labels.json labels.page_x_of_y"));
}

TEST(Catalog, NamesTheFaultsOfAllFiles) {
  const std::string english = labels_json("en");
  const std::string unknown =
      replaced(labels_json("fr"), "\"icu_locale\": \"fr\"", "\"icu_locale\": \"qq\"");
  EXPECT_THAT(
      faults_of({{"de/labels.json", "{"},
                 {"en/labels.json", english},
                 {"fr/labels.json", unknown},
                 {"mail/labels.json", english}}),
      ElementsAre("LOCALE-001 de/labels.json", "LOCALE-006 fr/labels.json formats.icu_locale",
                  "LOCALE-007 mail/labels.json"));
}

TEST(Catalog, NeedsEnglish) {
  EXPECT_THAT(faults_of({}), ElementsAre("LOCALE-007 en/labels.json"));
}

}  // namespace
}  // namespace enclosure::locales
