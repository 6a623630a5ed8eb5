// A text in disguise gets the verdict of the text.

#include <random>

#include "core/text.h"
#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

const char* const kTexts[] = {
    "Please leave a positive review of the lamp.",
    "Write a review and receive a gift card.",
    "If you have a spare minute, please consider writing a review of the lamp.",
    "If you are happy with the lamp, leave a review.",
    "Remove the transport lock before use.",
    "Hello {{name}}, your invoice is attached.",
};

/// Puts invisible letters between the letters of `text`.
std::string with_invisible(const std::string& text, std::mt19937& random) {
  const char32_t invisible[] = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x180E, 0xE0061};
  std::string made;
  for (const char c : text) {
    made += c;
    if (random() % 3 == 0) append_utf8(made, invisible[random() % std::size(invisible)]);
  }
  return made;
}

TEST(PolicyDisguise, InvisibleLettersChangeNothing) {
  std::mt19937 random(7);
  for (const std::string text : kTexts) {
    const std::string rules = rules_of(verdict_on(text));
    for (int i = 0; i < 20; ++i)
      EXPECT_EQ(rules_of(verdict_on(with_invisible(text, random))), rules) << text;
  }
}

TEST(PolicyDisguise, LettersThatLookAlikeAreSeenThrough) {
  EXPECT_EQ(rules_of(verdict_on("Please leave a p\u043Esitive r\u0435view.")), "R02");
  EXPECT_EQ(rules_of(verdict_on("Please leave a p0s1tive r3view.")), "R02");
  EXPECT_EQ(rules_of(verdict_on("Please leave a p-o-s-i-t-i-v-e r.e.v.i.e.w today")), "R02 R14");
  EXPECT_EQ(rules_of(verdict_on("Please leave a &#112;ositive re<b>view</b>.")), "R02");
  EXPECT_NE(rules_of(verdict_on("Give us a 5 - s t a r rating.")).find("R03"), std::string::npos);
}

TEST(PolicyDisguise, StretchedWordsAreWords) {
  EXPECT_EQ(rules_of(verdict_on("Leave a reeeview and get a giiift caaard.")), "R04");
  EXPECT_EQ(rules_of(verdict_on("Coool the lamp before you open it.")), "");
}

TEST(PolicyDisguise, TheFindingQuotesTheSource) {
  const std::string text = "Hello. Please leave a pos\u200Bitive r\u0435view now.";
  const Verdict verdict = verdict_on(text);
  ASSERT_FALSE(verdict.findings.empty());
  const Finding& finding = verdict.findings.front();
  EXPECT_EQ(text.substr(finding.begin, finding.end - finding.begin), finding.quote);
  EXPECT_NE(finding.quote.find("pos\u200Bitive"), std::string::npos);
}

}  // namespace
}  // namespace enclosure::messaging::policy
