// A dispatcher that runs for days goes by what the seller has configured by now.

#include "app/cli/watched_means.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class WatchedMeansTest : public testing::Test {
 protected:
  WatchedMeansTest() {
    support::write_sample_workspace(folder_.path());
    context_.workspace = folder_.path();
  }

  void replace_in_configuration(const std::string& from, const std::string& to) {
    const auto file = folder_.path() / "enclosure.json";
    std::string json = support::slurp(file);
    json.replace(json.find(from), from.size(), to);
    support::spit(file, json);
  }

  support::TemporaryFolder folder_;
  Context context_;
  std::vector<std::string> told_;
  WatchedMeans means_{context_, "", [this](const std::string& text) { told_.push_back(text); }};
};

TEST_F(WatchedMeansTest, StayTheSameWhileNothingChanges) {
  const Means* first = means_.current();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(means_.current(), first);
  EXPECT_EQ(&means_.current()->shop, &first->shop);
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(WatchedMeansTest, AShadowThatIsSwitchedOnCountsFromTheNextPass) {
  EXPECT_FALSE(means_.current()->shop.config.shadow);
  replace_in_configuration("{", R"({"messages": {"shadow": "folder"}, )");
  ASSERT_NE(means_.current(), nullptr) << told_.back();
  EXPECT_TRUE(means_.current()->shop.config.shadow);
  EXPECT_THAT(told_, ElementsAre(HasSubstr("has changed")));
}

TEST_F(WatchedMeansTest, OwnTextsThatComeAndGoAreSeen) {
  const LanguageTag german = *LanguageTag::parse("de");
  const auto is_own = [&] {
    return !means_.current()->shop.knowledge.templates.is_built_in(german,
                                                                   messaging::Stage::kDocuments);
  };
  EXPECT_FALSE(is_own());
  const auto text = folder_.path() / "messages/de/documents.txt";
  std::filesystem::create_directories(text.parent_path());
  support::spit(text, "Subject: Rechnung {{order_id}}\n\nDie Rechnung {{invoice_numbers}}.\n");
  EXPECT_TRUE(is_own());
  std::filesystem::remove(text);
  EXPECT_FALSE(is_own());
}

TEST_F(WatchedMeansTest, NothingIsMadeOfAFaultyConfigurationUntilItIsMended) {
  ASSERT_NE(means_.current(), nullptr);
  replace_in_configuration("{", "{ nonsense ");
  EXPECT_EQ(means_.current(), nullptr);
  EXPECT_THAT(told_,
              ElementsAre(StartsWith("Nothing is issued or sent"), HasSubstr("not valid JSON")));
  EXPECT_EQ(means_.current(), nullptr);
  EXPECT_EQ(told_.size(), 2U) << "it is told once";
  replace_in_configuration("{ nonsense ", "{");
  EXPECT_NE(means_.current(), nullptr);
}

TEST_F(WatchedMeansTest, AConfigurationThatIsGoneStopsEverythingToo) {
  ASSERT_NE(means_.current(), nullptr);
  std::filesystem::remove(folder_.path() / "enclosure.json");
  EXPECT_EQ(means_.current(), nullptr);
  EXPECT_THAT(told_, ElementsAre(HasSubstr("there is no workspace")));
}

}  // namespace
}  // namespace enclosure::app
