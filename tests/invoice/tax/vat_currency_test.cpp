// In which currency the VAT is told beside that of the order.

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

/// The order in `code`, to `to`.
World in_currency(std::string_view code, Address to) {
  World world;
  world.order =
      order(std::move(to), {line("1", "1", "100.00", "standard", currency(code))}, currency(code));
  return world;
}

std::string vat_currency(const World& world) {
  const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
  if (!decision) return decision.faults().front().message.substr(0, 4);
  return decision->vat_currency ? decision->vat_currency->currency.to_string() : "none";
}

TEST(VatCurrency, IsThatOfTheStateOfTaxationOrOfTheOneStopShop) {
  EXPECT_EQ(vat_currency(in_currency("SEK", address("SE", "11120"))), "none");
  EXPECT_EQ(vat_currency(in_currency("EUR", address("SE", "11120"))), "none");
  EXPECT_EQ(vat_currency(in_currency("PLN", address("DE", "10115"))), "S37:");
  EXPECT_EQ(vat_currency(in_currency("SEK", address("DK", "2100"))), "S37:");
  EXPECT_EQ(vat_currency(in_currency("CHF", address("CH", "8001"))), "none");

  World polish = in_currency("PLN", address("DE", "10115"));
  polish.order.exchange_rates["EUR"] = {decimal("0.2345")};
  EXPECT_EQ(vat_currency(polish), "EUR");

  World danish = in_currency("SEK", address("DK", "2100"));
  danish.order.exchange_rates["EUR"] = {decimal("0.0885")};
  EXPECT_EQ(vat_currency(danish), "EUR");
  danish.order.exchange_rates["DKK"] = {decimal("0.66")};
  EXPECT_EQ(vat_currency(danish), "DKK");
  danish.order.exchange_rates["DKK"] = {decimal("0")};
  EXPECT_EQ(vat_currency(danish), "EUR");
}

}  // namespace
}  // namespace enclosure::invoice
