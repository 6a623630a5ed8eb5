// Any bytes are welcome, and long ones end soon: each of these would take hours if time grew with
// the square of the length.

#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

TEST(HostileText, EndsSoon) {
  for (const std::string_view part : {"<",
                                      "<!--",
                                      "<script>",
                                      "<p><b>",
                                      "&#",
                                      "&amp;",
                                      "{{",
                                      "[",
                                      "%",
                                      "a@",
                                      "a.b.",
                                      "0 1-",
                                      "!",
                                      "review if happy ",
                                      "not ~ ",
                                      "r e ",
                                      "a-a-",
                                      "\xFF",
                                      "e\u0301\u0301",
                                      "DE89 ",
                                      "://",
                                      "(",
                                      "x",
                                      "5/5 ",
                                      "street 5 "}) {
    const Verdict verdict = verdict_on(repeated(part, 100'000), "en", Scope::kMessage);
    EXPECT_FALSE(verdict.findings.empty()) << part;
  }
}

TEST(HostileText, ThatIsNoUtf8IsRefused) {
  EXPECT_EQ(rules_of(verdict_on("Your invoice \xC3\x28 is attached.")), "R18");
}

TEST(HostileText, FindingsAreBounded) {
  EXPECT_LE(verdict_on(repeated("{{x}} ", 60'000)).findings.size(), 200U);
}

/// A sign behind a blank, with nothing after it: " @" ended the program once.
TEST(HostileText, MayEndWithAnySign) {
  for (char sign = '!'; sign < '\x7f'; ++sign) {
    for (const std::string& text : {std::string("A lamp ") + sign, std::string(1, sign)})
      EXPECT_NO_THROW(verdict_on(text)) << text;
  }
}

}  // namespace
}  // namespace enclosure::messaging::policy
