// A catalogue keeps its looks when something is added.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "app/products/catalogue_edit.h"

namespace enclosure::app {
namespace {

const DocumentEntry kManual{"manual", {"fr"}, "files/a.pdf", "Mode \"d'emploi\"", "", ""};
constexpr const char* kWritten =
    R"({"kind": "manual", "language": "fr", "file": "files/a.pdf", "title": "Mode \"d'emploi\""})";

TEST(CatalogueEdit, WritesLikeTheDocumentBefore) {
  const std::string before = R"({
    "schema": 2,
    "products": [
        {"name": "] a \" trap }", "match": {"sku": "A"}, "documents": [
            {"kind": "manual", "language": "de", "file": "a.pdf"}
        ]},
        {"name": "b", "match": {"sku": "B"}, "documents": []}
    ]
}
)";
  std::string after = before;
  const std::string last = R"("file": "a.pdf"})";
  after.insert(after.find(last) + last.size(), std::string(",\n            ") + kWritten);
  EXPECT_EQ(with_document(before, 0, kManual), after);
}

TEST(CatalogueEdit, WritesALinePerMemberWhereTheOthersDo) {
  const std::string before =
      "{\r\n\t\"products\": [\r\n\t\t{\r\n\t\t\t\"documents\": "
      "[\r\n\t\t\t\t{\r\n\t\t\t\t\t\"kind\": "
      "\"safety\"\r\n\t\t\t\t}\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}\r\n";
  const std::string after = with_document(before, 0, {"manual", {"de", "fr"}, "a.pdf", "", "", ""});
  EXPECT_NE(
      after.find("\t\t\t\t},\r\n\t\t\t\t{\r\n\t\t\t\t\t\"kind\": \"manual\",\r\n\t\t\t\t\t"
                 "\"language\": [\"de\", \"fr\"],\r\n\t\t\t\t\t\"file\": \"a.pdf\"\r\n\t\t\t\t}"),
      std::string::npos)
      << after;
}

TEST(CatalogueEdit, FillsAnEmptyListAndAddsAMissingOne) {
  const std::string empty =
      "{\n  \"products\": [\n    {\n      \"name\": \"a\",\n"
      "      \"documents\": []\n    }\n  ]\n}\n";
  EXPECT_EQ(
      with_document(empty, 0, kManual),
      "{\n  \"products\": [\n    {\n      \"name\": \"a\",\n      \"documents\": [\n        " +
          std::string(kWritten) + "\n      ]\n    }\n  ]\n}\n");
  const std::string missing = "{\n  \"products\": [\n    {\n      \"name\": \"a\"\n    }\n  ]\n}\n";
  EXPECT_EQ(
      with_document(missing, 0, kManual),
      "{\n  \"products\": [\n    {\n      \"name\": \"a\",\n      \"documents\": [\n        " +
          std::string(kWritten) + "\n      ]\n    }\n  ]\n}\n");
}

TEST(CatalogueEdit, StaysOnOneLine) {
  const std::string before = R"({"schema":2,"products":[{"name":"a"},{"name":"b"}]})";
  EXPECT_EQ(with_document(before, 1, kManual),
            R"({"schema":2,"products":[{"name":"a"},{"name":"b", "documents": [)" +
                std::string(kWritten) + "]}]}");
}

TEST(CatalogueEdit, BeginsACatalogue) {
  const std::string made = with_product(kEmptyCatalogue, {"A-1", "Hub"}, kManual);
  EXPECT_EQ(made,
            "{\n  \"schema\": 2,\n  \"products\": [\n    {\n      \"match\": {\"sku\": \"A-1\"},\n"
            "      \"name\": \"Hub\",\n      \"documents\": [\n        " +
                std::string(kWritten) + "\n      ]\n    }\n  ]\n}\n");
  const auto json = nlohmann::json::parse(made);
  EXPECT_EQ(json["products"][0]["match"]["sku"], "A-1");
  EXPECT_EQ(json["products"][0]["documents"][0]["file"], "files/a.pdf");
  const auto more = nlohmann::json::parse(with_product(made, {"A-2", "Mouse"}, kManual));
  EXPECT_EQ(more["products"].size(), 2U);
  EXPECT_EQ(more["products"][1]["name"], "Mouse");
}

}  // namespace
}  // namespace enclosure::app
