#include "app/import/own_json.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Seller, ReadsEveryMember) {
  const auto seller = seller_from_json(R"({
      "established": "DE", "vat_ids": {"DE": "DE136695976", "GR": "EL094259216"}, "oss": "DE",
      "over_10000": true, "small_business": null, "ex_number_valid_in": ["BE", "NL"], "ioss": "IE",
      "tax_number": "22/815/08155", "name": "Muster & Söhne",
      "address": {"lines": ["Kai 1"], "postcode": "20457", "city": "Hamburg", "country": "DE"},
      "contact": {"name": "Büro", "email": "buero@muster.example", "phone": "+49 40 0"},
      "logo": "logo.png",
      "registrations": ["HRB 12345, Hamburg", {"label": "LUCID", "value": "DE123"}]})");
  ASSERT_TRUE(seller) << described(seller.faults());
  EXPECT_EQ(seller->vat_ids.at(*CountryCode::parse("GR")), "EL094259216");
  EXPECT_EQ(seller->oss->to_string(), "DE");
  EXPECT_TRUE(seller->over_10000);
  EXPECT_FALSE(seller->small_business);
  EXPECT_EQ(seller->ex_number_valid_in.size(), 2U);
  EXPECT_EQ(seller->ioss->to_string(), "IE");
  EXPECT_EQ(seller->name, "Muster & Söhne");
  EXPECT_EQ(seller->address.city, "Hamburg");
  EXPECT_EQ(seller->email.to_string(), "buero@muster.example");
  ASSERT_EQ(seller->registrations.size(), 2U);
  EXPECT_EQ(seller->registrations[0].value, "HRB 12345, Hamburg");
  EXPECT_EQ(seller->registrations[1].label, "LUCID");
}

TEST(Seller, ImportSchemeAsAFlagMeansTheStateOfIdentification) {
  const auto ioss = [](const char* json) {
    const auto seller = seller_from_json(json);
    EXPECT_TRUE(seller) << described(seller.faults());
    return seller && seller->ioss ? seller->ioss->to_string() : "";
  };
  EXPECT_EQ(ioss(R"({"established": "GB", "ioss": true})"), "GB");
  EXPECT_EQ(ioss(R"({"established": "GB", "oss": "NL", "ioss": true})"), "NL");
  EXPECT_EQ(ioss(R"({"established": "GB", "oss": "NL", "ioss": false})"), "");
}

TEST(Seller, FindsAllFaultsAtOnce) {
  EXPECT_THAT(codes_and_paths(seller_from_json(R"({
      "vat_ids": {"DE": "DE 136", "EL": "EL1", "GR": "EL2", "QQ": "Q"}, "oss": 7,
      "ex_number_valid_in": ["BE", "ZZ"], "address": {"city": "Bonn"}, "iban": "x",
      "contact": {"email": "nobody", "fax": "1"}, "registrations": [{"label": "x"}, 3]})")),
              ElementsAre("IMPORT-009 iban", "IMPORT-004 established", "IMPORT-005 vat_ids.DE",
                          "IMPORT-007 vat_ids.GR", "COUNTRY-001 vat_ids.QQ", "IMPORT-005 oss",
                          "COUNTRY-001 ex_number_valid_in[1]", "IMPORT-004 address.country",
                          "IMPORT-009 contact.fax", "EMAIL-001 contact.email",
                          "IMPORT-004 registrations[0].value", "IMPORT-005 registrations[1]"));
}

constexpr std::string_view kCase = R"({"seller": {"established": "DE"}, "order": {"id": "X01",
    "currency": "EUR", "prices": "gross", "deliver_to": {"country": "DE"},
    "buyer": {"type": "consumer"}, "lines": [{"id": "1", "description": "Mug", "quantity": "1",
    "unit_price_gross": "1.00"}]}, "treatment": {"x": 1}, "expect": {}})";

/// Ids of the cases, with the number of faults of seller and order: "X01 0 0".
std::vector<std::string> summary(std::string_view json) {
  const auto cases = tax_cases_from_json(json);
  EXPECT_TRUE(cases) << described(cases.faults());
  std::vector<std::string> list;
  if (!cases) return list;
  for (const TaxCase& each : *cases) {
    list.push_back(each.id + " " + std::to_string(each.seller.faults().size()) + " " +
                   std::to_string(each.order.faults().size()));
  }
  return list;
}

TEST(TaxCases, AreReadInEveryShape) {
  const std::string one(kCase);
  const std::string flat = with(one, "\n", " ");
  const std::string named = with(one, "{\"seller\"", "{\"id\": \"S01\", \"seller\"");
  EXPECT_THAT(summary(one), ElementsAre("X01 0 0")) << "the id of the order stands in";
  EXPECT_THAT(summary("[" + named + "," + one + "]"), ElementsAre("S01 0 0", "X01 0 0"));
  EXPECT_THAT(summary(flat + "\n" + flat), ElementsAre("X01 0 0", "X01 0 0"));
  EXPECT_THAT(summary("{\"cases\": [" + named + "]}"), ElementsAre("S01 0 0"));
  EXPECT_THAT(summary("{\"as_of\": 1, \"scenarios\": [{\"id\": \"S11\"}, {\"id\": \"S02\", "
                      "\"example\": " +
                      one + "}]}"),
              ElementsAre("S02 0 0"));
  EXPECT_THAT(summary("[]"), IsEmpty());
}

TEST(TaxCases, AWrongPairKeepsItsFaultsAndTheOthersStand) {
  const std::string one(kCase);
  EXPECT_THAT(summary("[" + with(one, "\"DE\"}, \"order\"", "\"??\"}, \"order\"") + "," +
                      with(one, "\"EUR\"", "\"EURO\"") + ", {\"id\": \"c\"}, 7," + one + "]"),
              ElementsAre("X01 1 0", "X01 0 1", "c 1 1", "[3] 1 1", "X01 0 0"));
  const auto cases = tax_cases_from_json("{\"cases\": [" + with(one, "\"EUR\"", "\"EURO\"") + "]}");
  EXPECT_EQ(cases->front().order.faults().front().path, "cases[0].order.currency");
}

TEST(TaxCases, OnlyAFileThatIsNoJsonFailsAsAWhole) {
  EXPECT_THAT(codes_and_paths(tax_cases_from_json("[{")), ElementsAre("IMPORT-003 "));
  EXPECT_THAT(codes_and_paths(tax_cases_from_json("")), ElementsAre("IMPORT-003 "));
}

TEST(TaxCases, TheLogoIsHandedOn) {
  const auto cases = tax_cases_from_json(
      with(std::string(kCase), "\"established\"", "\"logo\": \"a.png\", \"established\""));
  EXPECT_EQ(cases->front().logo, "a.png");
}

}  // namespace
}  // namespace enclosure::app
