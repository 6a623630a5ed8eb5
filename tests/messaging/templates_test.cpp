#include "messaging/templates.h"

#include <gmock/gmock.h>

#include "tests/messaging/mail_world.h"

namespace enclosure::messaging {
namespace {

using testing::ElementsAreArray;
using testing::UnorderedElementsAre;

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

/// The six files of one language; a test replaces or removes some.
std::vector<EmbeddedFile> language_files() {
  return {{"xx/mail/documents.txt", "Subject: S\n\nT"}, {"xx/mail/documents.html", "<p>T</p>"},
          {"xx/mail/review.txt", "Subject: S\n\nT"},    {"xx/mail/review.html", "<p>T</p>"},
          {"xx/mail/check_up.txt", "Subject: S\n\nT"},  {"xx/mail/check_up.html", "<p>T</p>"}};
}

std::vector<std::string> faults_of(const std::vector<EmbeddedFile>& files) {
  std::vector<std::string> said;
  const auto templates = Templates::load(files);
  for (const Fault& fault : templates.faults()) said.push_back(fault.code + " " + fault.path);
  return said;
}

TEST(Templates, TheBuiltInTextsLoad) {
  EXPECT_THAT(built_in_texts().languages(), ElementsAreArray(kMailLanguages));
}

TEST(Templates, FindTheLanguageOfARegion) {
  EXPECT_TRUE(built_in_texts().has(tag("de-AT")));
  EXPECT_TRUE(built_in_texts().has(tag("sv")));
  EXPECT_TRUE(built_in_texts().has(tag("el-CY")));
  EXPECT_FALSE(built_in_texts().has(tag("nb")));
}

TEST(Templates, ResolveToTheBuyersLanguageThenTheMarketplacesThenEnglish) {
  const Templates& texts = built_in_texts();
  EXPECT_EQ(texts.resolve(tag("de-AT"), tag("fr")).to_string(), "de-AT");
  EXPECT_EQ(texts.resolve(tag("mt"), tag("it")).to_string(), "mt");
  EXPECT_EQ(texts.resolve(tag("nb"), tag("fr")).to_string(), "fr");
  EXPECT_EQ(texts.resolve(std::nullopt, tag("pl-PL")).to_string(), "pl-PL");
  EXPECT_EQ(texts.resolve(tag("nb"), tag("tr")).to_string(), "en");
}

TEST(Templates, OtherFilesAreIgnored) {
  auto files = language_files();
  files.push_back({"xx/labels.json", "{{"});
  files.push_back({"mail/documents.txt", "{{"});
  files.push_back({"xx/mail/README.md", "{{"});
  EXPECT_THAT(faults_of(files), testing::IsEmpty());
}

TEST(Templates, AMissingFileIsAFault) {
  auto files = language_files();
  files.erase(files.begin() + 3);
  EXPECT_THAT(faults_of(files), UnorderedElementsAre("TEMPLATE-003 xx/mail/review.html"));
  EXPECT_THAT(faults_of({{"xx/mail/documents.txt", "Subject: S\n"}}).size(), 5U);
}

TEST(Templates, AllFaultsComeWithFileAndLine) {
  auto files = language_files();
  files[0].bytes = "No subject\n";
  files[1].bytes = "<p>\n{{nothing}}</p>";
  files[2].bytes = "Subject: {{x}}\n\nT\n{{#brand}}";
  files[3].bytes = "<p>\n<img src=\"x\"></p>";
  files[4].bytes = "Subject: S\n\n\xFF";
  files.push_back({"xx/mail/reviw.txt", "Subject: S\n"});
  files.push_back({"12/mail/review.txt", "Subject: S\n"});
  EXPECT_THAT(
      faults_of(files),
      testing::IsSupersetOf({"TEMPLATE-003 xx/mail/documents.txt",
                             "TEMPLATE-001 xx/mail/documents.html line 2, column 1",
                             "TEMPLATE-001 xx/mail/review.txt line 1, column 1",
                             "TEMPLATE-002 xx/mail/review.txt line 4, column 11",
                             "TEMPLATE-005 xx/mail/review.html line 2, column 1",
                             "TEMPLATE-004 xx/mail/check_up.txt", "TEMPLATE-003 xx/mail/reviw.txt",
                             "LANGUAGE-001 12/mail/review.txt"}));
}

}  // namespace
}  // namespace enclosure::messaging
