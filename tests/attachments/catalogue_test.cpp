#include "attachments/catalogue.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace enclosure::attachments {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHub = R"({"schema": 1, "products": [{
  "match": {"sku": "LF-USBHUB-*", "asin": ["B000TEST01", "B000TEST02"]},
  "name": "USB hub",
  "documents": [
    {"kind": "manual", "language": "de", "file": "hub/manual-de.pdf", "title": "Anleitung"},
    {"kind": "warranty", "language": "en", "file": "hub/warranty.pdf"}],
  "drivers": [{"title": "Hub driver", "url": "https://drivers.seller.example/hub",
               "os": "Windows 11", "language": "en", "needed_before_first_use": true}],
  "do_not_ask": true}]})";

/// "code path" of each fault of the JSON.
std::vector<std::string> faults_of(std::string_view json) {
  std::vector<std::string> result;
  const auto catalogue = Catalogue::parse(json);
  for (const Fault& fault : catalogue.faults()) {
    EXPECT_FALSE(fault.message.empty());
    EXPECT_FALSE(fault.hint.empty());
    result.push_back(fault.code + " " + fault.path);
  }
  return result;
}

/// A catalogue of one product with these members beside a match and a name.
std::string with_members(const std::string& members) {
  return R"({"schema":1,"products":[{"match":{"sku":"A"},"name":"A",)" + members + "}]}";
}

OrderLine line_of(std::string_view sku, std::string_view asin = "") {
  OrderLine line;
  if (!sku.empty()) line.sku = *Sku::parse(sku);
  if (!asin.empty()) line.asin = *Asin::parse(asin);
  return line;
}

TEST(Catalogue, ReadsEveryMember) {
  const auto catalogue = Catalogue::parse(kHub);
  ASSERT_TRUE(catalogue);
  ASSERT_EQ(catalogue->products().size(), 1U);
  const Product& hub = catalogue->products().front();
  EXPECT_EQ(hub.name, "USB hub");
  EXPECT_THAT(hub.sku_patterns, ElementsAre("LF-USBHUB-*"));
  EXPECT_THAT(hub.asins, ElementsAre(*Asin::parse("B000TEST01"), *Asin::parse("B000TEST02")));
  EXPECT_THAT(
      hub.documents,
      ElementsAre(
          ProductDocument{"manual", *LanguageTag::parse("de"), "hub/manual-de.pdf", "Anleitung"},
          ProductDocument{"warranty", *LanguageTag::parse("en"), "hub/warranty.pdf", ""}));
  EXPECT_THAT(hub.drivers,
              ElementsAre(DriverLink{"Hub driver", "https://drivers.seller.example/hub",
                                     "Windows 11", *LanguageTag::parse("en"), true}));
  EXPECT_TRUE(hub.do_not_ask);
}

TEST(Catalogue, MatchesBySkuPatternOrAsin) {
  const auto catalogue = Catalogue::parse(kHub);
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->matching(line_of("LF-USBHUB-4")).size(), 1U);
  EXPECT_EQ(catalogue->matching(line_of("OTHER", "B000TEST02")).size(), 1U);
  EXPECT_EQ(catalogue->matching(line_of("OTHER", "B000TEST03")).size(), 0U);
  EXPECT_EQ(catalogue->matching(line_of("")).size(), 0U);
}

TEST(Catalogue, AnEmptyListIsACatalogue) {
  EXPECT_TRUE(Catalogue::parse(R"({"schema":1,"products":[]})"));
  EXPECT_TRUE(Catalogue::parse("\xEF\xBB\xBF{\"schema\":1,\"products\":[]}"));
}

struct FaultCase {
  const char* name;
  std::string json;
  std::vector<std::string> faults;
};
void PrintTo(const FaultCase& c, std::ostream* out) {
  *out << c.json;
}

class CatalogueFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(CatalogueFaults, AreNamedWithTheirPlace) {
  EXPECT_EQ(faults_of(GetParam().json), GetParam().faults);
}

INSTANTIATE_TEST_SUITE_P(
    Table, CatalogueFaults,
    testing::Values(
        FaultCase{"Empty", "", {"CATALOGUE-001 line 1, column 1"}},
        FaultCase{"Cut", "{\"schema\": 1,\n \"products\": [", {"CATALOGUE-001 line 2, column 15"}},
        FaultCase{"NotUtf8", "{\"schema\": \"\xFF\"}", {"CATALOGUE-001 line 1, column 13"}},
        FaultCase{"HugeNumber", R"({"schema": 1e999, "products": []})", {"CATALOGUE-001 "}},
        FaultCase{"TooDeep", std::string(5000, '[') + std::string(5000, ']'), {"CATALOGUE-001 "}},
        FaultCase{"NoObject", "[]", {"CATALOGUE-002 "}},
        FaultCase{"NothingInIt", "{}", {"CATALOGUE-002 schema", "CATALOGUE-002 products"}},
        FaultCase{"OtherSchema", R"({"schema":2,"products":[]})", {"CATALOGUE-002 schema"}},
        FaultCase{"SchemaAsDecimal", R"({"schema":1.0,"products":[]})", {"CATALOGUE-002 schema"}},
        FaultCase{"ProductsNoArray", R"({"schema":1,"products":{}})", {"CATALOGUE-002 products"}},
        FaultCase{
            "ProductNoObject", R"({"schema":1,"products":[7]})", {"CATALOGUE-002 products[0]"}},
        FaultCase{"ProductWithoutMembers",
                  R"({"schema":1,"products":[{}]})",
                  {"CATALOGUE-002 products[0].match", "CATALOGUE-002 products[0].name"}},
        FaultCase{"EmptyName",
                  R"({"schema":1,"products":[{"match":{"sku":"A"},"name":" "}]})",
                  {"CATALOGUE-002 products[0].name"}},
        FaultCase{"MatchesNothing",
                  R"({"schema":1,"products":[{"match":{},"name":"A"}]})",
                  {"CATALOGUE-002 products[0].match"}},
        FaultCase{"WrongIdentifiers",
                  R"({"schema":1,"products":[{"match":{"sku":["",3],"asin":"B 1"},"name":"A"}]})",
                  {"ID-001 products[0].match.sku[0]", "CATALOGUE-002 products[0].match.sku[1]",
                   "ID-001 products[0].match.asin"}},
        FaultCase{"UnknownMembers",
                  with_members(R"("drivers":[],"diver":1)"),
                  {"CATALOGUE-005 products[0].diver"}},
        FaultCase{
            "DoubleMember", R"({"schema":1,"schema":1,"products":[]})", {"CATALOGUE-005 schema"}},
        FaultCase{"DocumentFaultsTogether",
                  with_members(R"("documents":[{"kind":"User Manual","language":"deutsch!",)"
                               R"("file":"../a.pdf","title":"a\nb"}])"),
                  {"CATALOGUE-002 products[0].documents[0].kind",
                   "LANGUAGE-001 products[0].documents[0].language",
                   "CATALOGUE-003 products[0].documents[0].file",
                   "TEXT-002 products[0].documents[0].title"}},
        FaultCase{"DriverFaultsTogether",
                  with_members(R"("drivers":[{"title":"","url":"http://a.example/b",)"
                               R"("needed_before_first_use":"yes"}],"do_not_ask":0)"),
                  {"CATALOGUE-002 products[0].drivers[0].title",
                   "CATALOGUE-004 products[0].drivers[0].url",
                   "CATALOGUE-002 products[0].drivers[0].language",
                   "CATALOGUE-002 products[0].drivers[0].needed_before_first_use",
                   "CATALOGUE-002 products[0].do_not_ask"}}),
    [](const auto& param) { return param.param.name; });

TEST(Catalogue, TheSampleIsOne) {
  std::ifstream file(ENCLOSURE_SOURCE_DIR "/samples/products/catalogue.json");
  ASSERT_TRUE(file) << "samples/products/catalogue.json is missing";
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_THAT(faults_of(text.str()), IsEmpty());
}

}  // namespace
}  // namespace enclosure::attachments
