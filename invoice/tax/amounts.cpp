#include "invoice/tax/amounts.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "invoice/model/vat.h"

namespace enclosure::invoice {
namespace {

constexpr int kMaxPlaces = 10;  // of a unit price without VAT

std::string at_line(std::size_t index, std::string_view member) {
  return "lines[" + std::to_string(index) + "]." + std::string(member);
}

Fault negative(std::string path) {
  return {"AMOUNT-001", std::move(path), "the amount would be negative",
          "a discount or voucher is at most what it lowers"};
}

/// One line of the order with what it brings into the document, all with VAT.
struct Parts {
  Money discount;
  Money item;
  Money shipping;
  Money gift_wrap;
};

/// Steps 1 and 2 of GR1: what each line of the order costs, shipping of the order shared out.
Result<std::vector<Parts>> parts_of(const Order& order) {
  std::vector<Parts> parts;
  Faults faults;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const OrderLine& line = order.lines[i];
    const Money price = take(price_of(line, order.currency), "lines[" + std::to_string(i) + "]",
                             faults, Money::zero(order.currency) + line.discount_gross);
    parts.push_back({line.discount_gross, price - line.discount_gross, line.shipping_gross,
                     line.gift_wrap_gross});
    const Parts& part = parts.back();
    if (part.item.is_negative()) faults.push_back(negative(at_line(i, "discount_gross")));
    if (part.discount.is_negative()) faults.push_back(negative(at_line(i, "discount_gross")));
    if (part.shipping.is_negative()) faults.push_back(negative(at_line(i, "shipping_gross")));
    if (part.gift_wrap.is_negative()) faults.push_back(negative(at_line(i, "gift_wrap_gross")));
  }
  if (order.order_shipping_gross.is_negative()) faults.push_back(negative("order_shipping_gross"));
  if (!faults.empty()) return faults;

  std::vector<std::int64_t> weights;
  for (const Parts& part : parts) weights.push_back(part.item.minor_units());
  const auto shares = apportion(order.order_shipping_gross, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].shipping += shares[i];
  return parts;
}

InvoiceLine document_line(const OrderLine& source, const LineTreatment& treatment, LineKind kind,
                          Money gross) {
  InvoiceLine line;
  line.order_line = source.id;
  line.kind = kind;
  line.vat_category = treatment.category;
  line.vat_rate = treatment.rate;
  line.quantity = Decimal(1);
  line.unit_price_gross = gross.to_decimal();
  line.discount_gross = Money::zero(gross.currency());
  line.gross = gross;
  if (kind == LineKind::kItem) {
    line.description = source.description;
    line.article_number = source.sku.to_string();
    line.serials = source.serials;
    line.quantity = source.quantity;
    line.unit_price_gross = source.unit_price_gross;
    line.discount_gross = source.discount_gross;
  }
  return line;
}

/// The lines of the document, nets still unknown.
std::vector<InvoiceLine> document_lines(const Order& order, const std::vector<Parts>& parts,
                                        const TaxDecision& decision) {
  std::vector<InvoiceLine> lines;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const OrderLine& source = order.lines[i];
    const auto treatment = decision.lines.find(source.id);
    assert(treatment != decision.lines.end());
    const auto add = [&](LineKind kind, Money gross) {
      lines.push_back(document_line(source, treatment->second, kind, gross));
      lines.back().id = std::to_string(lines.size());
    };
    add(LineKind::kItem, parts[i].item);
    if (!parts[i].shipping.is_zero()) add(LineKind::kShipping, parts[i].shipping);
    if (!parts[i].gift_wrap.is_zero()) add(LineKind::kGiftWrap, parts[i].gift_wrap);
  }
  return lines;
}

/// Step 3: one group per category and rate, in the order of first appearance.
std::vector<VatBreakdown> groups_of(const std::vector<InvoiceLine>& lines, std::string_view vatex) {
  std::vector<VatBreakdown> groups;
  for (const InvoiceLine& line : lines) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const VatBreakdown& known) {
      return known.category == line.vat_category && known.rate == line.vat_rate;
    });
    const Money zero = Money::zero(line.gross.currency());
    if (group == groups.end()) {
      const bool taxed =
          line.vat_category == VatCategory::kS || line.vat_category == VatCategory::kZ;
      group = groups.insert(group, {line.vat_category, line.vat_rate, zero, zero, zero,
                                    taxed ? std::string() : std::string(vatex)});
    }
    group->gross += line.gross;
  }
  for (VatBreakdown& group : groups) {
    group.vat = vat_within(group.gross, group.rate);
    group.taxable = group.gross - group.vat;
  }
  return groups;
}

/// Step 4: nets cut off to the cent, then the missing cents of the group to the largest cut-off
/// fractions, ties to the earlier line.
void share_net(std::vector<InvoiceLine>& lines, const VatBreakdown& group) {
  const auto [rate, hundred] = RateFraction::of(group.rate);
  const std::int64_t whole = hundred + rate;
  std::vector<InvoiceLine*> members;
  std::vector<std::int64_t> fractions;
  std::int64_t missing = group.taxable.minor_units();
  for (InvoiceLine& line : lines) {
    if (line.vat_category != group.category || line.vat_rate != group.rate) continue;
    const std::int64_t gross = line.gross.minor_units();
    const std::int64_t net = multiply_divide(gross, hundred, whole, Rounding::kFloor);
    line.net = Money(net, line.gross.currency());
    missing -= net;
    members.push_back(&line);
    fractions.push_back(gross % whole * hundred % whole);  // rates have few places: this fits
  }
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  assert(missing >= 0 && missing <= static_cast<std::int64_t>(members.size()));
  for (std::size_t i = 0; missing > 0; ++i, --missing) {
    members[order[i]]->net += Money(1, group.taxable.currency());
  }
}

/// BT-146: with as many places as it takes that quantity times price is `price` to the minor unit.
Decimal exact_unit_price(Money price, Decimal quantity) {
  const int digits = price.currency().minor_digits();
  const int most = std::max(digits, std::min(kMaxPlaces, 12 - quantity.normalised().scale()));
  for (int places = digits; places <= most; ++places) {
    const Decimal unit = divide(price.to_decimal(), quantity, places, Rounding::kHalfUp);
    if (round(quantity.normalised() * unit, digits, Rounding::kHalfUp) == price.to_decimal()) {
      return unit;
    }
  }
  throw std::overflow_error("no unit price gives the line amount");
}

void price_lines(std::vector<InvoiceLine>& lines) {
  for (InvoiceLine& line : lines) {
    line.discount_net = net_within(line.discount_gross, line.vat_rate);
    line.unit_price_net = exact_unit_price(line.net + line.discount_net, line.quantity);
  }
}

/// Step 5.
DocumentTotals totals_of(const std::vector<VatBreakdown>& groups, Money voucher) {
  const Money zero = Money::zero(voucher.currency());
  DocumentTotals totals{zero, zero, zero, zero, zero, voucher, zero};
  for (const VatBreakdown& group : groups) {
    totals.line_net_total += group.taxable;
    totals.vat_total += group.vat;
    totals.total_with_vat += group.gross;
  }
  totals.total_without_vat = totals.line_net_total;
  totals.paid = totals.total_with_vat - voucher;
  return totals;
}

/// Steps 6 and 7.
void add_second_views(Amounts& amounts, const TaxDecision& decision) {
  const Money zero = Money::zero(amounts.totals.total_with_vat.currency());
  amounts.alt_strict = {zero, zero, zero};
  for (const VatBreakdown& group : amounts.breakdown) {
    const AltStrict strict = alt_strict_of(group.gross, group.rate);
    amounts.alt_strict.net += strict.net;
    amounts.alt_strict.vat += strict.vat;
    amounts.alt_strict.rounding += strict.rounding;
    if (vat_on(group.taxable, group.rate) != group.vat) amounts.br_co_17_exact = false;
  }
  if (const auto& other = decision.vat_currency) {
    const Decimal vat = amounts.totals.vat_total.to_decimal() * other->rate;
    amounts.vat_in_currency = VatInCurrency{other->currency, other->rate,
                                            Money::from(vat, other->currency, Rounding::kHalfUp),
                                            other->day, other->source};
  }
}

Result<Amounts> amounts_within_range(const Order& order, const TaxDecision& decision) {
  const auto parts = parts_of(order);
  if (!parts) return parts.faults();

  Amounts amounts;
  amounts.lines = document_lines(order, *parts, decision);
  amounts.breakdown = groups_of(amounts.lines, decision.vatex);
  for (const VatBreakdown& group : amounts.breakdown) share_net(amounts.lines, group);
  price_lines(amounts.lines);
  amounts.totals = totals_of(amounts.breakdown, order.marketplace_voucher);
  if (amounts.totals.paid.is_negative() || order.marketplace_voucher.is_negative()) {
    return negative("marketplace_voucher");
  }
  add_second_views(amounts, decision);
  return amounts;
}

}  // namespace

Result<Money> price_of(const OrderLine& line, Currency currency) {
  if (line.quantity <= Decimal()) {
    return Fault{"AMOUNT-002", "quantity", "the quantity is not positive", "order at least one"};
  }
  if (line.gross) return *line.gross;
  try {
    const Decimal price = (line.quantity * line.unit_price_gross).normalised();
    if (price.scale() <= currency.minor_digits()) {
      return Money::from(price, currency, Rounding::kHalfUp);
    }
    return Fault{"AMOUNT-002", "unit_price_gross",
                 "quantity times unit price is " + price.to_string() + ", no amount of " +
                     currency.to_string(),
                 "give the amount of the line as the buyer paid it"};
  } catch (const std::overflow_error&) {
    return Fault{"AMOUNT-003", "unit_price_gross", "the amount of the line is out of range",
                 "check quantity and unit price"};
  }
}

AltStrict alt_strict_of(Money gross, Percent rate) {
  const Money net = net_within(gross, rate);
  const Money vat = vat_on(net, rate);
  return {net, vat, gross - net - vat};
}

Result<Amounts> compute_amounts(const Order& order, const TaxDecision& decision) try {
  return amounts_within_range(order, decision);
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "", "an amount is out of range", "check quantities and prices"};
}

}  // namespace enclosure::invoice
