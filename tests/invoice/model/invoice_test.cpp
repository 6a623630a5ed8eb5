#include "invoice/model/invoice.h"

#include <algorithm>
#include <functional>

#include "tests/invoice/model/world.h"

namespace enclosure::invoice {
namespace {

std::string rules_broken_by(InvoiceContent content) {
  const auto invoice = Invoice::from(std::move(content));
  std::string rules;
  if (invoice) return rules;
  for (const Fault& fault : invoice.faults()) rules += (rules.empty() ? "" : " ") + fault.code;
  return rules;
}

TEST(Invoice, ASoundOneIsFrozen) {
  const auto invoice = Invoice::from(sound_content());
  ASSERT_TRUE(invoice);
  EXPECT_EQ((*invoice)->number.to_string(), "R-2026-000001");
  EXPECT_EQ(**invoice, sound_content());
  const Invoice copy = *invoice;
  EXPECT_EQ(copy, *invoice);
}

TEST(Invoice, AnExemptOneIsSoundToo) {
  EXPECT_EQ(rules_broken_by(exempt_content()), "");
}

struct Case {
  std::string name;
  std::function<void(InvoiceContent&)> change;
  std::string rules;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}
std::string name_of(const testing::TestParamInfo<Case>& param) {
  return param.param.name;
}

class TaxedInvoice : public testing::TestWithParam<Case> {};
class ExemptInvoice : public testing::TestWithParam<Case> {};

TEST_P(TaxedInvoice, NamesTheRulesItBreaks) {
  InvoiceContent content = sound_content();
  GetParam().change(content);
  EXPECT_EQ(rules_broken_by(content), GetParam().rules);
}
TEST_P(ExemptInvoice, NamesTheRulesItBreaks) {
  InvoiceContent content = exempt_content();
  GetParam().change(content);
  EXPECT_EQ(rules_broken_by(content), GetParam().rules);
}

using Content = InvoiceContent;

INSTANTIATE_TEST_SUITE_P(
    Particulars, TaxedInvoice,
    testing::Values(
        Case{"NoNumber", [](Content& c) { c.number = InvoiceNumber(); }, "BR-02"},
        Case{"NoDate", [](Content& c) { c.issue_date = Date(); }, "BR-03"},
        Case{"NoSeller", [](Content& c) { c.seller.name.clear(); }, "BR-06"},
        Case{"NoBuyer", [](Content& c) { c.buyer.name.clear(); }, "BR-07"},
        Case{"NoSellerSeen", [](Content& c) { c.seller.name = "\u200B\u200D"; }, "BR-06"},
        Case{"NoBuyerSeen", [](Content& c) { c.buyer.name = "\u00A0"; }, "BR-07"},
        Case{"NoGoodsSeen", [](Content& c) { c.lines[0].description = "\u00A0"; }, "BR-25"},
        Case{"NoStreet", [](Content& c) { c.buyer.address.lines.clear(); }, "ART-226"},
        Case{"NoCity", [](Content& c) { c.seller.address.city.clear(); }, "ART-226"},
        Case{"SimplifiedNeedsNoBuyer",
             [](Content& c) {
               c.simplified = true;
               c.buyer = InvoiceBuyer();
             },
             ""},
        Case{"CreditNoteOfNothing", [](Content& c) { c.type_code = TypeCode::kCreditNote; },
             "ART-219"},
        Case{"InvoiceThatCorrects",
             [](Content& c) {
               c.preceding = {{*InvoiceNumber::parse("R-1"), day("2026-03-01")}};
             },
             "ART-219"},
        Case{"CorrectionOfItself",
             [](Content& c) {
               c.type_code = TypeCode::kCorrectedInvoice;
               c.preceding = {{c.number, c.issue_date}};
             },
             "ART-219"},
        Case{"NoGoodsNamed", [](Content& c) { c.lines[0].description.clear(); }, "BR-25"},
        Case{"SameLineId", [](Content& c) { c.lines[1].id = "1"; }, "BR-21"},
        Case{"NoQuantity", [](Content& c) { c.lines[0].quantity = Decimal(); }, "BR-22"},
        Case{"NegativePrice", [](Content& c) { c.lines[0].unit_price_net = decimal("-1"); },
             "BR-27"},
        Case{"NegativeDiscount", [](Content& c) { c.lines[0].discount_net = euro("-1.00"); },
             "BR-27"},
        Case{"NoNumberOfSeller", [](Content& c) { c.seller_vat_id.clear(); }, "BR-S-02"},
        Case{"TaxNumberWillDo",
             [](Content& c) {
               c.seller_vat_id.clear();
               c.seller.tax_number = "22/815/08155";
             },
             ""}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Sums, TaxedInvoice,
    testing::Values(
        Case{"NoLine",
             [](Content& c) {
               c.lines.clear();
               c.breakdown.clear();
               c.totals = {euro("0.00"), euro("0.00"), euro("0.00"), euro("0.00"),
                           euro("0.00"), euro("0.00"), euro("0.00")};
             },
             "BR-16 BR-CO-18"},
        Case{"LineNetTotal",
             [](Content& c) {
               c.totals.line_net_total = euro("100.01");
               c.totals.total_without_vat = euro("100.01");
               c.totals.total_with_vat = euro("119.01");
               c.totals.paid = euro("119.01");
             },
             "BR-CO-10"},
        Case{"TotalWithoutVat",
             [](Content& c) {
               c.totals.total_without_vat = euro("99.00");
               c.totals.total_with_vat = euro("118.00");
               c.totals.paid = euro("118.00");
             },
             "BR-CO-13"},
        Case{"VatTotal",
             [](Content& c) {
               c.totals.vat_total = euro("18.99");
               c.totals.total_with_vat = euro("118.99");
               c.totals.paid = euro("118.99");
             },
             "BR-CO-14"},
        Case{"TotalWithVat",
             [](Content& c) {
               c.totals.total_with_vat = euro("120.00");
               c.totals.paid = euro("120.00");
             },
             "BR-CO-15"},
        Case{"AmountDue", [](Content& c) { c.totals.amount_due = euro("1.00"); }, "BR-CO-16"},
        Case{"RoundingThatIsNotTheDifference", [](Content& c) { c.totals.rounding = euro("0.01"); },
             "BR-CO-16 BR-CO-16"},
        Case{"StrictPicture",  // 9.99: net 8.39, its VAT 1.59, a cent of rounding
             [](Content& c) {
               c.lines = {invoice_line("1", "8.39", "9.99")};
               c.breakdown = {
                   {VatCategory::kS, decimal("19"), euro("8.39"), euro("1.59"), euro("9.98"), ""}};
               c.totals = {euro("8.39"), euro("8.39"), euro("1.59"), euro("9.98"),
                           euro("9.99"), euro("0.00"), euro("0.00"), euro("0.01")};
             },
             ""},
        Case{"VoucherCountsAsPaid",
             [](Content& c) {
               c.totals.paid = euro("115.00");
               c.totals.paid_by_marketplace = euro("4.00");
             },
             ""},
        Case{"LineOfNoGroup", [](Content& c) { c.lines[0].vat_rate = decimal("7"); },
             "BR-CO-18 BR-S-08 BR-S-08"},
        Case{"GroupTwice", [](Content& c) { c.breakdown.push_back(c.breakdown[0]); },
             "BR-S-08 BR-S-08 BR-S-08 BR-CO-14"},
        Case{"VatOfTheGroup",
             [](Content& c) {
               c.breakdown[0].vat = euro("18.99");
               c.breakdown[0].taxable = euro("100.01");
             },
             "BR-S-08 BR-S-09 BR-CO-14"},
        Case{"RateZero",
             [](Content& c) {
               for (InvoiceLine& line : c.lines) line.vat_rate = Percent();
               c.breakdown[0].rate = Percent();
             },
             "BR-S-05 BR-S-09"},
        Case{"ReasonForNothing", [](Content& c) { c.breakdown[0].exemption_code = "VATEX-EU-G"; },
             "BR-S-10"},
        Case{"OtherCurrencyWithinALine",
             [](Content& c) { c.lines[0].net = Money(5882, currency("SEK")); }, "INVOICE-002"},
        Case{"VatInTheSameCurrency",
             [](Content& c) {
               c.vat_in_currency = VatInCurrency{Currency(), Decimal(1), euro("19.00")};
             },
             "BR-53"},
        Case{"VatAtNoRate",
             [](Content& c) {
               c.vat_in_currency =
                   VatInCurrency{currency("CZK"), Decimal(), Money(46200, currency("CZK"))};
             },
             "BR-53"},
        Case{"OutOfRange",
             [](Content& c) {
               const Money most(999'999'999'999'999'999, Currency());
               c.lines[0].net = c.lines[1].net = most;
             },
             "INVOICE-003"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Reasons, ExemptInvoice,
    testing::Values(Case{"NoReason",
                         [](Content& c) {
                           c.mentions.clear();
                           c.breakdown[0].exemption_code.clear();
                         },
                         "BR-IC-10"},
                    Case{"OneStopShopIsNoReason",
                         [](Content& c) {
                           c.mentions = {{"oss_notice", "…"}, {"currency_note", "…"}};
                           c.breakdown[0].exemption_code.clear();
                         },
                         "BR-IC-10"},
                    Case{"MentionIsEnough",
                         [](Content& c) { c.breakdown[0].exemption_code.clear(); }, ""},
                    Case{"NoBuyerNumber", [](Content& c) { c.buyer.vat_id.clear(); }, "BR-IC-02"},
                    Case{"NoSellerNumber", [](Content& c) { c.seller_vat_id.clear(); }, "BR-IC-02"},
                    Case{"NoDayOfSupply", [](Content& c) { c.supply_date.reset(); }, "BR-IC-11"},
                    Case{"WithARate",
                         [](Content& c) {
                           for (InvoiceLine& line : c.lines) line.vat_rate = decimal("19");
                           c.breakdown[0].rate = decimal("19");
                         },
                         "BR-IC-05"},
                    Case{"ExportWithoutSellerNumber",
                         [](Content& c) {
                           for (InvoiceLine& line : c.lines) line.vat_category = VatCategory::kG;
                           c.breakdown[0].category = VatCategory::kG;
                           c.seller_vat_id.clear();
                         },
                         "BR-G-02"},
                    Case{"OutsideTheScopeWithNumbers",
                         [](Content& c) {
                           for (InvoiceLine& line : c.lines) line.vat_category = VatCategory::kO;
                           c.breakdown[0].category = VatCategory::kO;
                         },
                         "BR-O-02"},
                    Case{"OutsideTheScopeBesideAnother",
                         [](Content& c) {
                           c.lines[0].vat_category = VatCategory::kO;
                           c.breakdown = {{VatCategory::kO, Percent(), euro("70.00"), euro("0.00"),
                                           euro("70.00"), "VATEX-EU-O"},
                                          {VatCategory::kK, Percent(), euro("49.00"), euro("0.00"),
                                           euro("49.00"), "VATEX-EU-IC"}};
                         },
                         "BR-O-11 BR-O-02"}),
    name_of);

TEST(Invoice, CollectsFaultsWithTheirPlaces) {
  InvoiceContent content = sound_content();
  content.buyer.name.clear();
  content.lines[1].quantity = Decimal();
  const auto invoice = Invoice::from(content);
  ASSERT_FALSE(invoice);
  ASSERT_EQ(invoice.faults().size(), 2U);
  EXPECT_EQ(invoice.faults()[0].path, "buyer.name");
  EXPECT_EQ(invoice.faults()[1].path, "lines[1].quantity");
}

TEST(VatCategory, IsReadAndWritten) {
  for (const std::string_view code : {"S", "Z", "E", "AE", "K", "G", "O", "L", "M"}) {
    const auto category = parse_vat_category(code);
    ASSERT_TRUE(category);
    EXPECT_EQ(to_string(*category), code);
  }
  EXPECT_EQ(parse_vat_category("X").faults().front().code, "INVOICE-001");
  EXPECT_EQ(parse_vat_category("").faults().front().code, "INVOICE-001");
}

}  // namespace
}  // namespace enclosure::invoice
