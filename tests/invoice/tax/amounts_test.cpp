#include "invoice/tax/amounts.h"

#include <functional>

#include "invoice/model/vat.h"
#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

/// Every line of `order` taxed with `percent`.
TaxDecision taxed(const Order& order, std::string_view percent) {
  TaxDecision decision;
  for (const OrderLine& line : order.lines) {
    decision.lines.push_back({line.id, VatCategory::kS, decimal(percent), ""});
  }
  return decision;
}

TEST(Amounts, RoundingVectors) {
  const nlohmann::json file = test_data("amounts.json");
  for (const auto& one : file.at("rounding")) {
    SCOPED_TRACE(one.dump());
    const Order order =
        invoice::order(address("DE"), {line("1", "1", one["gross"].get<std::string>())});
    const auto amounts = compute_amounts(order, taxed(order, one["rate"].get<std::string>()));
    ASSERT_TRUE(amounts);
    EXPECT_EQ(amounts->totals.vat_total.to_string(), one["vat"]);
    EXPECT_EQ(amounts->totals.total_without_vat.to_string(), one["net"]);
    EXPECT_EQ(amounts->br_co_17_exact, one["br_co_17_exact"]);
    EXPECT_EQ(amounts->alt_strict.net.to_string(), one["alt_strict"]["net"]);
    EXPECT_EQ(amounts->alt_strict.vat.to_string(), one["alt_strict"]["vat"]);
    EXPECT_EQ(amounts->alt_strict.rounding.to_string(), one["alt_strict"]["rounding_bt114"]);
  }
}

TEST(Amounts, ApportionVectors) {
  const nlohmann::json file = test_data("amounts.json");
  for (const auto& one : file.at("apportion")) {
    SCOPED_TRACE(one.dump());
    std::vector<std::int64_t> weights;
    for (const auto& weight : one["weights"]) {
      weights.push_back(euro(weight.get<std::string>()).minor_units());
    }
    std::vector<std::string> shares;
    for (const Money share : apportion(euro(one["total"].get<std::string>()), weights)) {
      shares.push_back(share.to_string());
    }
    EXPECT_EQ(shares, one["shares"].get<std::vector<std::string>>());
  }
}

TEST(Amounts, ShippingAndWrappingAreLinesOfTheirOwn) {
  Order order = invoice::order(address("DE"), {line("a", "2", "10.00"), line("b", "1", "5.00")});
  order.lines[0].shipping_gross = euro("1.00");
  order.lines[0].gift_wrap_gross = euro("2.50");
  order.order_shipping_gross = euro("5.00");
  const auto amounts = compute_amounts(order, taxed(order, "19"));
  ASSERT_TRUE(amounts);
  std::vector<std::string> lines;
  const auto shown = document_lines(order, *amounts);
  ASSERT_TRUE(shown);
  for (const InvoiceLine& line : *shown) {
    lines.push_back(line.id + " " + line.order_line.to_string() + " " +
                    std::string(to_string(line.kind)) + " " + line.gross.to_string());
  }
  EXPECT_EQ(lines,
            (std::vector<std::string>{"1 a item 20.00", "2 a shipping 5.00", "3 a gift_wrap 2.50",
                                      "4 b item 5.00", "5 b shipping 1.00"}));
}

TEST(Amounts, UnitPriceLeavesDiscountAndVatOut) {
  Order order = invoice::order(address("DE"), {line("1", "3", "19.99")});
  order.lines[0].discount_gross = euro("5.00");
  const auto amounts = compute_amounts(order, taxed(order, "19"));
  ASSERT_TRUE(amounts);
  const auto lines = document_lines(order, *amounts);
  ASSERT_TRUE(lines);
  const InvoiceLine& line = lines->front();
  EXPECT_EQ(line.gross.to_string(), "54.97");
  EXPECT_EQ(line.net.to_string(), "46.19");
  EXPECT_EQ(line.discount_net.to_string(), "4.20");
  EXPECT_EQ(line.unit_price_net.to_string(), "16.797");  // 3 x 16.797 = 50.391 -> 50.39
  EXPECT_EQ(round(line.quantity * line.unit_price_net, 2, Rounding::kHalfUp) -
                line.discount_net.to_decimal(),
            line.net.to_decimal());
}

TEST(Amounts, TheStatedLineAmountIsSacred) {
  Order order = invoice::order(address("DE"), {line("1", "3", "3.33")});
  order.lines[0].gross = euro("10.00");
  const auto amounts = compute_amounts(order, taxed(order, "19"));
  ASSERT_TRUE(amounts);
  EXPECT_EQ(amounts->totals.total_with_vat.to_string(), "10.00");
  EXPECT_EQ(document_lines(order, *amounts)->front().unit_price_gross.to_string(), "3.33");
}

TEST(Amounts, VoucherOfTheMarketplaceIsNoDiscount) {
  Order order = invoice::order(address("DE"), {line("1", "1", "39.50")});
  order.marketplace_voucher = euro("4.00");
  const auto amounts = compute_amounts(order, taxed(order, "19"));
  ASSERT_TRUE(amounts);
  EXPECT_EQ(amounts->totals.vat_total.to_string(), "6.31");
  EXPECT_EQ(amounts->totals.paid.to_string(), "35.50");
  EXPECT_EQ(amounts->totals.paid_by_marketplace.to_string(), "4.00");
  EXPECT_TRUE(amounts->totals.amount_due.is_zero());
}

TEST(Amounts, VatInAnotherCurrency) {
  const Order order = invoice::order(address("CZ"), {line("1", "6", "12.10")});
  TaxDecision decision = taxed(order, "21");
  decision.vat_currency = VatCurrency{currency("CZK"), decimal("24.315")};
  const auto amounts = compute_amounts(order, decision);
  ASSERT_TRUE(amounts && amounts->vat_in_currency);
  EXPECT_EQ(amounts->vat_in_currency->vat.to_string(), "306.37");
  EXPECT_EQ(amounts->vat_in_currency->vat.currency().to_string(), "CZK");
}

TEST(Amounts, CurrenciesWithoutPlacesAndWithThree) {
  const Order yen = invoice::order(
      address("DE"), {line("1", "3", "1000", "standard", currency("JPY"))}, currency("JPY"));
  const auto in_yen = compute_amounts(yen, taxed(yen, "10"));
  ASSERT_TRUE(in_yen);
  EXPECT_EQ(in_yen->totals.vat_total.to_string(), "273");
  EXPECT_EQ(in_yen->totals.total_without_vat.to_string(), "2727");

  const Order dinar = invoice::order(
      address("DE"), {line("1", "1", "1.005", "standard", currency("KWD"))}, currency("KWD"));
  const auto in_dinar = compute_amounts(dinar, taxed(dinar, "19"));
  ASSERT_TRUE(in_dinar);
  EXPECT_EQ(in_dinar->totals.vat_total.to_string(), "0.160");
}

struct Case {
  std::string name;
  std::function<void(Order&)> change;
  std::string fault;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class BadAmounts : public testing::TestWithParam<Case> {};

TEST_P(BadAmounts, AreFaults) {
  Order order = invoice::order(address("DE"), {line("1", "2", "10.00")});
  GetParam().change(order);
  const auto amounts = compute_amounts(order, taxed(order, "19"));
  ASSERT_FALSE(amounts);
  EXPECT_EQ(amounts.faults().front().code + " " + amounts.faults().front().path, GetParam().fault);
}
INSTANTIATE_TEST_SUITE_P(
    All, BadAmounts,
    testing::Values(
        Case{"DiscountAbovePrice", [](Order& o) { o.lines[0].discount_gross = euro("20.01"); },
             "AMOUNT-001 lines[0].discount_gross"},
        Case{"NegativeShipping", [](Order& o) { o.lines[0].shipping_gross = euro("-1.00"); },
             "AMOUNT-001 lines[0].shipping_gross"},
        Case{"NegativeOrderShipping", [](Order& o) { o.order_shipping_gross = euro("-1.00"); },
             "AMOUNT-001 order_shipping_gross"},
        Case{"VoucherAboveTotal", [](Order& o) { o.marketplace_voucher = euro("20.01"); },
             "AMOUNT-001 marketplace_voucher"},
        Case{"NegativeVoucher", [](Order& o) { o.marketplace_voucher = euro("-1.00"); },
             "AMOUNT-001 marketplace_voucher"},
        Case{"FractionOfACent", [](Order& o) { o.lines = {line("1", "3", "3.333")}; },
             "AMOUNT-002 lines[0].unit_price_gross"},
        Case{"NoQuantity", [](Order& o) { o.lines = {line("1", "0", "3.33")}; },
             "AMOUNT-002 lines[0].quantity"},
        Case{"NegativeQuantity", [](Order& o) { o.lines = {line("1", "-1", "3.33")}; },
             "AMOUNT-002 lines[0].quantity"},
        Case{"TooLargeALine",
             [](Order& o) { o.lines = {line("1", "999999999999", "999999999999")}; },
             "AMOUNT-003 lines[0].unit_price_gross"},
        Case{"TooLargeASum",
             [](Order& o) {
               o.lines = {line("1", "1", "9000000000000000"), line("2", "1", "9000000000000000")};
             },
             "AMOUNT-003 "}),
    [](const auto& param) { return param.param.name; });

TEST(Vat, WithinAndOn) {
  EXPECT_EQ(vat_within(euro("119.00"), decimal("19")).to_string(), "19.00");
  EXPECT_EQ(vat_within(euro("125.50"), decimal("25.50")).to_string(), "25.50");
  EXPECT_EQ(vat_within(euro("5.00"), decimal("0")).to_string(), "0.00");
  EXPECT_EQ(vat_on(euro("159.50"), decimal("19")).to_string(), "30.31");
  EXPECT_EQ(net_within(euro("24.99"), decimal("20")).to_string(), "20.83");
}

}  // namespace
}  // namespace enclosure::invoice
