#include "invoice/tax/amounts.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <utility>

#include "invoice/model/vat.h"
#include "invoice/tax/refund.h"

namespace enclosure::invoice {
namespace {

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
  parts.reserve(order.lines.size());
  Faults faults;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const OrderLine& line = order.lines[i];
    auto price = price_of(line, order.currency);
    if (!price) {
      append(faults, under("lines[" + std::to_string(i) + "]", std::move(price).faults()));
      price = line.discount_gross;
    }
    parts.push_back({line.discount_gross, *price - line.discount_gross, line.shipping_gross,
                     line.gift_wrap_gross});
    const Parts& part = parts.back();
    if (part.item.is_negative()) faults.push_back(negative(at_line(i, "discount_gross")));
    if (part.discount.is_negative()) faults.push_back(negative(at_line(i, "discount_gross")));
    if (part.shipping.is_negative()) faults.push_back(negative(at_line(i, "shipping_gross")));
    if (part.gift_wrap.is_negative()) faults.push_back(negative(at_line(i, "gift_wrap_gross")));
  }
  if (order.order_shipping_gross.is_negative()) faults.push_back(negative("order_shipping_gross"));
  if (!faults.empty()) return faults;

  if (!order.order_shipping_gross.is_zero()) {
    std::vector<std::int64_t> weights;
    for (const Parts& part : parts) weights.push_back(part.item.minor_units());
    const auto shares = apportion(order.order_shipping_gross, weights);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].shipping += shares[i];
  }
  return parts;
}

/// The lines of the document, nets still unknown.
std::vector<AmountLine> amount_lines(const Order& order, const std::vector<Parts>& parts,
                                     const TaxDecision& decision) {
  assert(decision.lines.size() == order.lines.size());
  std::vector<AmountLine> lines;
  lines.reserve(2 * parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const LineTreatment& treatment = decision.lines[i];
    const auto add = [&](LineKind kind, Money gross) {
      lines.push_back({i, kind, treatment.category, treatment.rate, gross, gross});
    };
    add(LineKind::kItem, parts[i].item);
    if (!parts[i].shipping.is_zero()) add(LineKind::kShipping, parts[i].shipping);
    if (!parts[i].gift_wrap.is_zero()) add(LineKind::kGiftWrap, parts[i].gift_wrap);
  }
  return lines;
}

/// Step 3: one group per category and rate, in the order of first appearance.
std::vector<VatBreakdown> groups_of(const std::vector<AmountLine>& lines,
                                    const TaxDecision& decision) {
  std::vector<VatBreakdown> groups;
  for (const AmountLine& line : lines) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const VatBreakdown& known) {
      return known.category == line.category && known.rate == line.rate;
    });
    if (group == groups.end()) {
      const Money zero = Money::zero(line.gross.currency());
      group = groups.insert(group, {line.category, line.rate, zero, zero, zero,
                                    std::string(decision.lines[line.order_line].vatex)});
    }
    group->gross += line.gross;
  }
  for (VatBreakdown& group : groups) {
    group.vat = vat_within(group.gross, group.rate);
    group.taxable = group.gross - group.vat;
  }
  return groups;
}

/// Step 4: the net of the group shared over its lines.
void share_group(std::vector<AmountLine>& lines, const VatBreakdown& group) {
  std::vector<AmountLine*> members;
  std::vector<Money> gross;
  for (AmountLine& line : lines) {
    if (line.category != group.category || line.rate != group.rate) continue;
    members.push_back(&line);
    gross.push_back(line.gross);
  }
  if (members.size() == 1) {
    members.front()->net = group.taxable;
    return;
  }
  const std::vector<Money> nets = share_net(gross, group.rate, group.taxable);
  for (std::size_t i = 0; i < members.size(); ++i) members[i]->net = nets[i];
}

InvoiceLine document_line(const OrderLine& source, const AmountLine& amount) {
  InvoiceLine line;
  line.order_line = source.id;
  line.kind = amount.kind;
  line.vat_category = amount.category;
  line.vat_rate = amount.rate;
  line.quantity = Decimal(1);
  line.unit_price_gross = amount.gross.to_decimal();
  line.discount_gross = Money::zero(amount.gross.currency());
  line.gross = amount.gross;
  line.net = amount.net;
  if (amount.kind == LineKind::kItem) {
    line.description = source.description;
    line.article_number = source.sku.to_string();
    if (is_gtin(source.gtin)) line.gtin = source.gtin;
    line.buyer_article_number = source.buyer_article_number;
    line.commodity_code = source.commodity_code;
    line.serials = source.serials;
    line.unit = source.unit;
    line.quantity = source.quantity;
    line.unit_price_gross = source.unit_price_gross;
    line.discount_gross = source.discount_gross;
  }
  line.discount_net = net_within(line.discount_gross, line.vat_rate);
  line.unit_price_net = unit_price_of(line.net + line.discount_net, line.quantity);
  return line;
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

/// Step 7.
void give_vat_in_currency(Amounts& amounts) {
  if (auto& other = amounts.vat_in_currency) {
    other->vat = Money::from(amounts.totals.vat_total.to_decimal() * other->rate, other->currency,
                             Rounding::kHalfUp);
  }
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
    amounts.vat_in_currency = VatInCurrency{
        other->currency, other->rate, Money::zero(other->currency), other->day, other->source};
    give_vat_in_currency(amounts);
  }
}

Result<Amounts> amounts_within_range(const Order& order, const TaxDecision& decision) {
  const auto parts = parts_of(order);
  if (!parts) return parts.faults();

  Amounts amounts;
  amounts.lines = amount_lines(order, *parts, decision);
  amounts.breakdown = groups_of(amounts.lines, decision);
  if (order.credits) {
    if (Faults faults = refund_groups(order, amounts.breakdown); !faults.empty()) return faults;
  }
  for (const VatBreakdown& group : amounts.breakdown) share_group(amounts.lines, group);
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

Amounts in_strict_picture(Amounts amounts) {
  DocumentTotals& totals = amounts.totals;
  const Money gross = totals.total_with_vat;
  totals.line_net_total = totals.vat_total = Money::zero(gross.currency());
  for (VatBreakdown& group : amounts.breakdown) {
    const AltStrict strict = alt_strict_of(group.gross, group.rate);
    group.taxable = strict.net;
    group.vat = strict.vat;
    share_group(amounts.lines, group);
    group.gross = strict.net + strict.vat;
    totals.line_net_total += group.taxable;
    totals.vat_total += group.vat;
  }
  totals.total_without_vat = totals.line_net_total;
  totals.total_with_vat = totals.total_without_vat + totals.vat_total;
  totals.rounding = gross - totals.total_with_vat;
  give_vat_in_currency(amounts);
  return amounts;
}

Result<std::vector<InvoiceLine>> document_lines(const Order& order, const Amounts& amounts) try {
  std::vector<InvoiceLine> lines;
  lines.reserve(amounts.lines.size());
  for (const AmountLine& amount : amounts.lines) {
    lines.push_back(document_line(order.lines[amount.order_line], amount));
    lines.back().id = std::to_string(lines.size());
  }
  return lines;
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "lines", "no unit price gives the amount of a line",
               "check quantities and prices"};
}

Result<Amounts> compute_amounts(const Order& order, const TaxDecision& decision) try {
  return amounts_within_range(order, decision);
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "", "an amount is out of range", "check quantities and prices"};
}

}  // namespace enclosure::invoice
