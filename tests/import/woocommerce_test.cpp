#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two mugs, 24.99 each with 10 % off, and shipping; completed.
constexpr std::string_view kOrder = R"({
  "id": 20451, "number": "20451", "status": "completed", "currency": "EUR",
  "date_created": "2026-08-30T20:11:02", "date_created_gmt": "2026-08-30T18:11:02",
  "date_modified_gmt": "2026-09-05T09:30:00", "date_completed_gmt": "2026-08-31T09:30:00",
  "total": "48.97", "prices_include_tax": true,
  "billing": {"first_name": "Hannelore", "last_name": "Muster", "company": "", "address_1": "Allee 44",
    "address_2": "", "city": "Hamburg", "state": "", "postcode": "22085", "country": "DE",
    "email": "h@muster.example"},
  "shipping": {"first_name": "", "last_name": "", "company": "", "address_1": "", "country": ""},
  "meta_data": [{"id": 1, "key": "wpml_language", "value": "de"}, {"id": 2, "key": "_x", "value": {"a": 1}}],
  "line_items": [{"id": 60227, "name": "Becher", "quantity": 2, "tax_class": "", "subtotal": "42.00",
    "subtotal_tax": "7.98", "total": "37.80", "total_tax": "7.18", "taxes": [{"id": 700, "total": "7.18"}],
    "sku": "LF-MUG", "price": 18.9}],
  "tax_lines": [{"rate_id": 700, "rate_percent": 19}, {"rate_id": 701, "rate_percent": 5.5}],
  "shipping_lines": [{"id": 60229, "total": "3.35", "total_tax": "0.64"}],
  "fee_lines": [], "coupon_lines": [], "refunds": []})";

std::string shop_order(std::string_view from = "", std::string_view to = "") {
  return from.empty() ? std::string(kOrder) : with(std::string(kOrder), from, to);
}

std::vector<std::string> faults_of(std::string_view from, std::string_view to) {
  return codes_and_paths(import_in(shop_order(from, to)));
}

TEST(WooCommerce, ReadsAnOrder) {
  const Order order = one_order(shop_order());
  EXPECT_EQ(order.id.to_string(), "20451");
  EXPECT_EQ(order.channel, Channel::kShop);
  EXPECT_EQ(order.fulfilment, Fulfilment::kShop);
  EXPECT_EQ(to_string(*order.ordered_at), "2026-08-30T18:11:02Z");
  EXPECT_EQ(order.buyer.name, "Hannelore Muster");
  EXPECT_FALSE(order.buyer.is_business);
  EXPECT_EQ(order.buyer.language->to_string(), "de");
  EXPECT_EQ(order.deliver_to.city, "Hamburg") << "the billing address stands in";
  EXPECT_EQ(order.dispatch_from->city, "Hamburg");
  ASSERT_EQ(order.lines.size(), 1U);
  EXPECT_EQ(order.lines[0].id.to_string(), "60227");
  EXPECT_EQ(order.lines[0].gross->to_string(), "49.98");
  EXPECT_EQ(order.lines[0].unit_price_gross.to_string(), "24.99");
  EXPECT_EQ(order.lines[0].discount_gross.to_string(), "5.00");
  EXPECT_EQ(order.order_shipping_gross.to_string(), "3.99");
  ASSERT_EQ(order.shipments.size(), 1U);
  EXPECT_EQ(to_string(*order.shipments[0].shipped_at), "2026-08-31T09:30:00Z");
}

TEST(WooCommerce, ReadsAList) {
  const auto imported = import_in("[" + shop_order() + "," + shop_order("20451", "20452") + "]");
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders.size(), 2U);
}

TEST(WooCommerce, TheShippingAddressWinsWithItsFirm) {
  const Order order = one_order(shop_order(
      R"("shipping": {"first_name": "", "last_name": "", "company": "", "address_1": "", "country": ""})",
      R"("shipping": {"first_name": "Ada", "last_name": "", "company": "Firma", "address_1": "Weg 1",
         "address_2": "", "city": "Wien", "postcode": "1010", "country": "AT"})"));
  EXPECT_EQ(order.deliver_to.name, "Ada");
  EXPECT_THAT(order.deliver_to.lines, ElementsAre("Firma", "Weg 1"));
  EXPECT_EQ(order.deliver_to.country.to_string(), "AT");
  EXPECT_EQ(order.buyer.billing_address->country.to_string(), "DE");
}

TEST(WooCommerce, BusinessesByFirmOrVatNumber) {
  Order order = one_order(shop_order("\"company\": \"\", \"address_1\": \"Allee 44\"",
                                     "\"company\": \"Muster KG\", \"address_1\": \"Allee 44\""));
  EXPECT_TRUE(order.buyer.is_business);
  EXPECT_EQ(order.buyer.company, "Muster KG");
  EXPECT_THAT(order.buyer.billing_address->lines, ElementsAre("Allee 44"));
  for (const char* key : {"_billing_vat_number", "vat_number", "_vat_number", "billing_vat",
                          "_billing_eu_vat_number"}) {
    order = one_order(shop_order("\"_x\", \"value\": {\"a\": 1}",
                                 "\"" + std::string(key) + "\", \"value\": \"NL004495445B01\""));
    EXPECT_TRUE(order.buyer.is_business) << key;
    EXPECT_EQ(order.buyer.vat_id, "NL004495445B01") << key;
    EXPECT_EQ(order.buyer.vies, ViesAnswer::kNotAsked) << key;
  }
}

TEST(WooCommerce, TheShopsAnswerFromViesCounts) {
  const auto vies = [](const char* validated, const char* valid) {
    return one_order(shop_order("\"_x\", \"value\": {\"a\": 1}}",
                                "\"_vat_number\", \"value\": \"NL1\"}, {\"key\": "
                                "\"_vat_number_is_validated\", \"value\": \"" +
                                    std::string(validated) +
                                    "\"}, {\"key\": \"_vat_number_is_valid\", \"value\": \"" +
                                    valid + "\"}"))
        .buyer.vies;
  };
  EXPECT_EQ(vies("true", "true"), ViesAnswer::kValid);
  EXPECT_EQ(vies("true", "false"), ViesAnswer::kInvalid);
  EXPECT_EQ(vies("no", "true"), ViesAnswer::kNotAsked);
}

TEST(WooCommerce, Languages) {
  const auto language = [](const char* key, const char* value) {
    return one_order(shop_order("\"wpml_language\", \"value\": \"de\"",
                                "\"" + std::string(key) + "\", \"value\": \"" + value + "\""))
        .buyer.language->to_string();
  };
  EXPECT_EQ(language("_locale", "fr_FR"), "fr-FR");
  EXPECT_EQ(language("trp_language", "de_DE_formal"), "de-DE");
  EXPECT_EQ(language("wpml_language", "!"), "de") << "by the country of delivery";
  EXPECT_EQ(language("other", "fr"), "de");
}

TEST(WooCommerce, TaxClassesOfTheShopAreTakenByTheirRate) {
  const auto rate_class = [](std::string_view name, std::string_view taxes) {
    return one_order(with(shop_order("\"tax_class\": \"\"",
                                     "\"tax_class\": \"" + std::string(name) + "\""),
                          R"([{"id": 700, "total": "7.18"}])", taxes))
        .lines[0]
        .rate_class.to_string();
  };
  EXPECT_EQ(rate_class("", R"([{"id": 701}])"), "standard");
  EXPECT_EQ(rate_class("reduced-rate", R"([{"id": 701, "total": "1"}])"), "fixed:5.5");
  EXPECT_EQ(rate_class("reduced-rate", "[]"), "standard");
}

TEST(WooCommerce, FeesAreLinesAndNegativeOnesDiscounts) {
  std::string json = shop_order("\"fee_lines\": []", R"("fee_lines": [
      {"id": 7, "name": "Verpackung", "total": "2.94", "total_tax": "0.56", "tax_class": "", "taxes": []},
      {"id": 8, "name": "Treue", "total": "-1.68", "total_tax": "-0.32"}])");
  const Order order = one_order(with(json, "\"48.97\"", "\"50.47\""));
  ASSERT_EQ(order.lines.size(), 2U);
  EXPECT_EQ(order.lines[1].id.to_string(), "fee-7");
  EXPECT_EQ(order.lines[1].gross->to_string(), "3.50");
  EXPECT_EQ((order.lines[0].discount_gross + order.lines[1].discount_gross).to_string(), "7.00");
}

TEST(WooCommerce, RoundingOfThePartsMeetsTheTotal) {
  const auto imported = import_in(shop_order("\"48.97\"", "\"48.98\""));
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders[0].lines[0].gross->to_string(), "49.99");
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("rounded in its parts: 0.01")));
  EXPECT_THAT(faults_of("\"48.97\"", "\"49.00\""), ElementsAre("IMPORT-006 in total"));
}

TEST(WooCommerce, PlacesThatTheShopKeepsAreRoundedOnce) {
  const Order order =
      one_order(with(shop_order("\"42.00\"", "\"42.001681\""), "\"7.98\"", "\"7.978319\""));
  EXPECT_EQ(order.lines[0].gross->to_string(), "49.98");
}

TEST(WooCommerce, States) {
  const auto status = [](const char* word) {
    return one_order(shop_order("\"completed\"", "\"" + std::string(word) + "\""));
  };
  for (const char* word : {"processing", "on-hold", "pending", "wc-custom"}) {
    EXPECT_EQ(status(word).state, OrderState::kOpen) << word;
    EXPECT_THAT(status(word).shipments, IsEmpty()) << word;
  }
  for (const char* word : {"cancelled", "failed", "refunded"}) {
    EXPECT_EQ(status(word).state, OrderState::kCancelled) << word;
  }
  const auto draft = import_in(shop_order("\"completed\"", "\"checkout-draft\""));
  ASSERT_TRUE(draft);
  EXPECT_THAT(draft->orders, IsEmpty());
}

TEST(WooCommerce, RefundsAreEvents) {
  const std::string json =
      shop_order("\"refunds\": []", R"("refunds": [{"id": 5, "total": "-10.00"}])");
  const auto imported = import_in(json);
  ASSERT_TRUE(imported);
  ASSERT_EQ(imported->events.size(), 1U);
  EXPECT_EQ(imported->events[0].type, EventType::kRefunded);
  EXPECT_EQ(to_string(imported->events[0].at), "2026-09-05T09:30:00Z");
  EXPECT_EQ(import_in(json)->events, imported->events);
}

TEST(WooCommerce, AMailAddressThatCannotBeUsedStopsNothing) {
  const auto imported = import_in(shop_order("h@muster.example", "hännelore@muster"));
  ASSERT_TRUE(imported);
  EXPECT_TRUE(imported->orders[0].buyer.email.empty());
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("mail address")));
}

TEST(WooCommerce, NumbersThatAreNoFileNamesGiveWayToTheId) {
  const auto imported = import_in(shop_order("\"number\": \"20451\"", "\"number\": \"#2026/7\""));
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->orders[0].id.to_string(), "20451");
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("#2026/7")));
}

TEST(WooCommerce, FaultsNameTheMember) {
  EXPECT_THAT(faults_of("\"EUR\"", "\"XXY\""), ElementsAre("CURRENCY-001 in currency"));
  EXPECT_THAT(faults_of("\"country\": \"DE\"", "\"country\": \"ZZ\""),
              ElementsAre("COUNTRY-001 in billing.country"));
  EXPECT_THAT(faults_of("\"billing\"", "\"x\""), ElementsAre("IMPORT-004 in billing.country"));
  EXPECT_THAT(faults_of("\"quantity\": 2", "\"quantity\": 0"),
              ElementsAre("IMPORT-005 in line_items[0].quantity"));
  EXPECT_THAT(faults_of("\"quantity\": 2", "\"quantity\": 99999999"),
              ElementsAre("IMPORT-005 in line_items[0].quantity"));
  EXPECT_THAT(faults_of("\"37.80\"", "\"37,80\""),
              ElementsAre("DECIMAL-001 in line_items[0].total"));
  EXPECT_THAT(faults_of("\"42.00\"", "\"99999999999\""),
              ElementsAre("IMPORT-005 in line_items[0].subtotal"));
  EXPECT_THAT(faults_of("\"3.35\"", "\"-3.35\""),
              ElementsAre("IMPORT-005 in shipping_lines[0].total"));
  EXPECT_THAT(faults_of("\"date_completed_gmt\"", "\"x\""),
              ElementsAre("IMPORT-004 in date_completed_gmt"));
  EXPECT_THAT(faults_of("2026-08-30T18:11:02", "30.08.2026"),
              testing::Contains("DATE-002 in date_created_gmt"));
  EXPECT_THAT(faults_of("Hannelore", "Hannelore\\r\\nBcc: x"),
              testing::Contains("TEXT-002 in billing.first_name"));
  EXPECT_THAT(
      faults_of("\"last_name\": \"Muster\"", "\"last_name\": \"" + std::string(995, 'x') + "\""),
      testing::Contains("TEXT-003 in billing.last_name"));
  EXPECT_THAT(faults_of("\"_x\", \"value\": {\"a\": 1}",
                        "\"vat_number\", \"value\": \"" + std::string(41, 'X') + "\""),
              ElementsAre("TEXT-003 in meta_data.vat_number"));
  EXPECT_THAT(faults_of("\"line_items\": [{", "\"line_items\": [\"x\", {"),
              ElementsAre("IMPORT-005 in line_items[0]"));
  EXPECT_THAT(faults_of("\"_x\", \"value\": {\"a\": 1}", R"("vat_number", "value": "DE\n1")"),
              ElementsAre("TEXT-002 in meta_data.vat_number"));
}

}  // namespace
}  // namespace enclosure::app
