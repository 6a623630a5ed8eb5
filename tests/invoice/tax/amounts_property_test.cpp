// Random carts: whatever is in them, the cents add up.

#include <array>
#include <random>
#include <set>

#include "invoice/model/vat.h"
#include "invoice/tax/amounts.h"
#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

constexpr int kCarts = 200'000;
constexpr int kShippedCarts = 40'000;

using Random = std::mt19937_64;

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

/// Every rate that stands in the files of the law, and zero.
std::vector<Percent> all_rates() {
  std::set<Percent> rates{Percent()};
  for (const EmbeddedFile& file : law_data::files()) {
    const auto json = nlohmann::json::parse(file.bytes);
    for (const auto& row : json.value("rates", nlohmann::json::array())) {
      rates.insert(decimal(row.at("percent").get<std::string>()));
    }
  }
  return {rates.begin(), rates.end()};
}

const std::array<Currency, 6> kCurrencies{currency("EUR"), currency("HUF"), currency("PLN"),
                                          currency("JPY"), currency("SEK"), currency("KWD")};

OrderLine random_line(Random& random, int index, Currency in) {
  OrderLine line;
  line.id = *LineId::parse(std::to_string(index));
  line.description = "Goods";
  const bool by_weight = pick(random, 0, 19) == 0;
  line.quantity = by_weight ? Decimal::scaled(pick(random, 1, 99'999), 3)
                            : Decimal(pick(random, 1, pick(random, 0, 9) == 0 ? 5'000 : 9));
  const Money unit(pick(random, 0, 3) == 0 ? pick(random, 0, 50) : pick(random, 0, 200'000), in);
  line.unit_price_gross = unit.to_decimal();
  line.gross = Money::from(line.quantity * unit.to_decimal(), in, Rounding::kHalfUp);
  const auto part = [&](std::int64_t one_in) {
    return pick(random, 1, one_in) == 1 ? Money(pick(random, 0, 1'500), in) : Money::zero(in);
  };
  line.discount_gross = Money(std::min(part(4).minor_units(), line.gross->minor_units()), in);
  line.shipping_gross = part(5);
  line.gift_wrap_gross = part(9);
  return line;
}

Money total_of(const Order& order) {
  Money total = order.order_shipping_gross;
  for (const OrderLine& line : order.lines) {
    total += *line.gross - line.discount_gross + line.shipping_gross + line.gift_wrap_gross;
  }
  return total;
}

/// One to eight lines, some with discounts, shipping and wrapping of their own, some orders with a
/// sum for shipping and a voucher.
Order random_order(Random& random) {
  const Currency in =
      kCurrencies[static_cast<std::size_t>(pick(random, 0, kCurrencies.size() - 1))];
  Order order = invoice::order(address("DE"), {}, in);
  const std::int64_t count = pick(random, 1, 8);
  for (int i = 0; i < count; ++i) order.lines.push_back(random_line(random, i, in));
  if (pick(random, 0, 1) == 0) order.order_shipping_gross = Money(pick(random, 0, 2'000), in);
  if (pick(random, 0, 5) == 0) {
    order.marketplace_voucher = Money(pick(random, 0, total_of(order).minor_units()), in);
  }
  return order;
}

TaxDecision random_decision(Random& random, const Order& order, const std::vector<Percent>& rates) {
  TaxDecision decision;
  const auto any = [&] {
    return rates[static_cast<std::size_t>(
        pick(random, 0, static_cast<std::int64_t>(rates.size()) - 1))];
  };
  const std::array<Percent, 2> two{any(), any()};
  for (const OrderLine& line : order.lines) {
    const Percent rate = two[static_cast<std::size_t>(pick(random, 0, 1))];
    decision.lines.push_back(
        {line.id, rate.is_zero() ? VatCategory::kZ : VatCategory::kS, rate, ""});
  }
  return decision;
}

/// Net, VAT and gross of lines and groups agree with each other and with what was paid.
void expect_agreement(const Order& order, const Amounts& amounts) {
  const Money zero = Money::zero(order.currency);
  Money line_net = zero, line_gross = zero, group_net = zero, group_vat = zero;
  const auto lines = document_lines(order, amounts);
  ASSERT_TRUE(lines) << lines.faults().front().message;
  for (const InvoiceLine& line : *lines) {
    line_net += line.net;
    line_gross += line.gross;
    ASSERT_FALSE(line.net.is_negative());
    ASSERT_LE(line.net, line.gross);
    const Decimal priced = round(line.quantity.normalised() * line.unit_price_net,
                                 order.currency.minor_digits(), Rounding::kHalfUp);
    ASSERT_EQ(priced, (line.net + line.discount_net).to_decimal());
  }
  for (const VatBreakdown& group : amounts.breakdown) {
    group_net += group.taxable;
    group_vat += group.vat;
    ASSERT_EQ(group.vat, vat_within(group.gross, group.rate));
    const Money off = vat_on(group.taxable, group.rate) - group.vat;
    ASSERT_LE(std::abs(off.minor_units()), 1);  // BR-CO-17 within the smallest coin
  }
  ASSERT_EQ(line_gross, total_of(order));
  ASSERT_EQ(line_net, group_net);
  ASSERT_EQ(amounts.totals.total_without_vat, group_net);
  ASSERT_EQ(amounts.totals.vat_total, group_vat);
  ASSERT_EQ(amounts.totals.total_with_vat, group_net + group_vat);
  ASSERT_EQ(amounts.totals.total_with_vat, total_of(order));
  ASSERT_EQ(amounts.totals.paid + amounts.totals.paid_by_marketplace, total_of(order));
  ASSERT_EQ(amounts.alt_strict.net + amounts.alt_strict.vat + amounts.alt_strict.rounding,
            total_of(order));
}

TEST(AmountsProperty, SumsHoldAndTheBuyerPaysWhatWasPaid) {
  Random random(20261121);
  const std::vector<Percent> rates = all_rates();
  ASSERT_GE(rates.size(), 25U);
  for (int i = 0; i < kCarts; ++i) {
    const Order order = random_order(random);
    const auto amounts = compute_amounts(order, random_decision(random, order, rates));
    ASSERT_TRUE(amounts) << i << ": " << amounts.faults().front().message;
    expect_agreement(order, *amounts);
    if (HasFatalFailure()) FAIL() << "cart " << i;
  }
}

/// Ships the order in random parcels: each piece in one of them, until nothing is left.
void ship(Random& random, Order& order) {
  std::vector<Decimal> left;
  for (const OrderLine& line : order.lines) left.push_back(line.quantity);
  for (int parcel = 1;; ++parcel) {
    Shipment shipment;
    shipment.id = *ShipmentId::parse("P" + std::to_string(parcel));
    const bool last = parcel == 4;
    bool all_gone = true;
    for (std::size_t i = 0; i < left.size(); ++i) {
      const std::int64_t whole = left[i].coefficient();
      const Decimal part =
          last ? left[i] : Decimal::scaled(pick(random, 0, whole), left[i].scale());
      left[i] = left[i] - part;
      all_gone = all_gone && left[i].is_zero();
      if (!part.is_zero()) shipment.lines.push_back({order.lines[i].id, part});
    }
    if (!shipment.lines.empty()) order.shipments.push_back(shipment);
    if (all_gone) return;
  }
}

/// The treatment of the lines that `part` carries.
TaxDecision of_part(const TaxDecision& whole, const Order& part) {
  TaxDecision decision = whole;
  decision.lines.clear();
  for (const OrderLine& line : part.lines) {
    for (const LineTreatment& treatment : whole.lines) {
      if (treatment.line == line.id) decision.lines.push_back(treatment);
    }
  }
  return decision;
}

TEST(AmountsProperty, ShipmentsPartitionTheOrder) {
  Random random(16931);
  const std::vector<Percent> rates = all_rates();
  for (int i = 0; i < kShippedCarts; ++i) {
    Order order = random_order(random);
    ship(random, order);
    const TaxDecision decision = random_decision(random, order, rates);
    const auto parts = consignments(order);
    ASSERT_TRUE(parts) << i << ": " << parts.faults().front().message;
    ASSERT_EQ(parts->size(), order.shipments.size());
    Money gross = Money::zero(order.currency);
    Money voucher = gross;
    for (const Consignment& part : *parts) {
      const auto amounts = compute_amounts(part.order, of_part(decision, part.order));
      ASSERT_TRUE(amounts) << i << ": " << amounts.faults().front().message;
      expect_agreement(part.order, *amounts);
      if (HasFatalFailure()) FAIL() << "cart " << i;
      gross += amounts->totals.total_with_vat;
      voucher += amounts->totals.paid_by_marketplace;
    }
    ASSERT_EQ(gross, total_of(order)) << i;
    ASSERT_EQ(voucher, order.marketplace_voucher) << i;
  }
}

TEST(AmountsProperty, AShipmentStaysWhatItWasWhenMoreFollow) {
  Random random(1010);
  for (int i = 0; i < 5'000; ++i) {
    Order order = random_order(random);
    ship(random, order);
    const auto all = consignments(order);
    ASSERT_TRUE(all);
    order.shipments.pop_back();
    if (order.shipments.empty()) continue;
    const auto earlier = consignments(order);
    ASSERT_TRUE(earlier);
    for (std::size_t k = 0; k < earlier->size(); ++k) {
      ASSERT_EQ((*earlier)[k].order, (*all)[k].order);
    }
  }
}

}  // namespace
}  // namespace enclosure::invoice
