#include "app/import/amazon_vidr.h"

#include <map>

#include "app/import/vidr_columns.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Row = std::map<std::string, std::string>;

/// A row of one mug from Dortmund to Berlin, with `changes`.
Row row(const Row& changes = {}) {
  Row result{{"marketplace-id", "A1PA6795UKMFR9"},
             {"order-id", "302-1111111-2222222"},
             {"order-item-id", "111"},
             {"shipping-id", "Dabc"},
             {"transaction-id", "900"},
             {"transaction-type", "SHIPMENT"},
             {"is-amazon-invoiced", "false"},
             {"order-date", "2026-09-01T10:00:00+02:00"},
             {"shipment-date", "2026-09-02T10:11:12+02:00"},
             {"asin", "B0LFMUG001"},
             {"sku", "LF-MUG"},
             {"product-name", "Becher"},
             {"quantity-purchased", "2"},
             {"currency", "EUR"},
             {"item-vat-incl-amount", "49.98"},
             {"item-vat-amount", "7.98"},
             {"item-vat-excl-amount", "42.00"},
             {"item-vat-rate", "0.19"},
             {"is-business-order", "false"},
             {"fulfilled-by", "AFN"},
             {"recipient-name", "Erika Muster"},
             {"ship-address-1", "Musterweg 1"},
             {"ship-city", "Berlin"},
             {"ship-postal-code", "10115"},
             {"ship-country", "DE"},
             {"ship-from-country", "DE"},
             {"ship-from-city", "Dortmund"},
             {"ship-from-postal-code", "44145"},
             {"buyer-name", "Erika Muster"}};
  for (const auto& [column, value] : changes) result[column] = value;
  return result;
}

/// The report with the columns in Amazon's order.
std::string report(const std::vector<Row>& rows, std::string_view newline = "\r\n") {
  std::string text;
  for (const std::string_view column : kVidrColumns) {
    text += (text.empty() ? "" : "\t") + std::string(column);
  }
  text += newline;
  for (const Row& each : rows) {
    bool first = true;
    for (const std::string_view column : kVidrColumns) {
      const auto cell = each.find(std::string(column));
      text += (first ? "" : "\t") + (cell == each.end() ? "" : cell->second);
      first = false;
    }
    text += newline;
  }
  return text;
}

std::vector<std::string> faults_of(const std::vector<Row>& rows) {
  return codes_and_paths(import_in(report(rows)));
}

TEST(Vidr, ReadsOneRowAsOneOrder) {
  const Order order = one_order(report({row()}));
  EXPECT_EQ(order.id.to_string(), "302-1111111-2222222");
  EXPECT_EQ(order.channel, Channel::kAmazon);
  EXPECT_EQ(order.fulfilment, Fulfilment::kFba);
  EXPECT_EQ(order.currency.to_string(), "EUR");
  EXPECT_EQ(to_string(*order.ordered_at), "2026-09-01T08:00:00Z");
  EXPECT_EQ(order.deliver_to.city, "Berlin");
  EXPECT_EQ(order.buyer.name, "Erika Muster");
  EXPECT_EQ(order.buyer.language->to_string(), "de-DE");
  EXPECT_FALSE(order.buyer.is_business);
  EXPECT_TRUE(order.marketplace_facilitates);
  EXPECT_FALSE(order.dispatch_from);
  ASSERT_EQ(order.lines.size(), 1U);
  EXPECT_EQ(order.lines[0].gross->to_string(), "49.98");
  EXPECT_EQ(order.lines[0].unit_price_gross.to_string(), "24.99");
  ASSERT_EQ(order.shipments.size(), 1U);
  EXPECT_EQ(order.shipments[0].id.to_string(), "Dabc");
  EXPECT_EQ(to_string(*order.shipments[0].shipped_at), "2026-09-02T08:11:12Z");
  EXPECT_EQ(order.shipments[0].dispatch_from->city, "Dortmund");
  EXPECT_EQ(order.shipments[0].lines[0].quantity, Decimal(2));
}

TEST(Vidr, ReadsColumnsInAnyOrderAndLeavesUnknownOnesOut) {
  std::string header;
  std::string cells;
  for (const auto& [column, value] : row({{"new-column", "x"}, {"Other Column", ""}})) {
    header = column + (header.empty() ? "" : "\t" + header);
    cells = value + (header == column ? "" : "\t" + cells);
  }
  const auto imported = import_in(header + "\n" + cells);
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders, import_in(report({row()}))->orders);
  EXPECT_THAT(
      imported->notices,
      ElementsAre("in: columns left out, because they are unknown: new-column, other column"));
}

TEST(Vidr, PromotionsLowerTheAmounts) {
  const Order order = one_order(report({row({{"item-promo-vat-incl-amount", "-5.00"},
                                             {"gift-wrap-vat-incl-amount", "3.49"},
                                             {"gift-promo-vat-incl-amount", "-0.49"},
                                             {"shipping-vat-incl-amount", "4.99"},
                                             {"shipping-promo-vat-incl-amount", "-4.99"}})}));
  EXPECT_EQ(order.lines[0].gross->to_string(), "49.98");
  EXPECT_EQ(order.lines[0].discount_gross.to_string(), "5.00");
  EXPECT_EQ(order.lines[0].gift_wrap_gross.to_string(), "3.00");
  EXPECT_EQ(order.lines[0].shipping_gross.to_string(), "0.00");
}

TEST(Vidr, RowsOfOneOrderAreGroupedByShipment) {
  const Order order = one_order(report({row(), row({{"order-item-id", "222"}}),
                                        row({{"order-item-id", "333"},
                                             {"shipping-id", "Dxyz"},
                                             {"ship-from-country", "PL"},
                                             {"shipment-date", "2026-09-03T00:00:00Z"}})}));
  ASSERT_EQ(order.lines.size(), 3U);
  ASSERT_EQ(order.shipments.size(), 2U);
  EXPECT_EQ(order.shipments[0].lines.size(), 2U);
  EXPECT_EQ(order.shipments[1].lines[0].line.to_string(), "333.Dxyz");
  EXPECT_EQ(order.shipments[1].dispatch_from->country.to_string(), "PL");
}

TEST(Vidr, OneItemInTwoShipmentsKeepsTheAmountsOfEach) {
  const Order order = one_order(report({row({{"quantity-purchased", "1"},
                                             {"item-vat-incl-amount", "24.99"},
                                             {"item-vat-amount", "3.99"},
                                             {"item-vat-excl-amount", "21.00"}}),
                                        row({{"shipping-id", "Dxyz"}})}));
  ASSERT_EQ(order.lines.size(), 2U);
  EXPECT_EQ(order.lines[0].id.to_string(), "111.Dabc");
  EXPECT_EQ(order.lines[0].gross->to_string(), "24.99");
  EXPECT_EQ(order.lines[1].id.to_string(), "111.Dxyz");
  EXPECT_EQ(order.lines[1].gross->to_string(), "49.98");
  EXPECT_EQ(order.shipments[1].lines[0].line.to_string(), "111.Dxyz");
}

TEST(Vidr, DaysAloneAndOtherWordsForFulfilment) {
  const Order order = one_order(report({row({{"order-date", "01-Sep-2026 UTC"},
                                             {"shipment-date", "2026-09-02"},
                                             {"fulfilled-by", "Merchant"},
                                             {"ship-from-country", ""}})}));
  EXPECT_FALSE(order.ordered_at);
  EXPECT_EQ(to_string(*order.order_date), "2026-09-01");
  EXPECT_EQ(to_string(*order.shipments[0].shipped_at), "2026-09-02T12:00:00Z");
  EXPECT_EQ(order.fulfilment, Fulfilment::kFbm);
  EXPECT_EQ(order.dispatch_from->city, "Hamburg") << "the seller's own store room";
}

TEST(Vidr, AmazonsWarehouseIsNeverGuessed) {
  const Order order = one_order(report({row({{"ship-from-country", ""}})}));
  EXPECT_FALSE(order.dispatch_from);
  EXPECT_FALSE(order.shipments[0].dispatch_from);
}

TEST(Vidr, BusinessBuyers) {
  const Order order = one_order(report({row({{"is-business-order", "true"},
                                             {"buyer-vat-number", "DE113298780"},
                                             {"buyer-company-name", "Beispiel GmbH"},
                                             {"purchase-order-number", "B-1"},
                                             {"is-amazon-invoiced", "true"},
                                             {"billing-name", "Beispiel GmbH"},
                                             {"bill-address-1", "Ring 4"},
                                             {"bill-country", "AT"}})}));
  EXPECT_TRUE(order.buyer.is_business);
  EXPECT_EQ(order.buyer.vat_id, "DE113298780");
  EXPECT_EQ(order.buyer.company, "Beispiel GmbH");
  EXPECT_EQ(order.buyer.reference, "B-1");
  EXPECT_EQ(order.buyer.billing_address->country.to_string(), "AT");
  EXPECT_EQ(order.buyer.vies, ViesAnswer::kNotAsked);
  EXPECT_EQ(order.marketplace_issues_invoice, true);
}

TEST(Vidr, APersonalNumberIsNoVatNumber) {
  const auto imported = import_in(report({row(
      {{"buyer-vat-number", "XXXYYY80A01H501U"}, {"buyer-tax-registration-type", "CitizenId"}})}));
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->orders[0].buyer.vat_id, "");
  EXPECT_FALSE(imported->orders[0].buyer.is_business);
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("in:2 buyer-vat-number")));
}

TEST(Vidr, RefundsAndReturnsBecomeEvents) {
  const std::string bytes = report({row(),
                                    row({{"transaction-type", "REFUND"},
                                         {"item-vat-incl-amount", "-49.98"},
                                         {"transaction-id", "901"}}),
                                    row({{"transaction-type", "Return"}, {"order-id", "X-1"}})});
  const auto imported = import_in(bytes);
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_EQ(imported->orders.size(), 1U);
  ASSERT_EQ(imported->events.size(), 2U);
  EXPECT_EQ(imported->events[0].type, EventType::kRefunded);
  EXPECT_EQ(imported->events[0].order.to_string(), "302-1111111-2222222");
  EXPECT_EQ(imported->events[1].type, EventType::kReturned);
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("in:3: a refund of order 302"),
                                             HasSubstr("in:4: a return of order X-1")));
  EXPECT_EQ(import_in(bytes)->events, imported->events) << "the same ids every time";
}

TEST(Vidr, AmazonsOwnVatIsComparedOnly) {
  const auto imported =
      import_in(report({row({{"item-vat-amount", "8.98"}, {"item-vat-excl-amount", "41.00"}})}));
  ASSERT_TRUE(imported) << described(imported.faults());
  EXPECT_THAT(imported->notices,
              ElementsAre(AllOf(HasSubstr("in:2 item-vat-amount"), HasSubstr("it would be 7.98"))));
  EXPECT_EQ(imported->orders[0].lines[0].rate_class, RateClass());
}

TEST(Vidr, LatinOneIsReadWithANotice) {
  const auto imported = import_in(report({row({{"ship-city", "M\xFCnchen"}})}));
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->orders[0].deliver_to.city, "München");
  EXPECT_THAT(imported->notices, ElementsAre(HasSubstr("Windows-1252")));
}

TEST(Vidr, LinesMayEndInLfAndTheLastInNothing) {
  std::string bytes = report({row()}, "\n");
  bytes.pop_back();
  EXPECT_EQ(one_order(bytes), one_order("\xEF\xBB\xBF" + report({row()}) + "\r\n\t\r\n"));
}

TEST(Vidr, ARepeatedRowCountsOnce) {
  const auto imported = import_in(report({row(), row()}));
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->orders[0].lines.size(), 1U);
  EXPECT_THAT(imported->notices, ElementsAre("in:3: repeats an earlier row, taken once"));
}

TEST(Vidr, AReportWithoutRowsIsEmpty) {
  const auto imported = import_in(report({}));
  ASSERT_TRUE(imported);
  EXPECT_TRUE(imported->orders.empty());
  EXPECT_THAT(imported->notices, ElementsAre("in: holds no rows"));
}

struct FaultCase {
  const char* name;
  Row changes;
  const char* fault;
};

void PrintTo(const FaultCase& wrong, std::ostream* out) {
  *out << wrong.name;
}

class VidrFaults : public testing::TestWithParam<FaultCase> {};

TEST_P(VidrFaults, NameTheRowAndTheColumn) {
  EXPECT_THAT(faults_of({row({{"order-id", "1"}}), row(GetParam().changes)}),
              ElementsAre(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Cells, VidrFaults,
    testing::Values(
        FaultCase{
            "Marketplace", {{"marketplace-id", "ATVPDKIKX0DER"}}, "IMPORT-005 in:3 marketplace-id"},
        FaultCase{"OrderId", {{"order-id", "../etc"}}, "ID-001 in:3 order-id"},
        FaultCase{"NoOrderId", {{"order-id", ""}}, "IMPORT-004 in:3 order-id"},
        FaultCase{"NoItem", {{"order-item-id", ""}}, "IMPORT-004 in:3 order-item-id"},
        FaultCase{"Type", {{"transaction-type", "GIFT"}}, "IMPORT-005 in:3 transaction-type"},
        FaultCase{"Currency", {{"currency", "EURO"}}, "CURRENCY-001 in:3 currency"},
        FaultCase{"Country", {{"ship-country", "ZZ"}}, "COUNTRY-001 in:3 ship-country"},
        FaultCase{"OrderDate", {{"order-date", "yesterday"}}, "DATE-002 in:3 order-date"},
        FaultCase{"ShipDate", {{"shipment-date", ""}}, "IMPORT-004 in:3 shipment-date"},
        FaultCase{"Quantity", {{"quantity-purchased", "0"}}, "IMPORT-005 in:3 quantity-purchased"},
        FaultCase{"NegativeQuantity",
                  {{"quantity-purchased", "-1"}},
                  "IMPORT-005 in:3 quantity-purchased"},
        FaultCase{"HugeQuantity",
                  {{"quantity-purchased", "1000001"}},
                  "IMPORT-005 in:3 quantity-purchased"},
        FaultCase{
            "NoNumber", {{"quantity-purchased", "two"}}, "DECIMAL-001 in:3 quantity-purchased"},
        FaultCase{
            "Amount", {{"item-vat-incl-amount", "49,98"}}, "DECIMAL-001 in:3 item-vat-incl-amount"},
        FaultCase{"HugeAmount",
                  {{"shipping-vat-incl-amount", "99999999999.00"}},
                  "IMPORT-005 in:3 shipping-vat-incl-amount"},
        FaultCase{"Places",
                  {{"shipping-vat-incl-amount", "1.001"}},
                  "MONEY-001 in:3 shipping-vat-incl-amount"},
        FaultCase{"Sum", {{"item-vat-amount", "7.00"}}, "IMPORT-006 in:3 item-vat-incl-amount"},
        FaultCase{"Negative",
                  {{"item-vat-incl-amount", "-49.98"}, {"item-vat-amount", ""}},
                  "IMPORT-005 in:3 item-vat-incl-amount"},
        FaultCase{"PromotionAboveZero",
                  {{"item-promo-vat-incl-amount", "5.00"}},
                  "IMPORT-005 in:3 item-promo-vat-incl-amount"},
        FaultCase{"PromotionAboveTheCharge",
                  {{"shipping-promo-vat-incl-amount", "-5.00"}},
                  "IMPORT-006 in:3 shipping-promo-vat-incl-amount"},
        FaultCase{"DiscountAboveTheLine",
                  {{"item-promo-vat-incl-amount", "-50.00"}},
                  "IMPORT-005 in:3 lines[0].discount_gross"},
        FaultCase{"Fulfilment", {{"fulfilled-by", "pigeon"}}, "IMPORT-005 in:3 fulfilled-by"},
        FaultCase{"Flag", {{"is-business-order", "perhaps"}}, "IMPORT-005 in:3 is-business-order"},
        FaultCase{
            "NameWithCr", {{"buyer-name", "Erika\rBcc: x@y.example"}}, "TEXT-002 in:3 buyer-name"},
        FaultCase{"BillingCountry", {{"bill-address-1", "Ring 4"}}, "IMPORT-004 in:3 bill-country"},
        FaultCase{
            "LongName", {{"product-name", std::string(3000, 'x')}}, "TEXT-003 in:3 product-name"}),
    [](const auto& wrong) { return wrong.param.name; });

TEST(Vidr, RowsThatContradictEachOther) {
  const auto second = [](const Row& changes) {
    Row changed = row({{"order-item-id", "222"}});
    for (const auto& [column, value] : changes) changed[column] = value;
    return faults_of({row(), changed});
  };
  EXPECT_THAT(second({}), testing::IsEmpty());
  EXPECT_THAT(second({{"marketplace-id", "A13V1IB3VIYZZH"}}),
              ElementsAre("IMPORT-007 in:3 marketplace-id"));
  EXPECT_THAT(second({{"fulfilled-by", "MFN"}}), ElementsAre("IMPORT-007 in:3 fulfilled-by"));
  EXPECT_THAT(second({{"order-date", "2026-09-01"}}), ElementsAre("IMPORT-007 in:3 order-date"));
  EXPECT_THAT(second({{"currency", "SEK"}}), ElementsAre("IMPORT-007 in:3 currency"));
  EXPECT_THAT(second({{"ship-city", "Bonn"}}), ElementsAre("IMPORT-007 in:3 ship-address-1"));
  EXPECT_THAT(second({{"buyer-vat-number", "X"}}), ElementsAre("IMPORT-007 in:3 buyer-vat-number"));
  EXPECT_THAT(second({{"bill-country", "AT"}}), ElementsAre("IMPORT-007 in:3 bill-address-1"));
  EXPECT_THAT(second({{"buyer-name", "Max"}}), ElementsAre("IMPORT-007 in:3 buyer-name"));
  EXPECT_THAT(second({{"is-amazon-invoiced", "true"}}),
              ElementsAre("IMPORT-007 in:3 is-amazon-invoiced"));
  EXPECT_THAT(second({{"shipment-date", "2026-09-03"}}),
              ElementsAre("IMPORT-007 in:3 shipment-date"));
  EXPECT_THAT(second({{"ship-from-city", "Bonn"}}),
              ElementsAre("IMPORT-007 in:3 ship-from-country"));
  EXPECT_THAT(second({{"order-item-id", "111"}, {"quantity-purchased", "1"}}),
              ElementsAre("IMPORT-007 in:3 order-item-id"));
}

TEST(Vidr, RaggedRowsAndAllOtherFaultsAtOnce) {
  std::string bytes =
      report({row(), row({{"order-id", "2"}, {"currency", "XXY"}, {"ship-country", "?"}})});
  bytes += "A1PA6795UKMFR9\t302\n";
  bytes += with(report({row({{"order-id", "4"}})}), "\r\n", "\tsurplus\r\n")
               .substr(report({}).size() + 8);
  const auto imported = import_in(bytes);
  EXPECT_THAT(codes_and_paths(imported),
              ElementsAre("CURRENCY-001 in:3 currency", "COUNTRY-001 in:3 ship-country",
                          "IMPORT-003 in:4", "IMPORT-003 in:5"));
  EXPECT_EQ(imported.faults()[2].message, "the row has 2 cells, the header 90");
  EXPECT_EQ(imported.faults()[3].message, "the row has 91 cells, the header 90");
}

TEST(Vidr, MissingAndDoubleColumnsAreNamed) {
  const std::string bytes = report({row()});
  EXPECT_THAT(
      codes_and_paths(import_in(with(with(bytes, "shipping-id", "x"), "ship-country", "y"))),
      ElementsAre("IMPORT-004 in:1 shipping-id", "IMPORT-004 in:1 ship-country"));
  EXPECT_THAT(codes_and_paths(import_in(with(bytes, "buyer-name", "currency"))),
              ElementsAre("IMPORT-003 in:1 currency"));
}

TEST(Vidr, AThousandFaultyRowsAreAHundredFaultsAndACount) {
  const std::vector<Row> rows(1000, row({{"currency", "XXY"}}));
  const auto imported = import_in(report(rows));
  EXPECT_EQ(imported.faults().size(), 101U);
  EXPECT_EQ(imported.faults().back().message, "and 900 more");
}

TEST(Vidr, IsRecognisedByItsColumnsOnly) {
  EXPECT_TRUE(looks_like_vidr(report({})));
  EXPECT_FALSE(looks_like_vidr("order-id\torder-item-id\tpurchase-date\tbuyer-email\tsku"));
  EXPECT_FALSE(looks_like_vidr("Dear reader, here are my orders"));
}

}  // namespace
}  // namespace enclosure::app
