#include "locales/labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// An entry of a legal mention.
std::string dated(const std::string& text, const std::string& since = "2020-01-01",
                  const std::string& until = "null") {
  return R"({"text":")" + text + R"(","since":")" + since + R"(","until":)" + until +
         R"(,"status":"CONFIRMED","source":"DIR"})";
}

/// A small labels.json; `member` replaces or adds one member.
std::string file_with(const std::string& member, const std::string& value) {
  std::map<std::string, std::string> members{
      {"schema_version", "1"},
      {"language", "\"en\""},
      {"name", "\"English\""},
      {"endonym", "\"English\""},
      {"as_of", "\"2026-11-21\""},
      {"formats", R"({"icu_locale":"en_IE","decimal":".","group":",","date":"dd/MM/yyyy"})"},
      {"countries", R"({"XI":"Northern Ireland"})"},
      {"titles", R"({"invoice":"Invoice"})"},
      {"labels", R"({"page_x_of_y":"Page {page} of {pages}"})"},
      {"legal", R"({"reverse_charge":[)" + dated("Reverse charge") + "]}"},
      {"sources", R"({"default":"OWN","invoice":"CL"})"},
      {"confidence", "\"high\""},
      {"needs_native_review", "[]"},
  };
  members[member] = value;
  std::string json = "{";
  for (const auto& [key, text] : members) {
    if (text.empty()) continue;
    json += (json.size() > 1 ? "," : "") + ("\"" + key + "\":" + text);
  }
  return json + "}";
}

std::vector<std::string> faults_of(const std::string& json) {
  std::vector<std::string> lines;
  const auto labels = Labels::parse(LanguageTag(), json);
  for (const auto& fault : labels.faults()) {
    lines.push_back(fault.code + " " + fault.path);
  }
  return lines;
}

TEST(Labels, ReadsWhatTheFileSays) {
  const auto labels = Labels::parse(LanguageTag(), file_with("endonym", "\"English\""));
  ASSERT_TRUE(labels) << labels.faults().front().message;
  EXPECT_EQ(labels->language(), LanguageTag());
  EXPECT_EQ(labels->endonym(), "English");
  EXPECT_EQ(labels->as_of(), "2026-11-21");
  EXPECT_EQ(labels->formats().icu_locale, "en_IE");
  EXPECT_EQ(labels->formats().group, ",");
  EXPECT_EQ(labels->title("invoice"), "Invoice");
  EXPECT_EQ(labels->legal("reverse_charge"), "Reverse charge");
  EXPECT_TRUE(labels->has(TextKind::kLegal, "reverse_charge"));
  EXPECT_FALSE(labels->has(TextKind::kLabel, "reverse_charge"));
}

TEST(Labels, FillsPlaceholdersInTheOrderOfTheLanguage) {
  EXPECT_EQ(locale("de").labels().label("page_x_of_y", {{"page", "2"}, {"pages", "3"}}),
            "Seite 2 von 3");
  EXPECT_EQ(locale("hu").labels().label("page_x_of_y", {{"pages", "3"}, {"page", "2"}}),
            "2/3. oldal");
}

TEST(Labels, FillsAPlaceholderWhereverItStands) {
  EXPECT_EQ(locale("en").labels().label("currency_note", {{"currency", "PLN"},
                                                          {"amount", "8.60"},
                                                          {"base", "EUR"},
                                                          {"rate", "4.30"},
                                                          {"source", "ECB"},
                                                          {"date", "05/03/2026"}}),
            "VAT in PLN: 8.60 (1\u00a0EUR = 4.30\u00a0PLN; ECB, 05/03/2026)");
}

TEST(Labels, DoesNotLookForPlaceholdersInValues) {
  EXPECT_EQ(locale("en").labels().legal("oss_notice", {{"country", "{country}{page}"}}),
            "VAT of the country of destination ({country}{page}), declared through the One Stop "
            "Shop (OSS)");
}

TEST(Labels, LeavesOutValuesThatTheTextDoesNotAskFor) {
  EXPECT_EQ(locale("en").labels().legal("reverse_charge", {{"country", "Austria"}}),
            "Reverse charge");
}

TEST(Labels, UnknownKeyAndMissingValueAreBugs) {
  EXPECT_THROW(static_cast<void>(locale("en").labels().title("receipt")), std::logic_error);
  EXPECT_THROW(static_cast<void>(locale("en").labels().label("page_x_of_y", {{"page", "1"}})),
               std::logic_error);
}

struct FaultCase {
  const char* name;
  const char* member;
  const char* value;
  const char* fault;
};
void PrintTo(const FaultCase& c, std::ostream* out) {
  *out << c.name;
}

class LabelsFault : public testing::TestWithParam<FaultCase> {};

TEST_P(LabelsFault, IsNamed) {
  EXPECT_THAT(faults_of(file_with(GetParam().member, GetParam().value)),
              ElementsAre(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    OneMember, LabelsFault,
    testing::Values(
        FaultCase{"MissingMember", "endonym", "", "LOCALE-002 endonym"},
        FaultCase{"UnknownMember", "footer", "\"x\"", "LOCALE-002 footer"},
        FaultCase{"OtherSchema", "schema_version", "2", "LOCALE-002 schema_version"},
        FaultCase{"OtherLanguage", "language", "\"de\"", "LOCALE-002 language"},
        FaultCase{"WrongType", "labels", "[]", "LOCALE-002 labels"},
        FaultCase{"TextIsNumber", "titles", R"({"invoice":1})", "LOCALE-002 titles.invoice"},
        FaultCase{"TextIsEmpty", "titles", R"({"invoice":""})", "LOCALE-003 titles.invoice"},
        FaultCase{"Decomposed", "endonym", R"("franc\u0327ais")", "LOCALE-003 endonym"},
        FaultCase{"UnknownPlaceholder", "labels", R"({"a":"{total}"})", "LOCALE-003 labels.a"},
        FaultCase{"UnclosedPlaceholder", "labels", R"({"a":"{page"})", "LOCALE-003 labels.a"},
        FaultCase{"NestedPlaceholder", "labels", R"({"a":"{{page}}"})", "LOCALE-003 labels.a"},
        FaultCase{"UnopenedPlaceholder", "labels", R"({"a":"page}"})", "LOCALE-003 labels.a"},
        FaultCase{"NotADay", "as_of", "\"2026-02-30\"", "DATE-001 as_of"},
        FaultCase{"DatePattern", "formats",
                  R"({"icu_locale":"en_IE","decimal":".","group":",","date":"dd/MM/yy"})",
                  "LOCALE-004 formats.date"},
        FaultCase{"FormatMissing", "formats",
                  R"({"icu_locale":"en_IE","decimal":".","date":"dd/MM/yyyy"})",
                  "LOCALE-002 formats.group"},
        FaultCase{"SourceOfNothing", "sources", R"({"default":"OWN","receipt":"CL"})",
                  "LOCALE-002 sources.receipt"},
        FaultCase{"NoteIsNumber", "needs_native_review", "[1]", "LOCALE-002 needs_native_review"},
        FaultCase{"KeyTwice", "labels", R"({"reverse":"a","reverse":"b"})", "LOCALE-001 reverse"}),
    [](const auto& param) { return param.param.name; });

struct LegalFault {
  std::string name;
  std::string rows;
  std::string fault;
};
void PrintTo(const LegalFault& c, std::ostream* out) {
  *out << c.name;
}

class LegalFaults : public testing::TestWithParam<LegalFault> {};

TEST_P(LegalFaults, AreNamed) {
  EXPECT_THAT(faults_of(file_with("legal", R"({"a":)" + GetParam().rows + "}")),
              ElementsAre(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    All, LegalFaults,
    testing::Values(LegalFault{"NoDays", R"("Reverse charge")", "LOCALE-002 legal.a"},
                    LegalFault{"NoText", "[]", "LOCALE-002 legal.a"},
                    LegalFault{"Empty", "[" + dated("") + "]", "LOCALE-003 legal.a"},
                    LegalFault{"MemberMissing",
                               R"([{"text":"A","since":"2020-01-01","until":null}])",
                               "LOCALE-002 legal.a"},
                    LegalFault{"NotADay", "[" + dated("A", "2020-02-30") + "]", "DATE-001 legal.a"},
                    LegalFault{"UntilIsNotADay", "[" + dated("A", "2020-01-01", "\"x\"") + "]",
                               "DATE-001 legal.a"},
                    LegalFault{"TwoInForce",
                               "[" + dated("A") + "," + dated("B", "2027-01-01") + "]",
                               "LOCALE-002 legal.a"},
                    LegalFault{"OtherPlaceholders",
                               "[" + dated("A", "2020-01-01", "\"2026-12-31\"") + "," +
                                   dated("B {country}", "2027-01-01") + "]",
                               "LOCALE-003 legal.a"}),
    [](const auto& param) { return param.param.name; });

TEST(Labels, LegalMentionsChangeWithTheDay) {
  const auto labels = Labels::parse(
      LanguageTag(),
      file_with("legal", R"({"reverse_charge":[)" + dated("Old", "2020-01-01", "\"2026-12-31\"") +
                             "," + dated("New", "2027-01-01") + "]}"));
  ASSERT_TRUE(labels) << labels.faults().front().message;
  EXPECT_EQ(labels->legal("reverse_charge"), "New");
  EXPECT_EQ(labels->legal("reverse_charge", *parse_date("2026-12-31")), "Old");
  EXPECT_EQ(labels->legal("reverse_charge", *parse_date("2027-01-01")), "New");
  EXPECT_EQ(labels->legal("reverse_charge", *parse_date("2019-12-31")), "Old");
  EXPECT_THROW(static_cast<void>(labels->legal("other", *parse_date("2027-01-01"))),
               std::logic_error);
}

TEST(Labels, NamesAllFaultsAtOnce) {
  EXPECT_THAT(faults_of(R"({"language":"de"})"), testing::SizeIs(testing::Ge(10U)));
}

class NoLabels : public testing::TestWithParam<const char*> {};

TEST_P(NoLabels, IsRefused) {
  EXPECT_THAT(faults_of(GetParam()), ElementsAre("LOCALE-001 "));
}

INSTANTIATE_TEST_SUITE_P(NoObject, NoLabels,
                         testing::Values("", "[]", "{", "{}}", "\xff", "{\"a\":\"\xc3\x28\"}"));

TEST(Labels, SurvivesDeepNesting) {
  EXPECT_THAT(faults_of(std::string(100'000, '[')), ElementsAre("LOCALE-001 "));
  EXPECT_THAT(faults_of(std::string(100'000, '[') + std::string(100'000, ']')),
              ElementsAre("LOCALE-001 "));
}

}  // namespace
}  // namespace enclosure::locales
