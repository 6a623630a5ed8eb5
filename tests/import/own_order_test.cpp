#include <nlohmann/json.hpp>

#include "app/import/own_json.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Every member that an order can have.
constexpr std::string_view kFullOrder = R"({
  "id": "W-1", "channel": "amazon", "marketplace_id": "A1PA6795UKMFR9", "fulfilment": "FBM",
  "state": "cancelled", "ordered_at": "2026-09-01T08:00:00+02:00", "order_date": "2026-09-01",
  "supply_date": "2026-09-02", "document_date": "2026-09-03", "currency": "SEK", "prices": "net",
  "dispatch_from": {"name": "Lager", "lines": ["Kai 1"], "postcode": "20457", "city": "Hamburg",
                    "region": "HH", "country": "DE"},
  "deliver_to": {"country": "SE"},
  "buyer": {"type": "business", "name": "Åsa", "company": "Exempel AB", "language": "sv",
            "email": "asa@exempél.example", "billing_address": {"country": "SE"},
            "reference": "PO 7", "buyer_reference": "04011000-12345-03", "einvoice": "peppol",
            "electronic_address": "0007:5560004615", "legal_id": "0007:5560004615", "vat_id": "SE123456789701", "vies": "valid",
            "vies_day": "2026-09-01", "vies_consultation": "WAPIAAAA0000000000"},
  "lines": [
    {"id": "1", "sku": "A 1", "asin": "B0LFMUG001", "gtin": "2000000101149",
     "buyer_article_number": "B 1", "commodity_code": "6912", "unit": "KGM",
     "description": "Mugg", "quantity": "3", "unit_price_gross": "3.3333", "gross": "10.00",
     "discount_gross": "1.00", "shipping_gross": "2.00", "gift_wrap_gross": "0.50",
     "rate_class": "fixed:12", "serials": ["S-1", "S-2"]},
    {"id": "2", "description": "Bok", "quantity": "0.5", "unit_price_gross": "100",
     "rate_class": "book"}],
  "order_shipping_gross": "49.00", "marketplace_voucher": "4.00",
  "marketplace": {"facilitates": false, "issues_invoice": true},
  "replaces": "W-0", "importer": "seller", "triangulation": true,
  "credits": {"number": "R-2026-000004", "date": "2026-03-05", "net": "39.92", "vat": "7.98",
              "gross": "47.90", "supply_date": "2026-03-04", "groups": [
                {"category": "S", "rate": "20", "net": "39.92", "vat": "7.98", "gross": "47.90"}]},
  "credited_before": [
    {"category": "S", "rate": "20", "net": "4.17", "vat": "0.83", "gross": "5.00"}],
  "exchange_rates": {"EUR": {"rate": "0.0871", "day": "2026-09-01", "source": "ECB"},
                     "CZK": "2.2"},
  "shipments": [
    {"id": "S1", "shipped_at": "2026-09-02T10:00:00Z", "delivered_at": "2026-09-04T10:00:00Z",
     "estimated_delivery": "2026-09-05", "dispatch_from": {"country": "PL"},
     "lines": ["2", {"line": "1", "quantity": "1"}], "marketplace_invoice": "A-1"},
    {"id": "S2", "lines": [{"line": "1", "quantity": "2"}]}]
})";

Order full_order() {
  const auto order = order_from_json(kFullOrder);
  EXPECT_TRUE(order) << described(order.faults());
  return order ? *order : Order{};
}

/// The least that an order needs, with `from` replaced by `to`.
std::string small_order(std::string_view from = "", std::string_view to = "") {
  const std::string text = R"({"id": "W-2", "currency": "EUR", "deliver_to": {"country": "DE"},
      "lines": [{"id": "1", "description": "Mug", "quantity": "2", "unit_price_gross": "10.00"}]})";
  return from.empty() ? text : with(text, from, to);
}

std::vector<std::string> faults_of(std::string_view json) {
  return codes_and_paths(order_from_json(json));
}

TEST(OwnOrder, ReadsEveryMember) {
  const Order order = full_order();
  EXPECT_EQ(order.channel, Channel::kAmazon);
  EXPECT_EQ(order.fulfilment, Fulfilment::kFbm);
  EXPECT_EQ(order.state, OrderState::kCancelled);
  EXPECT_EQ(to_string(*order.ordered_at), "2026-09-01T06:00:00Z");
  EXPECT_EQ(to_string(*order.document_date), "2026-09-03");
  EXPECT_TRUE(order.prices_are_net);
  EXPECT_EQ(order.dispatch_from->region, "HH");
  EXPECT_TRUE(order.buyer.is_business);
  EXPECT_EQ(order.buyer.vies, ViesAnswer::kValid);
  EXPECT_EQ(order.buyer.email.to_string(), "asa@xn--exempl-fva.example");
  EXPECT_EQ(order.buyer.einvoice, EInvoiceFormat::kPeppol);
  EXPECT_EQ(order.buyer.electronic_address, (SchemedId{"0007", "5560004615"}));
  EXPECT_EQ(order.lines[0].unit, "KGM");
  EXPECT_EQ(order.lines[1].unit, "C62");
  EXPECT_EQ(order.lines[0].gross->to_string(), "10.00");
  EXPECT_EQ(order.lines[0].rate_class.to_string(), "fixed:12");
  EXPECT_THAT(order.lines[0].serials, ElementsAre("S-1", "S-2"));
  EXPECT_EQ(order.lines[1].rate_class.kind, RateClass::Kind::kBook);
  EXPECT_EQ(order.marketplace_voucher.to_string(), "4.00");
  EXPECT_FALSE(order.marketplace_facilitates);
  EXPECT_EQ(order.marketplace_issues_invoice, true);
  EXPECT_EQ(order.replaces.to_string(), "W-0");
  EXPECT_EQ(order.importer, "seller");
  EXPECT_EQ(order.triangulation, true);
  EXPECT_EQ(order.credits->gross->to_string(), "47.90");
  EXPECT_EQ(order.exchange_rates.at("EUR").rate.to_string(), "0.0871");
  EXPECT_EQ(to_string(*order.shipments[0].estimated_delivery), "2026-09-05T21:59:59Z");
  EXPECT_EQ(order.shipments[0].lines[0].quantity.to_string(), "0.5") << "all of line 2";
}

/// What is promised for a day is not late before that day is over where the buyer lives.
TEST(OwnOrder, ADayOfExpectedDeliveryLastsToItsEnd) {
  const auto expected = [](const std::string& place, const std::string& day) {
    const auto order = order_from_json(small_order(
        R"("deliver_to": {"country": "DE"})",
        R"("deliver_to": )" + place + R"(, "shipments": [{"id": "S1", "estimated_delivery": ")" +
            day + R"("}])"));
    EXPECT_TRUE(order) << place;
    return order ? to_string(*order->shipments[0].estimated_delivery) : "";
  };
  EXPECT_EQ(expected(R"({"country": "DE"})", "2026-09-03"), "2026-09-03T21:59:59Z");
  EXPECT_EQ(expected(R"({"country": "DE"})", "2026-10-25"), "2026-10-25T22:59:59Z");
  EXPECT_EQ(expected(R"({"country": "FI"})", "2026-09-03"), "2026-09-03T20:59:59Z");
  EXPECT_EQ(expected(R"({"country": "US", "region": "California"})", "2026-09-03"),
            "2026-09-04T06:59:59Z");
  EXPECT_EQ(expected(R"({"country": "US"})", "2026-09-03"), "2026-09-04T09:59:59Z") << "Honolulu";
  EXPECT_EQ(expected(R"({"country": "DE"})", "2026-09-03T12:00:00Z"), "2026-09-03T12:00:00Z");
}

TEST(OwnOrder, ADeliveryOfWhichEventsAloneToldIsStoredWithoutAName) {
  Order order = *order_from_json(small_order());
  order.shipments = {Shipment{}};
  const auto again = order_from_json(order_to_json(order));
  ASSERT_TRUE(again) << again.faults().front().code << again.faults().front().path;
  EXPECT_EQ(*again, order);
}

TEST(OwnOrder, ComesBackUnchangedAndWithTheSameBytes) {
  const Order order = full_order();
  const std::string json = order_to_json(order);
  const auto again = order_from_json(json);
  ASSERT_TRUE(again) << described(again.faults());
  EXPECT_EQ(*again, order);
  EXPECT_EQ(order_to_json(*again), json);

  const auto small = order_from_json(small_order());
  ASSERT_TRUE(small) << described(small.faults());
  EXPECT_EQ(*order_from_json(order_to_json(*small)), *small);
}

TEST(OwnOrder, TheWriterLeavesNothingOut) {
  const auto written = nlohmann::json::parse(order_to_json(full_order()));
  const auto given = nlohmann::json::parse(kFullOrder);
  for (const auto& [name, value] : given.items()) {
    EXPECT_TRUE(written.contains(name)) << name;
  }
  for (const auto& [name, value] : given["lines"][0].items()) {
    EXPECT_TRUE(written["lines"][0].contains(name)) << name;
  }
  for (const auto& [name, value] : given["buyer"].items()) {
    EXPECT_TRUE(written["buyer"].contains(name)) << name;
  }
}

TEST(OwnOrder, TakesDefaultsForWhatIsNotSaid) {
  const auto order = order_from_json(small_order());
  ASSERT_TRUE(order) << described(order.faults());
  EXPECT_EQ(order->channel, Channel::kShop);
  EXPECT_EQ(order->fulfilment, Fulfilment::kShop);
  EXPECT_FALSE(order->marketplace_facilitates);
  EXPECT_FALSE(order->buyer.is_business);
  EXPECT_FALSE(order->buyer.language);
  EXPECT_FALSE(order->lines[0].gross);
  EXPECT_EQ(order->lines[0].discount_gross, Money::zero(order->currency));
}

TEST(OwnOrder, AStoreOfAmazonFacilitatesUnlessTheOrderDenies) {
  const auto order = order_from_json(
      small_order("\"id\": \"W-2\"", R"("id": "W-2", "marketplace_id": "A1PA6795UKMFR9")"));
  ASSERT_TRUE(order) << described(order.faults());
  EXPECT_EQ(order->channel, Channel::kAmazon);
  EXPECT_EQ(order->fulfilment, Fulfilment::kFbm);
  EXPECT_TRUE(order->marketplace_facilitates);
}

TEST(OwnOrder, AmountsMayBeNumbersButKeepTheirPlaces) {
  const auto order = order_from_json(small_order("\"10.00\"", "0.1000000001"));
  ASSERT_TRUE(order) << described(order.faults());
  EXPECT_EQ(order->lines[0].unit_price_gross.to_string(), "0.1000000001");
}

TEST(OwnOrder, AGrossAmountAloneGivesThePrice) {
  const auto order = order_from_json(small_order(R"("quantity": "2", "unit_price_gross": "10.00")",
                                                 R"("quantity": "3", "gross": "10.00")"));
  ASSERT_TRUE(order) << described(order.faults());
  EXPECT_EQ(order->lines[0].unit_price_gross.to_string(), "3.333333");
  EXPECT_EQ(order->lines[0].gross->to_string(), "10.00");
}

TEST(OwnOrder, MembersThatBeginWithAnUnderscoreAreLeftAlone) {
  EXPECT_THAT(faults_of(small_order("\"id\": \"W-2\"", R"("id": "W-2", "_note": [1, {"x": 2}])")),
              IsEmpty());
}

struct FaultCase {
  const char* name;
  const char* from;
  std::string to;
  const char* fault;
};

void PrintTo(const FaultCase& wrong, std::ostream* out) {
  *out << wrong.name;
}

class OwnOrderFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(OwnOrderFaults, NameTheMember) {
  EXPECT_THAT(faults_of(small_order(GetParam().from, GetParam().to)),
              ElementsAre(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Members, OwnOrderFaults,
    testing::Values(
        FaultCase{"Unknown", "\"id\": \"W-2\"", R"("id": "W-2", "curency": "EUR")",
                  "IMPORT-009 curency"},
        FaultCase{"UnknownInLine", "\"id\": \"1\"", R"("id": "1", "Sku": "x")",
                  "IMPORT-009 lines[0].Sku"},
        FaultCase{"NoId", "\"id\": \"W-2\", ", "", "IMPORT-004 id"},
        FaultCase{"IdIsNumber", "\"W-2\"", "7", "IMPORT-005 id"},
        FaultCase{"IdIsPath", "W-2", "../../etc/passwd", "ID-001 id"},
        FaultCase{"Currency", "EUR", "EURO", "CURRENCY-001 currency"},
        FaultCase{"LowerCaseCurrency", "EUR", "eur", "CURRENCY-001 currency"},
        FaultCase{"Country", "\"DE\"", "\"XX\"", "COUNTRY-001 deliver_to.country"},
        FaultCase{"NoCountry", "\"country\": \"DE\"", "\"city\": \"Bonn\"",
                  "IMPORT-004 deliver_to.country"},
        FaultCase{"NoDelivery", R"("deliver_to": {"country": "DE"},)", "", "IMPORT-004 deliver_to"},
        FaultCase{"AddressIsText", R"({"country": "DE"})", "\"Berlin\"", "IMPORT-005 deliver_to"},
        FaultCase{"FiveAddressLines", R"({"country": "DE"})",
                  R"({"country": "DE", "lines": ["1","2","3","4","5"]})",
                  "IMPORT-005 deliver_to.lines"},
        FaultCase{
            "NoLines",
            R"([{"id": "1", "description": "Mug", "quantity": "2", "unit_price_gross": "10.00"}])",
            "[]", "IMPORT-004 lines"},
        FaultCase{
            "LinesIsObject",
            R"([{"id": "1", "description": "Mug", "quantity": "2", "unit_price_gross": "10.00"}])",
            "{}", "IMPORT-005 lines"},
        FaultCase{"NoDescription", "Mug", " ", "IMPORT-004 lines[0].description"},
        FaultCase{"LineBreakInText", "Mug", "Mug\\r\\nBcc: all@x.example",
                  "TEXT-002 lines[0].description"},
        FaultCase{"ZeroByteInText", "Mug", "Mug\\u0000", "TEXT-002 lines[0].description"},
        FaultCase{"QuantityZero", "\"2\"", "\"0\"", "IMPORT-005 lines[0].quantity"},
        FaultCase{"QuantityNegative", "\"2\"", "-2", "IMPORT-005 lines[0].quantity"},
        FaultCase{"QuantityHuge", "\"2\"", "\"1000000.5\"", "IMPORT-005 lines[0].quantity"},
        FaultCase{"QuantityTiny", "\"2\"", "\"0.00001\"", "IMPORT-005 lines[0].quantity"},
        FaultCase{"QuantityInWords", "\"2\"", "\"two\"", "DECIMAL-001 lines[0].quantity"},
        FaultCase{"QuantityIsList", "\"2\"", "[2]", "IMPORT-005 lines[0].quantity"},
        FaultCase{"QuantityBeyondReading", "\"2\"", "1e99999", "IMPORT-003 "},
        FaultCase{"PriceNegative", "\"10.00\"", "\"-10.00\"",
                  "IMPORT-005 lines[0].unit_price_gross"},
        FaultCase{"PriceHuge", "\"10.00\"", "\"9999999999.99\"",
                  "IMPORT-005 lines[0].unit_price_gross"},
        FaultCase{"PriceOverflows", "\"10.00\"", "\"999999999999999999\"",
                  "IMPORT-005 lines[0].unit_price_gross"},
        FaultCase{"PriceTooLong", "\"10.00\"", "\"0.1234567890123\"",
                  "DECIMAL-002 lines[0].unit_price_gross"},
        FaultCase{"GrossDiffers", "\"10.00\"", R"("10.00", "gross": "20.02")",
                  "IMPORT-006 lines[0].gross"},
        FaultCase{"DiscountAboveLine", "\"10.00\"", R"("10.00", "discount_gross": "20.01")",
                  "IMPORT-005 lines[0].discount_gross"},
        FaultCase{"DiscountNegative", "\"10.00\"", R"("10.00", "discount_gross": "-1")",
                  "IMPORT-005 lines[0].discount_gross"},
        FaultCase{"ShippingNegative", "\"10.00\"", R"("10.00", "shipping_gross": "-1")",
                  "IMPORT-005 lines[0].shipping_gross"},
        FaultCase{"Cents", "\"10.00\"", R"("10.00", "shipping_gross": "1.005")",
                  "MONEY-001 lines[0].shipping_gross"},
        FaultCase{"RateClass", "\"10.00\"", R"("10.00", "rate_class": "reduced")",
                  "ORDER-010 lines[0].rate_class"},
        FaultCase{
            "LineTwice", "\"10.00\"}",
            R"("10.00"}, {"id": "1", "description": "B", "quantity": "1", "unit_price_gross": "1"})",
            "IMPORT-007 lines[1].id"},
        FaultCase{"Language", "\"id\": \"W-2\"", R"("id": "W-2", "buyer": {"language": "klingon"})",
                  "LANGUAGE-001 buyer.language"},
        FaultCase{"EmailOutsideAscii", "\"id\": \"W-2\"",
                  R"("id": "W-2", "buyer": {"email": "jürgen@shop.example"})",
                  "EMAIL-001 buyer.email"},
        FaultCase{"Email", "\"id\": \"W-2\"", R"("id": "W-2", "buyer": {"email": "a b@x"})",
                  "EMAIL-001 buyer.email"},
        FaultCase{"BuyerType", "\"id\": \"W-2\"", R"("id": "W-2", "buyer": {"type": "robot"})",
                  "IMPORT-005 buyer.type"},
        FaultCase{"Channel", "\"id\": \"W-2\"", R"("id": "W-2", "channel": "market")",
                  "IMPORT-005 channel"},
        FaultCase{"ChannelAndFulfilment", "\"id\": \"W-2\"",
                  R"("id": "W-2", "channel": "shop", "fulfilment": "FBA")",
                  "IMPORT-005 fulfilment"},
        FaultCase{"OrderedAt", "\"id\": \"W-2\"", R"("id": "W-2", "ordered_at": "2026-09-01")",
                  "DATE-002 ordered_at"},
        FaultCase{"SupplyDate", "\"id\": \"W-2\"", R"("id": "W-2", "supply_date": "2026-13-01")",
                  "DATE-001 supply_date"},
        FaultCase{"Flag", "\"id\": \"W-2\"", R"("id": "W-2", "triangulation": "no")",
                  "IMPORT-005 triangulation"},
        FaultCase{
            "CreditedBefore", "\"id\": \"W-2\"",
            R"("id": "W-2", "credited_before": [{"rate": "20", "net": "1", "vat": "0", "gross": "1"}])",
            "IMPORT-004 credited_before[0].category"},
        FaultCase{"ExchangeRate", "\"id\": \"W-2\"",
                  R"("id": "W-2", "exchange_rates": {"CZK": "0"})",
                  "IMPORT-005 exchange_rates.CZK"},
        FaultCase{"ExchangeCurrency", "\"id\": \"W-2\"",
                  R"("id": "W-2", "exchange_rates": {"XXY": "1"})",
                  "CURRENCY-001 exchange_rates.XXY"},
        FaultCase{"ShipmentId", "\"id\": \"W-2\"", R"("id": "W-2", "shipments": [{}])",
                  "IMPORT-004 shipments[0].id"},
        FaultCase{"ShippedLine", "\"id\": \"W-2\"",
                  R"("id": "W-2", "shipments": [{"id": "S", "lines": ["9"]}])",
                  "IMPORT-005 shipments[0].lines[0]"},
        FaultCase{
            "ShippedTooMany", "\"id\": \"W-2\"",
            R"("id": "W-2", "shipments": [{"id": "S", "lines": [{"line": "1", "quantity": "3"}]}])",
            "IMPORT-006 shipments[0].lines[0].quantity"},
        FaultCase{
            "ShippedNone", "\"id\": \"W-2\"",
            R"("id": "W-2", "shipments": [{"id": "S", "lines": [{"line": "1", "quantity": "0"}]}])",
            "IMPORT-005 shipments[0].lines[0].quantity"},
        FaultCase{
            "ShippedTwice", "\"id\": \"W-2\"",
            R"("id": "W-2", "shipments": [{"id": "S", "lines": ["1"]}, {"id": "T", "lines": ["1"]}])",
            "IMPORT-006 shipments[1].lines[0].quantity"},
        FaultCase{
            "ShipmentTwice", "\"id\": \"W-2\"",
            R"("id": "W-2", "shipments": [{"id": "S", "lines": [{"line": "1", "quantity": "1"}]}, {"id": "S", "lines": [{"line": "1", "quantity": "1"}]}])",
            "IMPORT-007 shipments[1].id"},
        FaultCase{
            "DeliveredFirst", "\"id\": \"W-2\"",
            R"("id": "W-2", "shipments": [{"id": "S", "shipped_at": "2026-09-02", "delivered_at": "2026-09-01"}])",
            "IMPORT-005 shipments[0].delivered_at"}),
    [](const auto& wrong) { return wrong.param.name; });

TEST(OwnOrder, TwoShipmentsOfTheWholeOrderContradictEachOther) {
  EXPECT_THAT(faults_of(small_order("\"id\": \"W-2\"",
                                    R"("id": "W-2", "shipments": [{"id": "S"}, {"id": "T"}])")),
              ElementsAre("IMPORT-006 shipments[0].lines", "IMPORT-006 shipments[1].lines"));
}

TEST(OwnOrder, FindsAllFaultsAtOnce) {
  EXPECT_THAT(faults_of(R"({"id": "", "currency": "?", "deliver_to": {}, "colour": 1,
      "lines": [{"id": "a b", "quantity": "x"}, 7]})"),
              ElementsAre("IMPORT-009 colour", "IMPORT-004 id", "CURRENCY-001 currency",
                          "IMPORT-004 deliver_to.country", "IMPORT-005 lines[1]",
                          "ID-001 lines[0].id", "IMPORT-004 lines[0].description",
                          "DECIMAL-001 lines[0].quantity", "IMPORT-004 lines[0].unit_price_gross"));
}

TEST(OwnOrder, IsNoOrderWhenItIsNoObject) {
  EXPECT_THAT(faults_of("[]"), ElementsAre("IMPORT-005 "));
  EXPECT_THAT(faults_of("{"), ElementsAre("IMPORT-003 "));
  EXPECT_THAT(faults_of(""), ElementsAre("IMPORT-003 "));
}

TEST(OwnOrders, FileOfOneAListOrLines) {
  const auto second = small_order("W-2", "W-3");
  const auto flat = [](std::string text) { return with(std::move(text), "\n", " "); };
  EXPECT_EQ(import_in(small_order())->orders.size(), 1U);
  EXPECT_EQ(import_in("[" + small_order() + "," + second + "]")->orders.size(), 2U);
  EXPECT_EQ(import_in(flat(small_order()) + "\n" + flat(second) + "\n")->orders.size(), 2U);
}

TEST(OwnOrders, PathsNameTheFileTheElementAndTheLine) {
  const auto bad = small_order("EUR", "XXY");
  const auto flat = [](std::string text) { return with(std::move(text), "\n", " "); };
  EXPECT_THAT(codes_and_paths(import_in(bad)), ElementsAre("CURRENCY-001 in currency"));
  EXPECT_THAT(codes_and_paths(import_in("[" + small_order() + "," + bad + "]")),
              ElementsAre("CURRENCY-001 in [1].currency"));
  EXPECT_THAT(codes_and_paths(import_in(flat(small_order()) + "\n" + flat(bad))),
              ElementsAre("CURRENCY-001 in:2 currency"));
}

TEST(OwnOrders, TheContextFillsInLanguageAndDispatch) {
  Order order = one_order(small_order("\"DE\"", "\"IT\""));
  EXPECT_EQ(order.buyer.language->to_string(), "it");
  EXPECT_EQ(order.dispatch_from->city, "Hamburg");
  order = one_order(small_order("\"DE\"", "\"US\""));
  EXPECT_EQ(order.buyer.language->to_string(), "en");
  order = one_order(small_order(R"("id": "W-2")", R"("id": "W-2", "fulfilment": "FBA",
      "marketplace_id": "A1C3SOZRARQ6R3")"));
  EXPECT_EQ(order.buyer.language->to_string(), "pl-PL");
  EXPECT_FALSE(order.dispatch_from) << "a warehouse of Amazon is not guessed";
}

TEST(OwnOrders, TheSameOrderTwice) {
  const auto twice = import_in("[" + small_order() + "," + small_order() + "]");
  ASSERT_TRUE(twice);
  EXPECT_EQ(twice->orders.size(), 1U);
  EXPECT_THAT(twice->notices,
              ElementsAre("in [1]: order W-2 stands in the file twice, taken once"));
  EXPECT_THAT(
      codes_and_paths(import_in("[" + small_order() + "," + small_order("Mug", "Jug") + "]")),
      ElementsAre("IMPORT-007 in [1]"));
}

TEST(OwnOrders, AnUnknownStoreIsNamed) {
  EXPECT_THAT(codes_and_paths(import_in(small_order(
                  "\"id\": \"W-2\"", R"("id": "W-2", "marketplace_id": "ATVPDKIKX0DER")"))),
              ElementsAre("IMPORT-005 in marketplace_id"));
}

TEST(OwnEvents, AreReadAndCheckedForDoubles) {
  const auto imported = import_in(R"([
      {"id": "e1", "order": "W-2", "type": "opted_out", "at": "2026-09-02T10:00:00Z"},
      {"id": "e2", "order": "W-2", "type": "delivered", "at": "2026-09-02T10:00:00Z", "shipment": "S1"},
      {"id": "e2", "order": "W-2", "type": "delivered", "at": "2026-09-02T10:00:00Z", "shipment": "S1"}])");
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->format, ImportFormat::kEnclosureEvents);
  ASSERT_EQ(imported->events.size(), 2U);
  EXPECT_EQ(imported->events[0].type, EventType::kOptedOut);
  EXPECT_EQ(imported->events[1].shipment.to_string(), "S1");
}

TEST(OwnEvents, OfTheBuyerComeInTheSameFormat) {
  const auto imported = import_in(R"([
      {"id": "e1", "order": "W-2", "type": "bounced", "at": "2026-09-02T10:00:00Z", "class": "hard",
       "stage": 2, "address": "buyer@mail.example", "detail": "550 5.1.1 no such user"},
      {"id": "e2", "type": "opted_out", "at": "2026-09-02T10:00:00Z", "address": "b@mail.example"},
      {"id": "e3", "order": "W-2", "type": "case_opened", "at": "2026-09-02T10:00:00Z"},
      {"id": "e3", "order": "W-2", "type": "case_opened", "at": "2026-09-02T10:00:00Z"}])");
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_TRUE(imported->events.empty());
  ASSERT_EQ(imported->buyer_events.size(), 3U);
  const auto& bounce = imported->buyer_events[0];
  EXPECT_EQ(bounce.bounce, messaging::BounceClass::kHard);
  EXPECT_EQ(bounce.stage, messaging::Stage::kReview);
  EXPECT_EQ(bounce.address.to_string(), "buyer@mail.example");
  EXPECT_EQ(bounce.detail, "550 5.1.1 no such user");
  EXPECT_TRUE(imported->buyer_events[1].order.empty());
}

TEST(OwnEvents, OfTheBuyerAreRecognisedWithoutAnOrder) {
  const auto imported = import_in(
      R"({"id": "e2", "type": "opted_out", "at": "2026-09-02T10:00:00Z", "address": "b@mail.example"})");
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->format, ImportFormat::kEnclosureEvents);
}

TEST(OwnEvents, OfTheBuyerNameTheirFaults) {
  EXPECT_THAT(
      codes_and_paths(import_in(R"([
      {"id": "e1", "order": "W-2", "type": "bounced", "at": "2026-09-02T10:00:00Z"},
      {"id": "e2", "order": "W-2", "type": "bounced", "at": "2026-09-02T10:00:00Z", "class": "big"},
      {"id": "e3", "type": "case_opened", "at": "2026-09-02T10:00:00Z", "address": "b@mail.example"},
      {"id": "e4", "order": "W-2", "type": "bounced", "at": "2026-09-02T10:00:00Z", "class": "soft",
       "stage": 4},
      {"id": "e5", "order": "W-2", "type": "shipped", "at": "2026-09-02T10:00:00Z", "class": "soft"},
      {"id": "e6", "order": "W-2", "type": "case_closed", "at": "2026-09-02T10:00:00Z",
       "shipment": "S1"},
      {"id": "e6", "order": "W-2", "type": "shipped", "at": "2026-09-02T10:00:00Z"},
      {"id": "e6", "order": "W-2", "type": "review_received", "at": "2026-09-02T10:00:00Z"}])")),
      ElementsAre("IMPORT-004 in [0].class", "EVENT-006 in [1].class", "IMPORT-004 in [2].order",
                  "IMPORT-005 in [2].address", "IMPORT-005 in [3].stage", "IMPORT-005 in [4].class",
                  "IMPORT-005 in [5].shipment", "IMPORT-007 in [7]"));
}

TEST(OwnEvents, FaultsNameTheMember) {
  EXPECT_THAT(codes_and_paths(import_in(R"([
      {"id": "e1", "order": "W-2", "type": "exploded", "at": "2026-09-02T10:00:00Z"},
      {"id": "", "order": "W-2", "type": "shipped", "at": "2026-09-02", "where": "x"},
      {"order": "W-2", "type": "shipped"},
      {"id": "e4", "order": "W-2", "type": "shipped", "at": "2026-09-02T10:00:00Z"},
      {"id": "e4", "order": "W-2", "type": "shipped", "at": "2026-09-03T10:00:00Z"}])")),
              ElementsAre("EVENT-001 in [0].type", "IMPORT-009 in [1].where",
                          "IMPORT-004 in [1].id", "DATE-002 in [1].at", "IMPORT-004 in [2].id",
                          "IMPORT-004 in [2].at", "IMPORT-007 in [4]"));
}

}  // namespace
}  // namespace enclosure::app
