// The small language of patterns over words.

#include "messaging/policy/lexicon.h"

#include <gtest/gtest.h>

#include "messaging/policy/passages.h"

namespace enclosure::messaging::policy {
namespace {

/// What of `text` says the concept "x" of a lexicon with these patterns.
std::string said(const std::string& patterns, const std::string& text) {
  const auto folding = Folding::parse(R"({"look_alikes": {"о": "o"}, "in_words": {"3": "e"}})");
  const auto lexicon = Lexicon::parse(R"({"concepts": )" + patterns + "}", "test", *folding, {});
  if (!lexicon) return "fault " + lexicon.faults().front().message;
  const PlainText plain = plain_text(text);
  const TokenText tokens = tokenise(plain, *folding, {});
  const Passages passages = Passages::find(*lexicon, tokens);
  const auto& found = passages.of(lexicon->find("x"));
  if (found.empty()) return "";
  return std::string(
      plain.quote(tokens.tokens[found[0].first].from, tokens.tokens[found[0].last - 1].to));
}

struct PatternCase {
  const char* name;
  std::string patterns;
  std::string text;
  std::string said;
};
void PrintTo(const PatternCase& one, std::ostream* out) {
  *out << one.name;
}

class PatternSays : public testing::TestWithParam<PatternCase> {};

TEST_P(PatternSays, Passage) {
  EXPECT_EQ(said(GetParam().patterns, GetParam().text), GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    All, PatternSays,
    testing::Values(
        PatternCase{"Word", R"({"x": ["one"]})", "No, One!", "One"},
        PatternCase{"Beginning", R"({"x": ["revie*"]})", "a reviewer", "reviewer"},
        PatternCase{"Ending", R"({"x": ["*wertung"]})", "Bewertung", "Bewertung"},
        PatternCase{"Part", R"({"x": ["*wert*"]})", "Bewertungen", "Bewertungen"},
        PatternCase{"Alternatives", R"({"x": ["a|b c"]})", "x b c", "b c"},
        PatternCase{"Optional", R"({"x": ["a ?b c"]})", "a c", "a c"},
        PatternCase{"Gap", R"({"x": ["a ~2 b"]})", "a 1 2 b", "a 1 2 b"},
        PatternCase{"GapTooWide", R"({"x": ["a ~1 b"]})", "a 1 2 b", ""},
        PatternCase{"GapEndsWithTheSentence", R"({"x": ["a ~~ b"]})", "Is it a? Or b", ""},
        PatternCase{"Number", R"({"x": ["# star"]})", "5-star", "5-star"},
        PatternCase{"Concept", R"({"x": ["@y z"], "y": ["a b"]})", "a b z", "a b z"},
        PatternCase{"Mask", R"({"x": ["rate"], "x.not": ["frame rate"]})", "the frame rate", ""},
        PatternCase{"Start", R"({"x": ["^ a"]})", "b a", ""},
        PatternCase{"NotNext", R"({"x": ["a !b"]})", "a b", ""},
        PatternCase{"Hyphenated", R"({"x": ["newsletter"]})", "news-letter", "news-letter"},
        PatternCase{"SpacedOut", R"({"x": ["star"]})", "s t a r", "s t a r"},
        PatternCase{"Disguised", R"({"x": ["review"]})", "r3view", "r3view"},
        PatternCase{"LookAlike", R"({"x": ["one"]})", "оne", "оne"},
        PatternCase{"Circle", R"({"x": ["@y"], "y": ["@x"]})", "", "fault is made of itself"},
        PatternCase{"Unknown", R"({"x": ["@z"]})", "", "fault no concept @z"},
        PatternCase{"NoWordFirst", R"({"x": ["~ a"]})", "", "fault \"~ a\" begins with no word"}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace enclosure::messaging::policy
