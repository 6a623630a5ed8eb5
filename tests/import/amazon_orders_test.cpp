#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// One order of getOrder: two umbrellas with shipping, sent in one package.
constexpr std::string_view kAnswer = R"({"order": {
  "orderId": "304-6561462-1247865", "createdTime": "2026-09-01T06:02:40Z",
  "lastUpdatedTime": "2026-09-05T09:00:00Z", "programs": ["PRIME"],
  "salesChannel": {"channelName": "AMAZON", "marketplaceId": "A1PA6795UKMFR9"},
  "buyer": {"buyerName": "Ümit Örnek", "buyerEmail": "2b@marketplace-de.example"},
  "recipient": {"deliveryAddress": {"name": "Ümit Örnek", "companyName": "", "addressLine1": "Ufer 19",
    "addressLine2": "", "city": "Frankfurt", "postalCode": "60311", "countryCode": "DE"}},
  "proceeds": {"grandTotal": {"amount": "61.59", "currencyCode": "EUR"}},
  "fulfillment": {"fulfillmentStatus": "SHIPPED", "fulfilledBy": "MERCHANT",
    "deliverByWindow": {"earliestDateTime": "2026-09-04T00:00:00Z", "latestDateTime": "2026-09-06T21:59:59Z"}},
  "orderItems": [{"orderItemId": "318", "quantityOrdered": 2,
    "product": {"asin": "B0LFUMBR0N", "title": "Schirm", "sellerSku": "LF-UMBRELLA-N", "serialNumbers": ["S1"]},
    "proceeds": {"proceedsTotal": {"amount": "61.59", "currencyCode": "EUR"}, "breakdowns": [
      {"type": "ITEM", "subtotal": {"amount": "57.60", "currencyCode": "EUR"}},
      {"type": "SHIPPING", "subtotal": {"amount": "3.99", "currencyCode": "EUR"}}]}}],
  "packages": [{"packageReferenceId": "P 1/a", "packageStatus": {"status": "IN_TRANSIT"},
    "shipTime": "2026-09-02T09:00:00Z",
    "shipFromAddress": {"name": "Lager", "addressLine1": "Kai 12", "city": "Hamburg", "countryCode": "DE"},
    "packageItems": [{"orderItemId": "318", "quantity": 2}]}]
}})";

std::string answer(std::string_view from = "", std::string_view to = "") {
  return from.empty() ? std::string(kAnswer) : with(std::string(kAnswer), from, to);
}

/// The answer with other proceeds of the item; `breakdowns` is a list like "ITEM 1.00, TAX 0.19".
std::string with_proceeds(std::string_view total, const std::string& breakdowns,
                          std::string_view grand = "") {
  std::string json = answer();
  const std::size_t begin = json.find("\"proceedsTotal\"");
  const std::size_t end = json.find("]}}],\n  \"packages\"");
  const auto money = [](std::string_view amount) {
    return R"({"amount": ")" + std::string(amount) + R"(", "currencyCode": "EUR"})";
  };
  json.replace(begin, end - begin,
               "\"proceedsTotal\": " + money(total) + ", \"breakdowns\": [" + breakdowns);
  return with(json, R"("61.59")", "\"" + std::string(grand.empty() ? total : grand) + "\"");
}

std::string part(std::string_view type, std::string_view amount, std::string_view details = "") {
  return R"({"type": ")" + std::string(type) + R"(", "subtotal": {"amount": ")" +
         std::string(amount) + R"(", "currencyCode": "EUR"})" +
         (details.empty() ? "" : ", \"detailedBreakdowns\": [" + std::string(details) + "]") + "}";
}

std::string detail(std::string_view subtype, std::string_view amount) {
  return R"({"subtype": ")" + std::string(subtype) + R"(", "value": {"amount": ")" +
         std::string(amount) + R"(", "currencyCode": "EUR"}})";
}

/// "goods - discount + shipping + wrap" of the first line, or the faults.
std::string amounts_of(const std::string& json) {
  const auto imported = import_in(json);
  if (!imported) return testing::PrintToString(codes_and_paths(imported));
  const OrderLine& line = imported->orders.front().lines.front();
  return line.gross->to_string() + " - " + line.discount_gross.to_string() + " + " +
         line.shipping_gross.to_string() + " + " + line.gift_wrap_gross.to_string();
}

TEST(AmazonOrders, ReadsAnOrder) {
  const Order order = one_order(answer());
  EXPECT_EQ(order.id.to_string(), "304-6561462-1247865");
  EXPECT_EQ(order.channel, Channel::kAmazon);
  EXPECT_EQ(order.fulfilment, Fulfilment::kFbm);
  EXPECT_TRUE(order.marketplace_facilitates);
  EXPECT_EQ(order.marketplace_issues_invoice, std::nullopt);
  EXPECT_EQ(to_string(*order.ordered_at), "2026-09-01T06:02:40Z");
  EXPECT_EQ(order.buyer.name, "Ümit Örnek");
  EXPECT_EQ(order.buyer.email.to_string(), "2b@marketplace-de.example");
  EXPECT_EQ(order.buyer.language->to_string(), "de-DE");
  EXPECT_THAT(order.deliver_to.lines, ElementsAre("Ufer 19"));
  ASSERT_EQ(order.lines.size(), 1U);
  EXPECT_EQ(order.lines[0].unit_price_gross.to_string(), "28.80");
  EXPECT_EQ(order.lines[0].shipping_gross.to_string(), "3.99");
  EXPECT_THAT(order.lines[0].serials, ElementsAre("S1"));
  ASSERT_EQ(order.shipments.size(), 1U);
  EXPECT_EQ(order.shipments[0].id.to_string(), "P-1-a");
  EXPECT_EQ(to_string(*order.shipments[0].shipped_at), "2026-09-02T09:00:00Z");
  EXPECT_EQ(to_string(*order.shipments[0].estimated_delivery), "2026-09-06T21:59:59Z");
  EXPECT_FALSE(order.shipments[0].delivered_at);
  EXPECT_EQ(order.shipments[0].dispatch_from->city, "Hamburg");
  EXPECT_EQ(order.shipments[0].lines[0].quantity, Decimal(2));
}

TEST(AmazonOrders, ReadsThePageOfASearch) {
  const std::string one = answer().substr(10, answer().size() - 11);
  const auto imported = import_in("{\"orders\": [" + one + "," + with(one, "304-", "305-") +
                                  "], \"pagination\": {\"nextToken\": \"x\"}}");
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders.size(), 2U);
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("one page of several")));
  EXPECT_EQ(import_in(R"({"orders": [], "pagination": {}})")->orders.size(), 0U);
}

TEST(AmazonOrders, TheModelsOwnExamples) {
  const Order order = one_order(source_file("tests/import/data/get-order-uk.json"));
  EXPECT_EQ(order.lines[0].gross->to_string(), "92.97") << "89.97 and its tax of 3.00";
  EXPECT_EQ(order.lines[0].shipping_gross.to_string(), "11.00") << "10.00 and its tax of 1.00";
  one_order(source_file("tests/import/data/search-orders-uk.json"));
  const auto american = import_in(source_file("tests/import/data/search-orders-us.json"));
  EXPECT_THAT(codes_and_paths(american),
              ElementsAre("IMPORT-005 in orders[0].salesChannel.marketplaceId",
                          "IMPORT-012 in orders[0].proceeds.breakdowns[2].type"));
  EXPECT_THAT(american.faults()[0].hint, HasSubstr("amazon.de"));
}

TEST(AmazonProceeds, TaxOnTopIsAddedToWhatItWasChargedOn) {
  EXPECT_EQ(amounts_of(with_proceeds(
                "128.90", part("ITEM", "88.62") + "," + part("SHIPPING", "16.18") + "," +
                              part("TAX", "24.10",
                                   detail("ITEM", "20.38") + "," + detail("SHIPPING", "3.72")))),
            "109.00 - 0.00 + 19.90 + 0.00");
}

TEST(AmazonProceeds, TaxWithoutDetailsIsSharedOut) {
  EXPECT_EQ(
      amounts_of(with_proceeds("119.00", part("ITEM", "80.00") + "," + part("SHIPPING", "20.00") +
                                             "," + part("TAX", "19.00"))),
      "95.20 - 0.00 + 23.80 + 0.00");
}

TEST(AmazonProceeds, TaxThatIsContainedIsNotAdded) {
  EXPECT_EQ(
      amounts_of(with_proceeds("119.00", part("ITEM", "100.00") + "," + part("SHIPPING", "19.00") +
                                             "," + part("TAX", "19.00"))),
      "100.00 - 0.00 + 19.00 + 0.00");
}

TEST(AmazonProceeds, DiscountsStayWhereTheyBelong) {
  EXPECT_EQ(
      amounts_of(with_proceeds("33.40", part("ITEM", "38.40") + "," + part("DISCOUNT", "-5.00"))),
      "38.40 - 5.00 + 0.00 + 0.00");
  EXPECT_EQ(
      amounts_of(with_proceeds(
          "40.40", part("ITEM", "38.40") + "," + part("SHIPPING", "4.00") + "," +
                       part("GIFT_WRAP", "3.00") + "," +
                       part("DISCOUNT", "-5.00",
                            detail("SHIPPING", "-4.00") + "," + detail("GIFT_WRAP", "-1.00")))),
      "38.40 - 0.00 + 0.00 + 2.00");
  EXPECT_EQ(
      amounts_of(with_proceeds("33.40", part("ITEM", "38.40") + "," + part("DISCOUNT", "5.00"))),
      "38.40 - 5.00 + 0.00 + 0.00");
  EXPECT_EQ(amounts_of(with_proceeds("1.00", part("ITEM", "5.00") + "," + part("SHIPPING", "4.00") +
                                                 "," + part("DISCOUNT", "-8.00"))),
            "5.00 - 5.00 + 1.00 + 0.00");
}

TEST(AmazonProceeds, FeesCountAsShippingWithANotice) {
  const auto imported =
      import_in(with_proceeds("12.00", part("ITEM", "10.00") + "," + part("COD_FEE", "2.00")));
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders[0].lines[0].shipping_gross.to_string(), "2.00");
  EXPECT_THAT(imported->notices,
              ElementsAre(HasSubstr("fees of item 318 were counted as shipping")));
}

TEST(AmazonProceeds, WhatDoesNotAddUpIsRefused) {
  EXPECT_THAT(codes_and_paths(import_in(with_proceeds("12.01", part("ITEM", "12.00")))),
              ElementsAre("IMPORT-006 in order.orderItems[0].proceeds.proceedsTotal"));
  EXPECT_THAT(codes_and_paths(import_in(with_proceeds("12.00", part("ITEM", "12.00"), "13.00"))),
              ElementsAre("IMPORT-006 in order.proceeds.grandTotal"));
  EXPECT_THAT(codes_and_paths(import_in(with_proceeds("-1.00", part("ITEM", "-1.00")))),
              ElementsAre("IMPORT-006 in order.orderItems[0].proceeds.breakdowns"));
  EXPECT_THAT(codes_and_paths(import_in(with_proceeds("1.00", part("BRIBE", "1.00")))),
              ElementsAre("IMPORT-005 in order.orderItems[0].proceeds.breakdowns[0].type"));
  EXPECT_THAT(
      codes_and_paths(import_in(
          answer(R"("3.99", "currencyCode": "EUR")", R"("3.99", "currencyCode": "SEK")"))),
      ElementsAre(
          "IMPORT-005 in order.orderItems[0].proceeds.breakdowns[1].subtotal.currencyCode"));
}

TEST(AmazonProceeds, TaxOnSomethingUnknownIsRefused) {
  EXPECT_THAT(
      codes_and_paths(import_in(with_proceeds(
          "11.00", part("ITEM", "10.00") + "," + part("TAX", "1.00", detail("AIR", "1.00"))))),
      ElementsAre("IMPORT-006 in order.orderItems[0].proceeds.breakdowns"));
}

TEST(AmazonProceeds, WithoutBreakdownsTheTotalIsThePrice) {
  EXPECT_EQ(amounts_of(with_proceeds("61.59", "")), "61.59 - 0.00 + 0.00 + 0.00");
}

TEST(AmazonStates, WhatIsNotASaleYetIsLeftOut) {
  for (const char* status : {"PENDING", "PENDING_AVAILABILITY"}) {
    const auto imported = import_in(answer("\"SHIPPED\"", "\"" + std::string(status) + "\""));
    ASSERT_TRUE(imported) << described(imported.faults());
    EXPECT_THAT(imported->orders, IsEmpty());
    EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("not confirmed")));
  }
  const auto elsewhere =
      import_in(answer(R"("channelName": "AMAZON")", R"("channelName": "NON_AMAZON")"));
  ASSERT_TRUE(elsewhere);
  EXPECT_THAT(elsewhere->notices, ElementsAre(HasSubstr("placed elsewhere")));
}

TEST(AmazonStates, CancelledOrders) {
  EXPECT_EQ(one_order(answer("\"SHIPPED\"", "\"CANCELLED\"")).state, OrderState::kCancelled);
  std::string empty = with_proceeds("0.00", "");
  empty = with(empty, "\"quantityOrdered\": 2", "\"quantityOrdered\": 0");
  empty = with(empty, "\"packages\"", "\"old\"");
  const auto imported = import_in(with(empty, "\"SHIPPED\"", "\"CANCELLED\""));
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_THAT(imported->orders, IsEmpty());
  ASSERT_EQ(imported->events.size(), 1U);
  EXPECT_EQ(imported->events[0].type, EventType::kCancelled);
  EXPECT_THAT(codes_and_paths(import_in(empty)), ElementsAre("IMPORT-004 in order.lines"));
}

TEST(AmazonStates, WithoutPackagesAShippedOrderIsOneShipment) {
  const std::string json = answer("\"packages\"", "\"none\"");
  const auto shipped = import_in(json);
  ASSERT_TRUE(shipped);
  ASSERT_EQ(shipped->orders[0].shipments.size(), 1U);
  EXPECT_EQ(to_string(*shipped->orders[0].shipments[0].shipped_at), "2026-09-05T09:00:00Z");
  EXPECT_THAT(shipped->notices, ElementsAre(HasSubstr("lists no packages")));
  EXPECT_EQ(shipped->orders[0].dispatch_from->city, "Hamburg");
  EXPECT_THAT(one_order(with(json, "\"SHIPPED\"", "\"UNSHIPPED\"")).shipments, IsEmpty());
  EXPECT_THAT(one_order(with(json, "\"SHIPPED\"", "\"PARTIALLY_SHIPPED\"")).shipments, IsEmpty());
  EXPECT_FALSE(one_order(with(json, "\"MERCHANT\"", "\"AMAZON\"")).dispatch_from);
}

TEST(AmazonStates, DeliveredIsTheLastChangeWhenThatIsLaterThanTheShipping) {
  const std::string json = answer("IN_TRANSIT", "DELIVERED");
  EXPECT_EQ(to_string(*one_order(json).shipments[0].delivered_at), "2026-09-05T09:00:00Z");
  EXPECT_FALSE(one_order(with(json, "2026-09-05T09:00:00Z", "2026-09-02T09:00:00Z"))
                   .shipments[0]
                   .delivered_at);
}

TEST(AmazonStates, PackagesThatCameBackAreEvents) {
  const auto imported = import_in(answer("IN_TRANSIT", "UNDELIVERABLE"));
  ASSERT_TRUE(imported);
  ASSERT_EQ(imported->events.size(), 1U);
  EXPECT_EQ(imported->events[0].type, EventType::kReturned);
  EXPECT_EQ(imported->events[0].shipment.to_string(), "P-1-a");
  EXPECT_THAT(one_order(answer("IN_TRANSIT", "CANCELLED")).shipments, IsEmpty());
}

TEST(AmazonBuyers, BusinessesAndTheirRegistrations) {
  const Order order =
      one_order(answer("\"programs\": [\"PRIME\"]", R"("programs": ["AMAZON_BUSINESS",
      "INVOICE_BY_AMAZON"], "tax": {"taxRegistrations": [
      {"entityType": "MERCHANT", "taxRegistrationType": "VAT", "taxRegistrationNumber": "DE1"},
      {"entityType": "BUYER", "taxRegistrationType": "VAT", "taxRegistrationNumber": "DE111111125",
       "legalName": "Beispiel OHG", "taxRegistrationAddress": {"companyName": "Beispiel OHG",
       "addressLine1": "Ring 4", "countryCode": "DE"}}]})"));
  EXPECT_TRUE(order.buyer.is_business);
  EXPECT_EQ(order.buyer.vat_id, "DE111111125");
  EXPECT_EQ(order.buyer.company, "Beispiel OHG");
  EXPECT_THAT(order.buyer.billing_address->lines, ElementsAre("Ring 4"));
  EXPECT_EQ(order.marketplace_issues_invoice, true);
}

TEST(AmazonBuyers, PersonalDataMayBeMissingButNotTheCountry) {
  const Order order = one_order(with(
      answer(R"("buyer": {"buyerName": "Ümit Örnek", "buyerEmail": "2b@marketplace-de.example"},)",
             ""),
      R"("name": "Ümit Örnek", "companyName": "", "addressLine1": "Ufer 19",)", ""));
  EXPECT_EQ(order.buyer.name, "");
  EXPECT_EQ(order.deliver_to.city, "Frankfurt");
  EXPECT_THAT(codes_and_paths(import_in(answer("\"countryCode\": \"DE\"}},", "\"x\": 1}},"))),
              ElementsAre("IMPORT-004 in order.recipient.deliveryAddress.countryCode"));
}

TEST(AmazonFaults, NameTheMemberAndTheWayOut) {
  const auto without_recipient = import_in(answer("\"recipient\"", "\"x\""));
  EXPECT_THAT(codes_and_paths(without_recipient),
              ElementsAre("IMPORT-004 in order.recipient.deliveryAddress"));
  EXPECT_THAT(without_recipient.faults()[0].hint, HasSubstr("includedData=RECIPIENT"));
  EXPECT_THAT(codes_and_paths(import_in(answer("\"proceeds\"", "\"x\""))),
              ElementsAre("IMPORT-004 in order.proceeds"));
  EXPECT_THAT(
      codes_and_paths(import_in(answer("\"quantityOrdered\": 2", "\"quantityOrdered\": -2"))),
      ElementsAre("IMPORT-005 in order.orderItems[0].quantityOrdered"));
  EXPECT_THAT(codes_and_paths(import_in(answer("\"quantity\": 2", "\"quantity\": 3"))),
              ElementsAre("IMPORT-006 in order.shipments[0].lines[0].quantity"));
  EXPECT_THAT(codes_and_paths(import_in(answer("Schirm", "Schirm\\nBcc: x"))),
              ElementsAre("TEXT-002 in order.orderItems[0].product.title"));
  EXPECT_THAT(codes_and_paths(import_in(answer("\"2026-09-01T06:02:40Z\"", "\"soon\""))),
              ElementsAre("DATE-002 in order.createdTime"));
  EXPECT_THAT(codes_and_paths(import_in(answer("\"SHIPPED\"", "\"LOST\""))),
              ElementsAre("IMPORT-005 in order.fulfillment.fulfillmentStatus"));
  EXPECT_THAT(codes_and_paths(import_in(answer("\"orderItems\": [{", "\"orderItems\": [7, {"))),
              ElementsAre("IMPORT-005 in order.orderItems[0]"));
}

}  // namespace
}  // namespace enclosure::app
