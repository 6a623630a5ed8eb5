#include "attachments/catalogue.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/attachments/json_schema.h"

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

std::string source_file(const std::string& path) {
  std::ifstream file(ENCLOSURE_SOURCE_DIR "/" + path);
  EXPECT_TRUE(file) << path << " is missing";
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const nlohmann::json& catalogue_schema() {
  static const auto schema = nlohmann::json::parse(source_file("docs/catalogue.schema.json"));
  return schema;
}

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

TEST(Catalogue, ReadsSchema1) {
  const auto catalogue = Catalogue::parse(kHub);
  ASSERT_TRUE(catalogue);
  ASSERT_EQ(catalogue->products().size(), 1U);
  const Product& hub = catalogue->products().front();
  EXPECT_EQ(hub.name, "USB hub");
  EXPECT_THAT(hub.skus, ElementsAre("LF-USBHUB-*"));
  EXPECT_THAT(hub.asins, ElementsAre("B000TEST01", "B000TEST02"));
  ASSERT_EQ(hub.documents.size(), 2U);
  const Document& manual = *hub.documents[0];
  EXPECT_EQ(manual.kind, Kind::kManual);
  EXPECT_THAT(manual.languages, ElementsAre(*LanguageTag::parse("de")));
  EXPECT_EQ(manual.file, "hub/manual-de.pdf");
  EXPECT_EQ(manual.title.in(LanguageTag()), "Anleitung");
  EXPECT_EQ(hub.documents[1]->kind, Kind::kWarranty);
  EXPECT_EQ(hub.documents[1]->title.in(LanguageTag()), "");
  ASSERT_EQ(hub.drivers.size(), 1U);
  EXPECT_EQ(hub.drivers[0].url, "https://drivers.seller.example/hub");
  EXPECT_EQ(hub.drivers[0].os, "Windows 11");
  EXPECT_TRUE(hub.drivers[0].needed_before_first_use);
  EXPECT_TRUE(hub.do_not_ask);
}

TEST(Catalogue, KindsOfSchema1AreFreeAndMayStandTwice) {
  const auto catalogue = Catalogue::parse(
      with_members(R"("documents":[{"kind":"guide","language":"de","file":"1.pdf"},)"
                   R"({"kind":"guide","language":"de","file":"2.pdf"}])"));
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->documents().front().kind, Kind::kOther);
  EXPECT_EQ(catalogue->documents().front().topic, "guide");
}

constexpr std::string_view kSet = R"({
  "products": [
   {"id": "hub", "match": {"sku": "HUB", "gtin": ["4006381333931"]}, "name": "USB hub", "class": "peripheral",
    "title": {"de": "USB-Verteiler", "en": "USB hub"}, "picture": "pictures/hub.png",
    "documents": ["sheet",
      {"id": "m1", "kind": "manual", "language": ["de", "fr"], "country": ["DE", "AT"], "file": "m1.pdf", "version": "1.0",
       "sold": {"from": "2026-01-01", "until": "2026-06-30"}, "serials": {"from": "A1", "until": "A99"}, "replaced_by": "m2",
       "title": {"de": "Handbuch", "fr": "Manuel"}, "topic": "use", "needed_before_first_use": true},
      {"id": "m2", "kind": "manual", "language": "de", "file": "m2.pdf", "topic": "use"}],
    "drivers": [{"title": {"de": "Treiber", "en": "Driver"}, "url": "https://d.example/hub", "version": "4.1", "size": 12345,
      "sha256": "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"}],
    "quick_start": {"de": ["Treiber einrichten.", "Einstecken."]}},
   {"match": {"sku": "SET"}, "name": "Set", "parts": [{"product": "hub", "quantity": 2}, {"product": "cable"}]},
   {"id": "cable", "name": "Cable"}],
  "shared": [{"id": "sheet", "kind": "safety", "language": "mul", "file": "sheet.pdf"}],
  "classes": {"peripheral": {"expects": ["manual", "safety"]}}, "schema": 2})";

TEST(Catalogue, ReadsSchema2) {
  const auto catalogue = Catalogue::parse(kSet);
  ASSERT_TRUE(catalogue) << catalogue.faults().front().path;
  const Product& hub = *catalogue->product("hub");
  EXPECT_EQ(hub.title_in(*LanguageTag::parse("de-AT")), "USB-Verteiler");
  EXPECT_EQ(hub.title_in(*LanguageTag::parse("pl")), "USB hub");
  EXPECT_THAT(hub.gtins, ElementsAre("04006381333931"));
  EXPECT_THAT(hub.product_class->expects, ElementsAre(Kind::kManual, Kind::kSafety));
  EXPECT_EQ(hub.picture, "pictures/hub.png");
  EXPECT_EQ(hub.documents[0], catalogue->document("sheet"));
  const Document& manual = *hub.documents[1];
  EXPECT_EQ(manual.version, "1.0");
  EXPECT_EQ(manual.sold.until, parse_date("2026-06-30").operator*());
  EXPECT_EQ(manual.serials, (SerialRange{"A1", "A99"}));
  EXPECT_EQ(manual.replaced_by, catalogue->document("m2"));
  EXPECT_EQ(manual.title.in(*LanguageTag::parse("fr")), "Manuel");
  EXPECT_TRUE(manual.is_multilingual() && manual.needed_before_first_use);
  EXPECT_EQ(hub.drivers[0].size, 12345U);
  EXPECT_EQ(hub.drivers[0].sha256.substr(0, 8), "e3b0c442");
  EXPECT_EQ(hub.drivers[0].title.in(*LanguageTag::parse("de")), "Treiber");
  EXPECT_THAT(hub.quick_starts.at(0).lines, ElementsAre("Treiber einrichten.", "Einstecken."));
  const Product& set = catalogue->products()[1];
  EXPECT_EQ(set.parts.at(0).product, &hub);
  EXPECT_EQ(set.parts.at(0).quantity, 2);
}

TEST(Catalogue, CopiesShareWhatTheyHold) {
  Catalogue copy;
  {
    const auto catalogue = Catalogue::parse(kSet);
    copy = *catalogue;
  }
  EXPECT_EQ(copy.product("hub")->name, "USB hub");
  EXPECT_EQ(copy.product("nothing"), nullptr);
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

/// Whether a schema can see the fault. Nothing: some of that code it sees, others not.
std::optional<bool> is_seen_by_schema(const Fault& fault) {
  if (fault.code == "CATALOGUE-005") return fault.message.find("twice") == std::string::npos;
  if (fault.code == "CATALOGUE-002" || fault.code == "ID-001") return true;
  if (fault.code < "CATALOGUE-006" || fault.code > "CATALOGUE-012") return std::nullopt;
  return false;
}

TEST_P(CatalogueFaults, AreSeenByTheSchemaWhereASchemaCanSeeThem) {
  const auto json = nlohmann::json::parse(GetParam().json, nullptr, false);
  if (!json.is_object() || json.value("schema", nlohmann::json()) != 2) return;
  const auto refused = test::refused_by_schema(catalogue_schema(), json);
  bool must_see = false;
  bool may_see = false;
  const auto catalogue = Catalogue::parse(GetParam().json);
  for (const Fault& fault : catalogue.faults()) {
    must_see |= is_seen_by_schema(fault).value_or(false);
    may_see |= is_seen_by_schema(fault).value_or(true);
  }
  EXPECT_TRUE(!must_see || !refused.empty()) << "the schema takes what the reader refuses";
  EXPECT_TRUE(may_see || refused.empty()) << "the schema refuses " << refused.front();
}

INSTANTIATE_TEST_SUITE_P(
    Table, CatalogueFaults,
    testing::Values(
        FaultCase{"Empty", "", {"CATALOGUE-001 line 1, column 1"}},
        FaultCase{"Cut", "{\"schema\": 1,\n \"products\": [", {"CATALOGUE-001 line 2, column 15"}},
        FaultCase{"NotUtf8", "{\"schema\": \"\xFF\"}", {"CATALOGUE-001 line 1, column 13"}},
        FaultCase{"HugeNumber", R"({"schema": 1e999, "products": []})", {"CATALOGUE-002 schema"}},
        FaultCase{"TooDeep",
                  R"({"schema":2,"products":)" + std::string(5000, '['),
                  {"CATALOGUE-001 line 1, column 40"}},
        FaultCase{"NoObject", "[]", {"CATALOGUE-002 "}},
        FaultCase{"NothingInIt", "{}", {"CATALOGUE-002 schema", "CATALOGUE-002 products"}},
        FaultCase{"OtherSchema", R"({"schema":3,"products":[]})", {"CATALOGUE-002 schema"}},
        FaultCase{"SchemaAsDecimal", R"({"schema":1.0,"products":[]})", {"CATALOGUE-002 schema"}},
        FaultCase{"ProductsNoArray", R"({"schema":1,"products":{}})", {"CATALOGUE-002 products"}},
        FaultCase{
            "ProductNoObject", R"({"schema":1,"products":[7]})", {"CATALOGUE-002 products[0]"}},
        FaultCase{"ProductWithoutMembers",
                  R"({"schema":1,"products":[{}]})",
                  {"CATALOGUE-002 products[0].name"}},
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
                   "CATALOGUE-002 products[0].drivers[0].needed_before_first_use",
                   "CATALOGUE-002 products[0].drivers[0].language",
                   "CATALOGUE-002 products[0].do_not_ask"}}),
    [](const auto& param) { return param.param.name; });

/// A catalogue of schema 2 with one product that has these documents.
std::string with_documents(const std::string& documents) {
  return R"({"schema":2,"products":[{"match":{"sku":"A"},"name":"A","documents":[)" + documents +
         "]}]}";
}

/// A document of schema 2 with these members beside kind, language and file.
std::string document(const std::string& id, const std::string& members = "",
                     const std::string& language = "\"de\"") {
  return R"({"kind":"manual","id":")" + id + R"(","language":)" + language + R"(,"file":")" + id +
         ".pdf\"" + members + "}";
}

const std::string kClash = "CATALOGUE-007 products[0].documents[1]";

INSTANTIATE_TEST_SUITE_P(
    Slots, CatalogueFaults,
    testing::Values(
        FaultCase{"Same", with_documents(document("a") + "," + document("b")), {kClash}},
        FaultCase{"OneLanguageInCommonOfSeveral",
                  with_documents(document("a", "", R"(["de","fr"])") + "," +
                                 document("b", "", R"(["fr","it"])")),
                  {kClash}},
        FaultCase{"OneAndSeveral",
                  with_documents(document("a") + "," + document("b", "", R"(["de","fr"])")),
                  {}},
        FaultCase{"OtherLanguage",
                  with_documents(document("a") + "," + document("b", "", "\"de-AT\"")),
                  {}},
        FaultCase{"OverlappingDays",
                  with_documents(document("a", R"(,"sold":{"until":"2026-06-30"})") + "," +
                                 document("b", R"(,"sold":{"from":"2026-06-30"})")),
                  {kClash}},
        FaultCase{"DaysOneAfterTheOther",
                  with_documents(document("a", R"(,"sold":{"until":"2026-06-30"})") + "," +
                                 document("b", R"(,"sold":{"from":"2026-07-01"})")),
                  {}},
        FaultCase{"OverlappingSerials",
                  with_documents(document("a", R"(,"serials":{"until":"A100"})") + "," +
                                 document("b", R"(,"serials":{"from":"A100"})")),
                  {kClash}},
        FaultCase{
            "ARangeAndTheRest",
            with_documents(document("a") + "," + document("b", R"(,"serials":{"from":"A1"})")),
            {}},
        FaultCase{"CountryInCommon",
                  with_documents(document("a", R"(,"country":["DE","AT"])") + "," +
                                 document("b", R"(,"country":"AT")")),
                  {kClash}},
        FaultCase{"OtherCountries",
                  with_documents(document("a", R"(,"country":"DE")") + "," +
                                 document("b", R"(,"country":"AT")") + "," + document("c")),
                  {}},
        FaultCase{"OtherTopic",
                  with_documents(document("a") + "," + document("b", R"(,"topic":"care")")),
                  {}},
        FaultCase{"Replaced",
                  with_documents(document("a", R"(,"replaced_by":"b")") + "," +
                                 document("b", R"(,"replaced_by":"c")") + "," + document("c")),
                  {}}),
    [](const auto& param) { return param.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Schema2, CatalogueFaults,
    testing::Values(
        FaultCase{"FreeKind",
                  with_documents(R"({"kind":"guide","language":"de","file":"a.pdf"})"),
                  {"CATALOGUE-002 products[0].documents[0].kind"}},
        FaultCase{"EachMemberWrong",
                  with_documents(R"({"kind":"manual","language":["xx","de-XX"],"country":"ZZ",)"
                                 R"("file":"/etc/a.pdf","sold":{"from":"2026-02-30","to":1},)"
                                 R"("serials":{"from":"B","until":"A"},"version":7,"id":"a b"})"),
                  {"CATALOGUE-011 products[0].documents[0].language[0]",
                   "CATALOGUE-011 products[0].documents[0].language[1]",
                   "COUNTRY-001 products[0].documents[0].country",
                   "CATALOGUE-003 products[0].documents[0].file",
                   "DATE-001 products[0].documents[0].sold.from",
                   "CATALOGUE-005 products[0].documents[0].sold.to",
                   "CATALOGUE-012 products[0].documents[0].serials",
                   "CATALOGUE-002 products[0].documents[0].version",
                   "CATALOGUE-002 products[0].documents[0].id"}},
        FaultCase{"NoLanguage",
                  with_documents(R"({"kind":"manual","language":[],"file":"a.pdf"})"),
                  {"CATALOGUE-002 products[0].documents[0]"}},
        FaultCase{
            "PeriodTurnedAround",
            with_documents(document("a", R"(,"sold":{"from":"2026-02-02","until":"2026-02-01"})")),
            {"CATALOGUE-012 products[0].documents[0].sold"}},
        FaultCase{
            "NamesOfNothing",
            R"({"schema":2,"products":[{"match":{"sku":"A"},"name":"A","class":"none","documents":["x",)" +
                document("a", R"(,"replaced_by":"y")") + R"(],"parts":[{"product":"z"}]}]})",
            {"CATALOGUE-008 products[0].class", "CATALOGUE-008 products[0].documents[0]",
             "CATALOGUE-008 products[0].parts[0].product",
             "CATALOGUE-008 products[0].documents[1].replaced_by"}},
        FaultCase{"SetInItself",
                  R"({"schema":2,"products":[{"id":"a","name":"A","parts":[{"product":"b"}]},)"
                  R"({"id":"b","name":"B","parts":[{"product":"a"}]}]})",
                  {"CATALOGUE-009 products[0].parts"}},
        FaultCase{"ReplacementsInACircle",
                  with_documents(document("a", R"(,"replaced_by":"b")") + "," +
                                 document("b", R"(,"replaced_by":"a")")),
                  {"CATALOGUE-009 products[0].documents[0].replaced_by",
                   "CATALOGUE-009 products[0].documents[1].replaced_by"}},
        FaultCase{"ReplacedByAnotherKind",
                  with_documents(document("a", R"(,"replaced_by":"b")") +
                                 R"(,{"kind":"safety","id":"b","language":"de","file":"b.pdf"})"),
                  {"CATALOGUE-008 products[0].documents[0].replaced_by"}},
        FaultCase{"IdsTwice",
                  R"({"schema":2,"products":[{"id":"p","name":"A","documents":[)" + document("a") +
                      R"(]},{"id":"p","name":"B","documents":[)" + document("a") + "]}]}",
                  {"CATALOGUE-010 products[1].id", "CATALOGUE-010 products[1].documents[0].id"}},
        FaultCase{
            "SharedWithoutId",
            R"({"schema":2,"products":[],"shared":[{"kind":"safety","language":"de","file":"b.pdf"}]})",
            {"CATALOGUE-002 shared[0]"}},
        FaultCase{"NeitherMatchNorId",
                  R"({"schema":2,"products":[{"name":"A"}]})",
                  {"CATALOGUE-002 products[0]"}},
        FaultCase{
            "GtinTypingError",
            R"({"schema":2,"products":[{"match":{"gtin":["4006381333932",12]},"name":"A"}]})",
            {"CATALOGUE-006 products[0].match.gtin[0]", "CATALOGUE-002 products[0].match.gtin[1]"}},
        FaultCase{
            "LanguageTwiceInATitle",
            R"({"schema":2,"products":[{"id":"a","name":"A","title":{"de":"A","de":"B","xx":"C"}}]})",
            {"CATALOGUE-005 products[0].title.de", "CATALOGUE-011 products[0].title.xx"}},
        FaultCase{
            "DriverNumbers",
            R"({"schema":2,"products":[{"id":"a","name":"A","drivers":[{"title":"D","url":"https://u:p@d.example/x","sha256":"12","size":0}]}]})",
            {"CATALOGUE-004 products[0].drivers[0].url",
             "CATALOGUE-002 products[0].drivers[0].sha256",
             "CATALOGUE-002 products[0].drivers[0].size"}},
        FaultCase{"PictureThatIsNone",
                  R"({"schema":2,"products":[{"id":"a","name":"A","picture":"a.svg"}]})",
                  {"CATALOGUE-003 products[0].picture"}},
        FaultCase{"Archive",
                  with_documents(R"({"kind":"driver","language":"de","file":"a.zip"})"),
                  {"CATALOGUE-003 products[0].documents[0].file"}},
        FaultCase{"MatchesNothing2",
                  R"({"schema":2,"products":[{"match":{},"name":"A"}]})",
                  {"CATALOGUE-002 products[0].match"}},
        FaultCase{"NumbersOutOfRange",
                  R"({"schema":2,"products":[{"id":"a","name":"A","parts":[{"product":"b",)"
                  R"("quantity":0}]},{"id":"b","name":"B","quick_start":{"de":"Einstecken."}}]})",
                  {"CATALOGUE-002 products[0].parts[0].quantity",
                   "CATALOGUE-002 products[1].quick_start.de"}},
        FaultCase{"ClassThatExpectsNothingKnown",
                  R"({"schema":2,"classes":{"a":{"expects":["poem"]},"b":{}},"products":[]})",
                  {"CATALOGUE-002 classes.a.expects[0]", "CATALOGUE-002 classes.b.expects"}},
        FaultCase{"FourTypes",
                  with_documents(R"({"kind":"manual","language":"de","file":"a.PDF"},)"
                                 R"({"kind":"drawing","language":"zxx","file":"a.jpeg"},)"
                                 R"({"kind":"safety","language":"de","file":"b/a.png"},)"
                                 R"({"kind":"warranty","language":"de","file":"a.txt"})"),
                  {}}),
    [](const auto& param) { return param.param.name; });

TEST(Catalogue, TheSampleIsOne) {
  EXPECT_THAT(faults_of(source_file("samples/products/catalogue.json")), IsEmpty());
}

/// The first example of docs/catalogue.md.
std::string documented_example() {
  const std::string page = source_file("docs/catalogue.md");
  const auto begin = page.find("```json\n") + 8;
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST(CatalogueSchema, TakesWhatTheReaderTakes) {
  std::vector<std::string> texts{source_file("samples/products/catalogue.json"),
                                 documented_example(), std::string(kSet)};
  for (const auto& seed :
       std::filesystem::directory_iterator(ENCLOSURE_SOURCE_DIR "/tests/fuzz/seeds/catalogue"))
    texts.push_back(source_file("tests/fuzz/seeds/catalogue/" + seed.path().filename().string()));
  std::size_t taken = 0;
  for (const std::string& text : texts) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!Catalogue::parse(text) || json.value("schema", 0) != 2) continue;
    ++taken;
    EXPECT_THAT(test::refused_by_schema(catalogue_schema(), json), IsEmpty()) << text;
  }
  EXPECT_GE(taken, 4U);
}

TEST(CatalogueSchema, IsReadByAJudgeThatPassesNothingUnknown) {
  EXPECT_THROW((void)test::refused_by_schema({{"minContains", 1}}, 1), std::logic_error);
  EXPECT_THAT(test::refused_by_schema(catalogue_schema(), {{"schema", 2}, {"product", 1}}),
              testing::UnorderedElementsAre(": required", ": additionalProperties"));
}

}  // namespace
}  // namespace enclosure::attachments
