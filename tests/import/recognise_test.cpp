#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct FormatCase {
  const char* name;
  const char* bytes;
  const char* format;  ///< or the code of the fault
};

void PrintTo(const FormatCase& one, std::ostream* out) {
  *out << one.name;
}

class Recognise : public testing::TestWithParam<FormatCase> {};

TEST_P(Recognise, ByContent) {
  const auto format = recognise(GetParam().bytes);
  EXPECT_EQ(format ? to_string(*format) : format.faults().front().code, GetParam().format);
}

INSTANTIATE_TEST_SUITE_P(
    Formats, Recognise,
    testing::Values(
        FormatCase{"GetOrder", R"({"order": {"orderId": "1"}})", "amazon-orders"},
        FormatCase{"SearchOrders", R"({"orders": []})", "amazon-orders"},
        FormatCase{"BareAmazonOrder", R"({"orderId": "1", "orderItems": []})", "amazon-orders"},
        FormatCase{"Woo", R"({"id": 1, "currency": "EUR", "line_items": []})", "woocommerce"},
        FormatCase{"WooList", R"([{"id": 1, "line_items": []}])", "woocommerce"},
        FormatCase{"Own", R"({"id": "1", "lines": []})", "enclosure"},
        FormatCase{"OwnMisspelled", R"({"id": "1", "currency": "EUR", "lignes": []})", "enclosure"},
        FormatCase{"OwnPerLine", "{\"id\": \"1\", \"lines\": []}\n{\"id\": \"2\"}\n", "enclosure"},
        FormatCase{"Event", R"({"id": "e", "order": "1", "type": "shipped", "at": ""})", "events"},
        FormatCase{"Events", R"([{"id": "e", "order": "1", "type": "shipped"}])", "events"},
        FormatCase{"ByteOrderMark", "\xEF\xBB\xBF\n{\"orders\": []}", "amazon-orders"},
        FormatCase{"Vidr",
                   "marketplace-id\torder-id\torder-item-id\tshipping-id\tsku\tcurrency\tasin\n",
                   "amazon-vidr"},
        FormatCase{"OtherReport", "amazon-order-id\tmerchant-order-id\tpurchase-date\n",
                   "IMPORT-002"},
        FormatCase{"OldApi", R"({"payload": {"AmazonOrderId": "1"}})", "IMPORT-002"},
        FormatCase{"ErrorAnswer", R"({"errors": [{"code": "InvalidInput"}]})", "IMPORT-002"},
        FormatCase{"Case", R"({"seller": {}, "order": {}})", "IMPORT-002"},
        FormatCase{"Cases", R"({"cases": []})", "IMPORT-002"},
        FormatCase{"EmptyList", "[]", "IMPORT-002"},
        FormatCase{"ListOfNumbers", "[1, 2]", "IMPORT-002"},
        FormatCase{"Prose", "Dear reader", "IMPORT-002"},
        FormatCase{"Csv", "order,quantity\n1,2\n", "IMPORT-002"},
        FormatCase{"Pdf", "%PDF-1.7\n", "IMPORT-002"}, FormatCase{"Nothing", "", "IMPORT-002"},
        FormatCase{"BrokenJson", "[{\"id\": \"1\",", "IMPORT-003"}),
    [](const auto& one) { return one.param.name; });

TEST(RecogniseFaults, SayWhatTheFileIsInstead) {
  const auto hint = [](std::string_view bytes) { return recognise(bytes).faults().front().hint; };
  EXPECT_THAT(hint("amazon-order-id\tpurchase-date"),
              HasSubstr("GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT"));
  EXPECT_THAT(hint(R"({"payload": {}})"), HasSubstr("2026-01-01"));
  EXPECT_THAT(hint(R"({"seller": {}, "order": {}})"), HasSubstr("render or tax"));
  EXPECT_THAT(hint("x"), HasSubstr("amazon-vidr, amazon-orders, woocommerce, enclosure, events"));
}

TEST(ImportFormats, HaveNames) {
  for (const char* name : {"amazon-vidr", "amazon-orders", "woocommerce", "enclosure", "events"}) {
    const auto format = parse_import_format(name);
    ASSERT_TRUE(format) << name;
    EXPECT_EQ(to_string(*format), name);
  }
  EXPECT_THAT(codes_and_paths(parse_import_format("csv")), ElementsAre("IMPORT-001 "));
}

TEST(ImportFormats, MayBeNamedByTheCaller) {
  EXPECT_EQ(import_in("[]", ImportFormat::kWooCommerce)->orders.size(), 0U);
  EXPECT_THAT(codes_and_paths(import_in("{}", ImportFormat::kEnclosureEvents)),
              ElementsAre("IMPORT-004 in id", "IMPORT-004 in order", "IMPORT-004 in type",
                          "IMPORT-004 in at"));
  EXPECT_THAT(codes_and_paths(import_in("hello", ImportFormat::kEnclosureOrders)),
              ElementsAre("IMPORT-003 in:1"));
  EXPECT_THAT(codes_and_paths(import_in("hello", ImportFormat::kAmazonVatInvoiceData)).size(), 13U);
}

TEST(ImportData, TheProgramKnowsTheStoresOfTheUnionAndTheUnitedKingdom) {
  const ImportContext context = test_context();
  ASSERT_EQ(context.marketplaces.size(), 10U);
  for (const Marketplace& store : context.marketplaces) {
    EXPECT_TRUE(store.country.is_member_state() || store.country == "GB") << store.id;
    EXPECT_THAT(store.review_url_template, testing::StartsWith("https://www." + store.domain + "/"))
        << store.id;
    EXPECT_THAT(store.review_url_template, testing::EndsWith("{asin}")) << store.id;
  }
  EXPECT_EQ(context.marketplaces[6].currency.to_string(), "SEK");
}

TEST(ImportData, EveryMemberStateHasALanguage) {
  const ImportContext context = test_context();
  int states = 0;
  for (const auto& [country, language] : context.country_languages) {
    states += country.is_member_state() ? 1 : 0;
    EXPECT_TRUE(language.region().empty());
  }
  EXPECT_EQ(states, 27);
}

TEST(ImportData, DamagedDataIsAFault) {
  EXPECT_THAT(
      codes_and_paths(load_marketplaces(R"({"marketplaces": [{"id": "A", "country": "UK"}]})")),
      ElementsAre("IMPORT-004 marketplaces[0].domain", "IMPORT-004 marketplaces[0].currency",
                  "IMPORT-004 marketplaces[0].language"));
  EXPECT_THAT(codes_and_paths(load_country_languages(R"({"languages": {"ZZ": "de", "DE": ""}})")),
              ElementsAre("COUNTRY-001 languages.ZZ", "IMPORT-004 languages.DE"));
  EXPECT_THAT(codes_and_paths(load_import_context({})),
              ElementsAre("IMPORT-003 marketplaces.json", "IMPORT-003 country_languages.json"));
}

}  // namespace
}  // namespace enclosure::app
