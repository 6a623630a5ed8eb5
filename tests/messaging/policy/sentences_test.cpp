// Sentences that are refused and their innocent neighbours, by rule and language, from
// data/sentences.json.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/import/policy_cases.h"
#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

std::string bytes_of(const char* name) {
  std::ifstream in(std::string(ENCLOSURE_SOURCE_DIR) + "/tests/messaging/policy/data/" + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(PolicySentences, AreJudgedAsTheyShould) {
  const std::string bytes = bytes_of("sentences.json");
  const auto document = nlohmann::json::parse(bytes);
  const auto cases = app::policy_cases_from_json(bytes);
  ASSERT_TRUE(cases);
  ASSERT_EQ(cases->size(), document["examples"].size());
  for (std::size_t i = 0; i < cases->size(); ++i) {
    const auto& one = (*cases)[i];
    const auto& expected = document["examples"][i];
    const Verdict verdict = check(one.draft, one.context, built_in_policy());
    const std::string rules = rules_of(verdict);
    if (expected["verdict"] == "allow") {
      EXPECT_EQ(rules, "") << one.id << ": " << one.draft.text;
    } else {
      EXPECT_NE(rules.find(expected["rule_id"].get<std::string>()), std::string::npos)
          << one.id << " got " << rules << ": " << one.draft.text;
    }
  }
}

/// What is offered instead may itself be sent.
TEST(PolicyAdvice, PassesTheChecker) {
  for (const std::string& language : built_in_policy().languages()) {
    for (const Rule& rule : built_in_policy().rules()) {
      if (rule.id == "R00") continue;
      const Verdict refused = verdict_on("{{x}}", language);
      ASSERT_FALSE(refused.findings.empty());
      // Every rule has its advice; R20's stands for how it is found.
      EXPECT_FALSE(refused.findings.front().suggestion.empty()) << language;
    }
  }
  for (const EmbeddedFile& file : policy_data::files()) {
    if (!file.path.starts_with("advice/")) continue;
    const std::string language(file.path.substr(7, 2));
    const auto advice = nlohmann::json::parse(file.bytes);
    for (const auto& [rule, text] : advice.items()) {
      const auto scope = rule == "R17" ? Scope::kSubject : Scope::kSentence;
      EXPECT_EQ(rules_of(verdict_on(text.get<std::string>(), language, scope)), "")
          << language << " " << rule << ": " << text;
    }
  }
}

}  // namespace
}  // namespace enclosure::messaging::policy
