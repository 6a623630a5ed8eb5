// `lint`: exit codes and answers of the checker of texts for buyers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class Lint : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  support::TemporaryFolder folder_;
};

const std::string kHonest =
    "Order 302-1234567-1234567: the invoice is attached. Reply to this message if a part is "
    "missing.";

TEST_F(Lint, PassesAnHonestText) {
  const auto told = enclosure({"lint", file("a.txt", kHonest), "--attachment", "invoice"});
  EXPECT_EQ(told.exit_code, 0) << told.out;
  EXPECT_THAT(told.out, HasSubstr("OK "));
}

TEST_F(Lint, NamesTheRuleTheWordsAndWhatMayBeSaidInstead) {
  const auto path = file("b.txt", "Write a review and get a voucher.");
  const auto told = enclosure({"lint", path, "--scope", "sentence"});
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_THAT(told.out, HasSubstr("REFUSED"));
  EXPECT_THAT(told.out, HasSubstr("R04"));
  EXPECT_THAT(told.out, HasSubstr("instead: "));
  const auto answer = json::parse(enclosure({"--json", "lint", path, "--scope", "sentence"}).out);
  EXPECT_EQ(answer.at("verdict"), "refuse");
  EXPECT_THAT(answer.at("findings").front().at("quote").get<std::string>(), HasSubstr("review"));
}

TEST_F(Lint, AnswersCasesInTheirOrder) {
  const auto path = file("cases.json", R"({"test_config": {}, "examples": [
    {"id": "a", "locale": "de", "text": "Bitte geben Sie uns fünf Sterne.", "scope": "sentence"},
    {"id": "b", "locale": "en", "text": "Clean the lamp with a dry cloth.", "scope": "sentence"}]})");
  const auto told = enclosure({"lint", "--cases", path, "--json"});
  EXPECT_EQ(told.exit_code, 1);
  const auto answers = json::parse(told.out);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].at("id"), "a");
  EXPECT_EQ(answers[0].at("rules"), json({"R03"}));
  EXPECT_EQ(answers[1].at("verdict"), "allow");
}

TEST_F(Lint, TellsUsageFromBadData) {
  const auto path = file("a.txt", kHonest);
  EXPECT_EQ(enclosure({"lint", path, "--cases", path}).exit_code, 64);
  const auto relaxed = enclosure({"lint", path, "--fulfilment", "FBA", "--mode", "relaxed"});
  EXPECT_EQ(relaxed.exit_code, 64);
  EXPECT_THAT(relaxed.err, HasSubstr("POLICY-010"));
  EXPECT_EQ(enclosure({"lint", file("c.txt", "caf\xE9")}).exit_code, 65);
  EXPECT_EQ(enclosure({"lint", "--cases", path}).exit_code, 65);
  EXPECT_EQ(enclosure({"lint", folder_ / "nothing.txt"}).exit_code, 65);
}

}  // namespace
}  // namespace enclosure::app
