// Orders that come back after they were invoiced: what is news is taken, what was billed stays.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/correct.h"
#include "app/flow/credit.h"
#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/flow/why.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

using Kind = IssueOutcome::Kind;
using testing::ElementsAre;
using testing::Field;

const Instant kNow = *parse_instant("2026-09-30T08:00:00Z");
const OrderId kOrder = *OrderId::parse("A-1");

constexpr const char* kOneParcel =
    R"("shipments": [{"id": "S1", "shipped_at": "2026-09-03T10:00:00Z"}])";
constexpr const char* kTwoParcels =
    R"("shipments": [{"id": "S1", "shipped_at": "2026-09-03T10:00:00Z", "lines": ["1"]},
                     {"id": "S2", "lines": [{"line": "2", "quantity": "3"}]}])";
constexpr const char* kPaidBefore = R"("supply_date": "2026-09-02")";

class ImportAgain : public ShopWorld {
 protected:
  /// Two lines, shipping for both; `more` members of the order.
  static std::string order(const std::string& more, const std::string& price = "10.01",
                           const std::string& id = "A-1") {
    return R"({"id": ")" + id + R"(", "currency": "EUR", )" + more +
           R"(, "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
      "deliver_to": {"name": "Eva Muster", "lines": ["Gasse 1"], "postcode": "80331", "city": "Ort", "country": "DE"},
      "buyer": {"name": "Eva Muster", "type": "consumer", "email": "eva@muster.example"},
      "order_shipping_gross": "4.99", "lines": [
        {"id": "1", "description": "Becher", "quantity": "1", "unit_price_gross": ")" +
           price + R"("},
        {"id": "2", "description": "Teller", "quantity": "3", "unit_price_gross": "3.33"}]})";
  }

  Result<ImportReport> import(const std::string& text) {
    return import_file("o.json", text, std::nullopt, shop_, store_, kNow);
  }

  void taken(const std::string& text) { take_in(text, kNow); }

  std::vector<IssueOutcome> issue() { return issue_order(kOrder, shop_, store_, kNow); }

  InvoiceNumber invoiced(const std::string& text) {
    taken(text);
    const auto outcomes = issue();
    EXPECT_THAT(outcomes, ElementsAre(Field(&IssueOutcome::kind, Kind::kIssued)));
    return outcomes.front().number;
  }

  void ship_by_event() {
    taken(R"({"id": "e1", "order": "A-1", "type": "shipped", "at": "2026-09-02T10:00:00Z"})");
  }

  /// Nothing is issued once more, and everyone who is asked says that the invoice is out.
  void expect_one_invoice() {
    EXPECT_THAT(issue(), ElementsAre(Field(&IssueOutcome::kind, Kind::kIssuedBefore)));
    store_.read([&](StoreTransaction& tx) {
      EXPECT_EQ(tx.invoices_of(kOrder).size(), 1U);
      EXPECT_THAT(tx.orders_to_issue(), testing::IsEmpty());
      const auto why = why_of(kOrder, shop_, tx, kNow);
      ASSERT_TRUE(why);
      EXPECT_EQ(why->state, "issued");
      EXPECT_EQ(why->parts.size(), 1U);
    });
  }

  Order stored() {
    return store_.read<Order>([](StoreTransaction& tx) { return tx.order(kOrder)->order; });
  }
};

std::string delivered(const char* id, const char* at) {
  return std::string(R"({"id": ")") + id + R"(", "order": "A-1", "type": "delivered", "at": ")" +
         at + R"("})";
}

TEST_F(ImportAgain, ADeliveryBeforeTheShippingIsRefused) {
  taken(order(kOneParcel));
  const auto report = import(delivered("e1", "2026-09-01T10:00:00Z"));
  ASSERT_FALSE(report);
  EXPECT_THAT(report.faults(), ElementsAre(Field(&Fault::code, "EVENT-007")));
  EXPECT_THAT(report.faults().front().message, testing::HasSubstr("2026-09-03T10:00:00Z"));
  taken(delivered("e1", "2026-09-04T10:00:00Z"));
}

TEST_F(ImportAgain, AnEventBeforeTheOrderIsRefused) {
  taken(order(R"("ordered_at": "2026-09-01T10:00:00Z")"));
  EXPECT_THAT(import(delivered("e1", "1999-09-01T10:00:00Z")).faults(),
              ElementsAre(Field(&Fault::code, "EVENT-007")));
}

TEST_F(ImportAgain, ADeliveryThatALaterShippingDeniesIsToldAndTheFileTaken) {
  taken(order(R"("channel": "shop")"));
  taken(delivered("e1", "2026-09-01T10:00:00Z"));
  const auto report = import(order(kOneParcel));
  ASSERT_TRUE(report);
  EXPECT_THAT(report->notices, ElementsAre(testing::HasSubstr("does not count")));
  EXPECT_EQ(import(order(kOneParcel))->notices.size(), 0U);
  EXPECT_EQ(import(delivered("e1", "2026-09-01T10:00:00Z"))->new_events, 0U);
}

TEST_F(ImportAgain, AShipmentThatIsNamedAfterTheInvoiceIsNews) {
  invoiced(order(kPaidBefore));
  taken(order(kOneParcel));
  EXPECT_EQ(stored().shipments.at(0).id.to_string(), "S1");
  expect_one_invoice();
}

TEST_F(ImportAgain, SoItIsWhenAnEventToldTheShipping) {
  taken(order(R"("channel": "shop")"));
  ship_by_event();
  EXPECT_THAT(issue(), ElementsAre(Field(&IssueOutcome::kind, Kind::kIssued)));
  taken(order(kOneParcel));
  expect_one_invoice();
}

TEST_F(ImportAgain, SeveralParcelsCarryWhatOneInvoiceBilled) {
  invoiced(order(kPaidBefore));
  taken(order(kTwoParcels));
  EXPECT_EQ(stored().shipments.size(), 2U);
  expect_one_invoice();
}

TEST_F(ImportAgain, AParcelThatHasNotLeftTakesNothingBack) {
  invoiced(order(kPaidBefore));
  taken(order(R"("shipments": [{"id": "S1"}])"));
  expect_one_invoice();
}

TEST_F(ImportAgain, OtherAmountsAreRefusedAndTheFileStaysOut) {
  invoiced(order(kPaidBefore));
  const auto report =
      import("[" + order(kOneParcel, "10.02") + "," + order(kOneParcel, "10.01", "A-2") + "]");
  ASSERT_FALSE(report);
  EXPECT_THAT(report.faults(), ElementsAre(Field(&Fault::code, "IMPORT-011")));
  EXPECT_TRUE(stored().shipments.empty());
  store_.read([](StoreTransaction& tx) { EXPECT_EQ(tx.order_ids().size(), 1U); });
}

TEST_F(ImportAgain, MoreShippedThanWasBilledIsRefused) {
  invoiced(order(kPaidBefore));
  const auto report =
      import(order(R"("shipments": [{"id": "S1", "lines": [{"line": "2", "quantity": "4"}]}])"));
  ASSERT_FALSE(report);
}

TEST_F(ImportAgain, AnInvoiceThatWasCorrectedInPartDoesNotKeepNewsOut) {
  const InvoiceNumber number = invoiced(order(kOneParcel));
  CreditCommand credit;
  credit.order = kOrder;
  credit.what = invoice::CreditRequest::What::kLines;
  credit.lines = {{"2", Decimal(1)}};
  ASSERT_TRUE(issue_credit_note(credit, shop_, store_, kNow));
  CorrectCommand correct;
  correct.number = number;
  correct.buyer.name = "Eva Beispiel";
  ASSERT_TRUE(correct_invoice(correct, shop_, store_, kNow));
  taken(order(R"("shipments": [{"id": "S1", "shipped_at": "2026-09-03T10:00:00Z",
                                "delivered_at": "2026-09-05T10:00:00Z"}])"));
  EXPECT_TRUE(stored().shipments.at(0).delivered_at);
}

/// A report of Amazon with one row: an item in a shipment of that day.
std::string report_of(const std::string& item, const std::string& shipment,
                      const std::string& day) {
  return "marketplace-id\torder-id\torder-item-id\tshipping-id\ttransaction-type\torder-date\t"
         "shipment-date\tproduct-name\tcurrency\tfulfilled-by\tquantity-purchased\t"
         "item-vat-incl-amount\tis-amazon-invoiced\tship-from-country\tship-from-postal-code\t"
         "ship-from-city\tbuyer-name\trecipient-name\tship-address-1\tship-postal-code\tship-city\t"
         "ship-country\n"
         "A1PA6795UKMFR9\tA-1\t" +
         item + "\t" + shipment + "\tSHIPMENT\t2026-09-01\t" + day +
         "\tBecher\tEUR\tAFN\t1\t5.00\tfalse\tDE\t20457\tHamburg\tEva Muster\tEva Muster\tGasse 1\t"
         "80331\tOrt\tDE\n";
}

TEST_F(ImportAgain, TheNextReportBringsTheRestOfAnOrder) {
  invoiced(report_of("1", "DA", "2026-09-07"));
  taken(report_of("2", "DB", "2026-09-08"));
  EXPECT_EQ(stored().shipments.size(), 2U);
  EXPECT_THAT(issue(), ElementsAre(Field(&IssueOutcome::kind, Kind::kIssuedBefore),
                                   Field(&IssueOutcome::kind, Kind::kIssued)));
  taken(report_of("1", "DA", "2026-09-07"));
  EXPECT_EQ(stored().shipments.size(), 2U);
}

}  // namespace
}  // namespace enclosure::app
