// Normalising for detection: what a text looks like to a reader, and where each letter came from.

#include "messaging/policy/plain_text.h"

#include <gtest/gtest.h>

namespace enclosure::messaging::policy {
namespace {

struct PlainCase {
  const char* name;
  std::string source;
  std::string plain;
};
void PrintTo(const PlainCase& one, std::ostream* out) {
  *out << one.name;
}

class PlainTextOf : public testing::TestWithParam<PlainCase> {};

TEST_P(PlainTextOf, IsWhatAReaderSees) {
  const PlainText plain = plain_text(GetParam().source);
  EXPECT_EQ(plain.utf8(0, plain.letters.size()), GetParam().plain);
}

INSTANTIATE_TEST_SUITE_P(
    All, PlainTextOf,
    testing::Values(PlainCase{"Plain", "a < b & c", "a < b & c"},
                    PlainCase{"ZeroWidth", "re\u200Bvi\u00ADew", "review"},
                    PlainCase{"FullWidth", "\uFF52\uFF45\uFF56", "rev"},
                    PlainCase{"Mathematical", "\U0001D42B\U0001D41E", "re"},
                    PlainCase{"Composed", "re\u0301union", "r\u00E9union"},
                    PlainCase{"Entities", "&#114;&eacute;&#x76;&amp;", "r\u00E9v&"},
                    PlainCase{"UnknownEntity", "&nothing; &#xD800;", "&nothing; &#xD800;"},
                    PlainCase{"Tags", "<p>One<b>T</b>wo</p>", "\nOneTwo\n"},
                    PlainCase{"Comment", "re<!-- x -->view", "review"},
                    PlainCase{"Script", "a<script>b</script>c", "ac"},
                    PlainCase{"Unclosed", "a <b", "a <b"},
                    PlainCase{"NotUtf8",
                              "a\xFF"
                              "b",
                              "a\uFFFDb"}),
    [](const auto& tested) { return tested.param.name; });

TEST(PlainTextOf, RemembersWhereALetterCameFrom) {
  const std::string source = "x &eacute;<b>r\u200Be</b>";
  const PlainText plain = plain_text(source);
  EXPECT_EQ(plain.quote(2, 3), "&eacute;");
  EXPECT_EQ(plain.quote(3, 5), "r\u200Be");
}

TEST(PlainTextOf, ReadsAttributes) {
  EXPECT_EQ(attribute(" href = 'https://a.example/?a&amp;b' title=x", "href"),
            "https://a.example/?a&b");
  EXPECT_EQ(attribute(" data-href=\"x\"", "href"), "");
}

}  // namespace
}  // namespace enclosure::messaging::policy
