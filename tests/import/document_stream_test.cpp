#include "app/import/document_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

/// A file that comes in pieces of `piece` bytes.
DocumentStream::Source in_pieces(std::string file, std::size_t piece) {
  return [file = std::move(file), piece, at = std::size_t{0}](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({piece, size, file.size() - at});
    std::copy_n(file.data() + at, count, to);
    at += count;
    return count;
  };
}

/// "path:line:column text" of every value, and the faults behind them.
std::vector<std::string> values_of(const std::string& file, std::size_t piece = 1000) {
  DocumentStream stream(in_pieces(file, piece));
  std::vector<std::string> list;
  while (const auto one = stream.next()) {
    list.push_back(one->path + ":" + std::to_string(one->line) + ":" + std::to_string(one->column) +
                   " " + one->text);
  }
  for (const Fault& fault : stream.faults()) list.push_back(fault.code + " " + fault.message);
  return list;
}

TEST(DocumentStream, KnowsOneAListAndLines) {
  EXPECT_THAT(values_of("{}"), ElementsAre(":1:1 {}"));
  EXPECT_THAT(values_of("\xEF\xBB\xBF [{},\n {}]\n"), ElementsAre("[0]:1:3 {}", "[1]:2:2 {}"));
  EXPECT_THAT(values_of("{\"a\": 1}\n\n {\"a\": 2}\r\n"),
              ElementsAre("line 1 :1:1 {\"a\": 1}", "line 3 :3:2 {\"a\": 2}"));
  EXPECT_THAT(values_of("{\n\"a\": [1]\n}\n"), ElementsAre(":1:1 {\n\"a\": [1]\n}"));
  EXPECT_THAT(values_of("[]"), testing::IsEmpty());
  EXPECT_THAT(values_of("[1, \"a,]\", null,true]"),
              ElementsAre("[0]:1:2 1", "[1]:1:5 \"a,]\"", "[2]:1:12 null", "[3]:1:17 true"));
}

TEST(DocumentStream, BracketsAndQuotesInTextsDoNotCount) {
  const std::string hard = R"({"a": "}\\\"]", "b": ["[", {"c": "\\"}]})";
  EXPECT_THAT(values_of("[" + hard + "," + hard + "]"),
              ElementsAre("[0]:1:2 " + hard, "[1]:1:43 " + hard));
}

TEST(DocumentStream, TheSameInPiecesOfAnySize) {
  const std::string lines = "{\"a\": \"\\\"\"}\n{\"b\": [1, 2]}\n{\"c\": {}}";
  const std::string list = "[" + std::string(300, ' ') + "{\"a\": \"\\\\\"}, 7 ,\n{\"b\": [1]}]";
  for (std::size_t piece = 1; piece < 20; ++piece) {
    EXPECT_EQ(values_of(lines, piece), values_of(lines)) << piece;
    EXPECT_EQ(values_of(list, piece), values_of(list)) << piece;
  }
}

TEST(DocumentStream, GivesWhatComesBeforeTheDamage) {
  EXPECT_THAT(values_of("[{}, {\"a\": ["),
              ElementsAre("[0]:1:2 {}", "IMPORT-003 the JSON breaks off at line 1, column 6"));
  EXPECT_THAT(values_of("[{},\n{}"),
              ElementsAre("[0]:1:2 {}", "[1]:2:1 {}",
                          "IMPORT-003 the JSON breaks off at line 2, column 3"));
  EXPECT_THAT(values_of("[{} {}]"),
              ElementsAre("[0]:1:2 {}", "IMPORT-003 not valid JSON at line 1, column 5"));
  EXPECT_THAT(values_of("[{}, ]"),
              ElementsAre("[0]:1:2 {}", "IMPORT-003 not valid JSON at line 1, column 6"));
  EXPECT_THAT(values_of("[{}]]"),
              ElementsAre("[0]:1:2 {}", "IMPORT-003 not valid JSON at line 1, column 5"));
}

TEST(DocumentStream, ALoneValueWithSomethingBehindItIsDamage) {
  EXPECT_THAT(values_of("{} {}"), ElementsAre(StartsWith("IMPORT-003 not valid JSON")));
  EXPECT_THAT(values_of("{\n}\n{}"), ElementsAre(StartsWith("IMPORT-003 not valid JSON")));
  EXPECT_THAT(values_of("{}\n]"), ElementsAre(StartsWith("IMPORT-003 not valid JSON")));
  EXPECT_THAT(values_of(" \n"), ElementsAre("IMPORT-003 the file is empty"));
  EXPECT_THAT(values_of("}"), ElementsAre("IMPORT-003 not valid JSON at line 1, column 1"));
}

TEST(TaxCasesOf, TellsWhereInTheFileAValueIsDamaged) {
  DocumentStream stream(in_pieces("[{\"id\": \"a\"},\n  {\"id\" \"b\"}]", 1000));
  ASSERT_TRUE(tax_cases_of(*stream.next()));
  const auto damaged = tax_cases_of(*stream.next());
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.faults().front().path, "[1]");
  EXPECT_EQ(damaged.faults().front().message, "not valid JSON at line 2, column 11");
}

}  // namespace
}  // namespace enclosure::app
