#include "app/import/json_value.h"

#include "app/import/json_reader.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;

/// The faults of reading `bytes` as one value.
std::vector<std::string> faults_of(std::string_view bytes) {
  FaultLog log;
  const auto value = parse_json(bytes, "in", 1, log);
  EXPECT_EQ(value.has_value(), log.empty());
  std::vector<std::string> list;
  for (const Fault& fault : std::move(log).release()) {
    list.push_back(fault.code + " " + fault.path + ": " + fault.message);
  }
  return list;
}

TEST(ParseJson, KeepsNumbersAsTheyWereWritten) {
  FaultLog log;
  const auto value = parse_json(R"({"a": 19.90, "b": -3, "c": 123456789012345678901234567890,
                                    "d": 18446744073709551615, "e": 0.1000000000000000055511})",
                                "", 1, log);
  ASSERT_TRUE(value);
  const auto literal = [&](const char* name) {
    return find(*value->object(), name)->number()->literal;
  };
  EXPECT_EQ(literal("a"), "19.90");
  EXPECT_EQ(literal("b"), "-3");
  EXPECT_EQ(literal("c"), "123456789012345678901234567890");
  EXPECT_EQ(literal("d"), "18446744073709551615");
  EXPECT_EQ(literal("e"), "0.1000000000000000055511");
}

TEST(ParseJson, KeepsTheOrderOfMembersAndEveryKindOfValue) {
  FaultLog log;
  const auto value = parse_json(R"({"z": null, "a": [true, "x", {}]})", "", 1, log);
  ASSERT_TRUE(value);
  const auto& object = *value->object();
  EXPECT_EQ(object[0].name, "z");
  EXPECT_TRUE(object[0].value.is_null());
  const auto& list = *object[1].value.array();
  EXPECT_TRUE(std::get<bool>(list[0].data));
  EXPECT_EQ(*list[1].text(), "x");
  EXPECT_NE(list[2].object(), nullptr);
}

TEST(ParseJson, SaysWhereTheTextIsDamaged) {
  EXPECT_THAT(faults_of("{\n \"a\": 1,\n \"b\" 2\n}"),
              ElementsAre("IMPORT-003 in:3: not valid JSON at line 3, column 6"));
  EXPECT_THAT(faults_of("{\"a\": [1, 2"),
              ElementsAre("IMPORT-003 in:1: the JSON breaks off at line 1, column 12"));
  EXPECT_THAT(faults_of("{\"a\": 1e999}"),
              ElementsAre("IMPORT-003 in:1: not valid JSON at line 1, column 11"));
  EXPECT_THAT(faults_of("{} {}"), testing::SizeIs(1));
  EXPECT_THAT(faults_of("{\"a\": NaN}"), testing::SizeIs(1));
}

TEST(ParseJson, RefusesWhatIsNotUtf8) {
  EXPECT_THAT(faults_of("{\"a\":\n\"M\xFCnchen\"}"),
              ElementsAre("IMPORT-003 in:2: JSON that is not UTF-8"));
}

TEST(ParseJson, FindsEveryMemberThatIsGivenTwice) {
  EXPECT_THAT(
      faults_of(R"({"a": 1, "b": {"x": 1, "y": 2, "x": 3}, "c": [{"q": 1, "q": 1}], "a": 2})"),
      ElementsAre("IMPORT-003 in b.x: the member is given twice",
                  "IMPORT-003 in c[0].q: the member is given twice",
                  "IMPORT-003 in a: the member is given twice"));
}

TEST(ParseJson, StopsAtSixtyFourLevels) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_THAT(faults_of(nested(64)), testing::IsEmpty());
  EXPECT_THAT(faults_of(nested(65)), ElementsAre(testing::StartsWith("IMPORT-008")));
  EXPECT_THAT(faults_of(std::string(1'000'000, '[')),
              ElementsAre(testing::StartsWith("IMPORT-008")));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_THAT(faults_of(objects), ElementsAre(testing::StartsWith("IMPORT-008")));
}

TEST(ParseJson, StopsAtFourMillionValues) {
  std::string list = "[0";
  for (int i = 0; i < 4'000'000; ++i) list += ",0";
  EXPECT_THAT(faults_of(list + "]"), ElementsAre(testing::StartsWith("IMPORT-008")));
}

TEST(ParseDocuments, KnowsOneAListAndLines) {
  const auto paths = [](std::string_view bytes) {
    FaultLog log;
    std::vector<std::string> list;
    for (const auto& document : parse_documents(bytes, "in", log)) list.push_back(document.path);
    for (const Fault& fault : std::move(log).release())
      list.push_back(fault.code + " " + fault.path);
    return list;
  };
  EXPECT_THAT(paths("{}"), ElementsAre("in "));
  EXPECT_THAT(paths("\xEF\xBB\xBF [{}, {}]"), ElementsAre("in [0]", "in [1]"));
  EXPECT_THAT(paths("{\"a\": 1}\n\n{\"a\": 2}\r\n"), ElementsAre("in:1 ", "in:3 "));
  EXPECT_THAT(paths("{\n\"a\": 1\n}"), ElementsAre("in "));
  EXPECT_THAT(paths("{\"a\": [\n{\"b\": 1}\n]}"), ElementsAre("in "));
  EXPECT_THAT(paths("{\"a\": \"}\\\\\\\"\"}\n{}"), ElementsAre("in:1 ", "in:2 "));
  EXPECT_THAT(paths("[]"), testing::IsEmpty());
  EXPECT_THAT(paths(" \n"), ElementsAre("IMPORT-003 in"));
}

TEST(ParseDocuments, ReportsEveryDamagedLine) {
  FaultLog log;
  const auto documents =
      parse_documents("{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n{\"a\" 4}\n", "in", log);
  EXPECT_EQ(documents.size(), 2U);
  const Faults faults = std::move(log).release();
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].path, "in:2");
  EXPECT_EQ(faults[1].path, "in:4");
}

TEST(Reader, ReadsTypesAndLogsWhatIsWrong) {
  FaultLog log;
  const auto value = parse_json(R"({"name": " Ada ", "empty": "", "count": 3, "price": 1.5,
      "exponent": 1e3, "flag": "yes", "list": ["a", 1], "line": "a\nb", "day": "2026-02-30",
      "country": "ZZ", "nothing": null})",
                                "", 1, log);
  ASSERT_TRUE(value);
  const Reader reader(*value->object(), "in [0]", log);
  EXPECT_EQ(reader.text("name"), "Ada");
  EXPECT_EQ(reader.decimal("price")->to_string(), "1.5");
  EXPECT_EQ(reader.literal("count"), "3");
  EXPECT_FALSE(reader.has("nothing"));
  EXPECT_TRUE(log.empty());

  EXPECT_EQ(reader.text("empty", Need::kRequired), "");
  EXPECT_EQ(reader.text("missing", Need::kRequired), "");
  EXPECT_EQ(reader.text("count"), "");
  EXPECT_FALSE(reader.decimal("exponent"));
  EXPECT_FALSE(reader.flag("flag"));
  EXPECT_THAT(reader.texts("list"), ElementsAre("a"));
  EXPECT_EQ(reader.text("line"), "");
  EXPECT_FALSE(reader.date("day"));
  EXPECT_FALSE(reader.parsed<CountryCode>("country"));
  EXPECT_FALSE(reader.object("name"));
  const Faults faults = std::move(log).release();
  EXPECT_THAT(
      codes_and_paths(Result<Done>(faults)),
      ElementsAre("IMPORT-004 in [0].empty", "IMPORT-004 in [0].missing", "IMPORT-005 in [0].count",
                  "DECIMAL-001 in [0].exponent", "IMPORT-005 in [0].flag",
                  "IMPORT-005 in [0].list[1]", "TEXT-002 in [0].line", "DATE-001 in [0].day",
                  "COUNTRY-001 in [0].country", "IMPORT-005 in [0].name"));
}

TEST(FaultLog, KeepsAHundredAndCountsTheRest) {
  FaultLog log;
  for (int i = 0; i < 250; ++i) log.add("X-1", "[" + std::to_string(i) + "]", "wrong", "mend it");
  EXPECT_EQ(log.count(), 250U);
  const Faults faults = std::move(log).release();
  ASSERT_EQ(faults.size(), 101U);
  EXPECT_EQ(faults.back().code, "IMPORT-010");
  EXPECT_EQ(faults.back().message, "and 150 more");
}

TEST(FaultLog, TakesTheSameFaultOnceAndMakesItPrintable) {
  FaultLog log;
  log.add("X-1", "a", "bad \x1B[31m \xFF byte", "mend it");
  log.add("X-1", "a", "bad \x1B[31m \xFF byte", "mend it");
  EXPECT_EQ(log.count(), 1U);
  EXPECT_EQ(std::move(log).release().front().message, "bad \uFFFD[31m \uFFFD byte");
}

TEST(Printable, CutsBetweenCharacters) {
  EXPECT_EQ(printable("äöü", 4), "äö…");
  EXPECT_EQ(printable("äöü", 6), "äöü");
}

}  // namespace
}  // namespace enclosure::app
