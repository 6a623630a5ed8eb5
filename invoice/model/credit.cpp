#include "invoice/model/credit.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "invoice/model/refund_selection.h"

namespace enclosure::invoice {
namespace {

GroupBalance* group_of(std::vector<GroupBalance>& groups, VatCategory category, Percent rate) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const GroupBalance& group) {
    return group.category == category && group.rate == rate;
  });
  return found == groups.end() ? nullptr : &*found;
}

/// Moves cents between the lines of a group until their nets sum to `net`: those that are not given
/// back in full first, so that a line that is takes its own net where that can be.
void settle_nets(std::vector<LineRefund*>& lines, Money net) {
  std::stable_partition(lines.begin(), lines.end(),
                        [](const LineRefund* r) { return !r->is_last(); });
  std::int64_t missing = net.minor_units();
  for (const LineRefund* line : lines) missing -= line->net.minor_units();
  const Money cent(missing < 0 ? -1 : 1, net.currency());
  const auto has_room = [&](const LineRefund& line) {
    return missing > 0 ? line.net < line.gross : 0 < line.net.minor_units();
  };
  while (missing != 0) {
    const bool any = std::any_of(lines.begin(), lines.end(),
                                 [&](const LineRefund* line) { return has_room(*line); });
    for (LineRefund* line : lines) {
      if (missing == 0) break;
      if (any && !has_room(*line)) continue;
      line->net += cent;
      missing -= cent.minor_units();
    }
  }
}

/// Nets of the lines of one group: what is left of a line that is given back in full, else what the
/// refunded gross holds.
void share_group(std::vector<LineRefund>& refunds, const GroupBalance& group, Money net) {
  std::vector<LineRefund*> lines;
  for (LineRefund& refund : refunds) {
    if (refund.line->vat_category != group.category || refund.line->vat_rate != group.rate)
      continue;
    const bool own =
        refund.is_last() && !refund.left.net.is_negative() && refund.left.net <= refund.gross;
    refund.net = own ? refund.left.net : net_within(refund.gross, group.rate);
    lines.push_back(&refund);
  }
  settle_nets(lines, net);
}

InvoiceLine credit_line(const LineRefund& refund) {
  InvoiceLine line = *refund.line;
  const Money zero = Money::zero(refund.gross.currency());
  line.quantity = refund.quantity;
  line.net = refund.net;
  line.gross = refund.gross;
  line.discount_net = line.discount_gross = zero;
  line.reduces_price = refund.reduces_price;
  line.unit_price_net = unit_price_of(line.net, line.quantity);
  line.unit_price_gross = unit_price_of(line.gross, line.quantity);
  if (refund.reduces_price || refund.quantity != refund.line->quantity) line.serials.clear();
  return line;
}

/// The part of `refunded` that goes back to the marketplace whose voucher paid it: in proportion,
/// cut off, so that the last refund takes the rest.
Money voucher_share(const Balance& balance, Money refunded) {
  if (balance.paid_by_marketplace.is_zero()) return balance.paid_by_marketplace;
  return {multiply_divide(balance.paid_by_marketplace.minor_units(), refunded.minor_units(),
                          balance.gross.minor_units(), Rounding::kDown),
          refunded.currency()};
}

CreditAmounts amounts_of(const Invoice& original, Balance& balance, std::vector<LineRefund> refunds,
                         Picture picture) {
  const Money zero = Money::zero(original->currency);
  CreditAmounts result;
  DocumentTotals& totals = result.totals;
  totals = {zero, zero, zero, zero, zero, zero, zero};
  Money refunded = zero;
  for (const GroupBalance& group : balance.groups) {
    Money gross = zero;
    bool touched = false;
    for (const LineRefund& refund : refunds) {
      if (refund.line->vat_category != group.category || refund.line->vat_rate != group.rate)
        continue;
      gross += refund.gross;
      touched = true;
    }
    if (!touched) continue;
    const GroupAmounts part = credit_of(gross, group.rate, group.original, group.credited, picture);
    share_group(refunds, group, part.net);
    const auto& groups = original->breakdown;
    const auto source = std::find_if(groups.begin(), groups.end(), [&](const VatBreakdown& g) {
      return g.category == group.category && g.rate == group.rate;
    });
    result.breakdown.push_back({group.category, group.rate, part.net, part.vat, part.net + part.vat,
                                source->exemption_code});
    totals.line_net_total += part.net;
    totals.vat_total += part.vat;
    refunded += gross;
  }
  for (const LineRefund& refund : refunds) result.lines.push_back(credit_line(refund));
  totals.total_without_vat = totals.line_net_total;
  totals.total_with_vat = totals.total_without_vat + totals.vat_total;
  if (picture == Picture::kStrict) totals.rounding = refunded - totals.total_with_vat;
  totals.paid_by_marketplace = voucher_share(balance, refunded);
  totals.paid = refunded - totals.paid_by_marketplace;
  result.cancels = refunded == balance.gross;
  if (const auto& other = original->vat_in_currency) {
    const Money left = *balance.vat_in_currency;
    const Money share = Money::from(totals.vat_total.to_decimal() * other->rate, other->currency,
                                    Rounding::kHalfUp);
    result.vat_in_currency = *other;
    result.vat_in_currency->vat = result.cancels ? left : std::min(share, left);
  }
  return result;
}

}  // namespace

const LineBalance* Balance::line(std::string_view id) const {
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [&](const LineBalance& line) { return line.id == id; });
  return found == lines.end() ? nullptr : &*found;
}

Balance balance_of(const Invoice& original, const std::vector<Invoice>& before) {
  const Money zero = Money::zero(original->currency);
  Balance balance;
  balance.gross = zero;
  balance.paid_by_marketplace = original->totals.paid_by_marketplace;
  if (original->vat_in_currency) balance.vat_in_currency = original->vat_in_currency->vat;
  for (const VatBreakdown& group : original->breakdown) {
    balance.groups.push_back(
        {group.category, group.rate, {group.taxable, group.vat, zero}, {zero, zero, zero}});
  }
  for (const InvoiceLine& line : original->lines) {
    balance.lines.push_back({line.id, line.kind, line.quantity, line.net, line.gross});
    group_of(balance.groups, line.vat_category, line.vat_rate)->original.gross += line.gross;
    balance.gross += line.gross;
  }
  for (const Invoice& note : before) {
    for (const VatBreakdown& group : note->breakdown) {
      GroupBalance* known = group_of(balance.groups, group.category, group.rate);
      if (known == nullptr) continue;
      known->credited.net += group.taxable;
      known->credited.vat += group.vat;
    }
    for (const InvoiceLine& line : note->lines) {
      GroupBalance* known = group_of(balance.groups, line.vat_category, line.vat_rate);
      if (known == nullptr) continue;
      known->credited.gross += line.gross;
      balance.gross -= line.gross;
      const auto left = std::find_if(balance.lines.begin(), balance.lines.end(),
                                     [&](const LineBalance& one) { return one.id == line.id; });
      if (left == balance.lines.end()) continue;
      left->net -= line.net;
      left->gross -= line.gross;
      if (!line.reduces_price) left->quantity = left->quantity - line.quantity;
    }
    balance.paid_by_marketplace -= note->totals.paid_by_marketplace;
    if (balance.vat_in_currency && note->vat_in_currency)
      *balance.vat_in_currency -= note->vat_in_currency->vat;
  }
  return balance;
}

Result<CreditAmounts> credit(const Invoice& original, const std::vector<Invoice>& before,
                             const CreditRequest& request, Picture picture) try {
  Balance balance = balance_of(original, before);
  auto refunds = select_refunds(original, balance, request);
  if (!refunds) return std::move(refunds).faults();
  return amounts_of(original, balance, *std::move(refunds), picture);
} catch (const std::overflow_error&) {
  return Fault{"INVOICE-003", "", "a sum is out of range", "credit less at a time"};
}

Picture picture_of(const InvoiceContent& invoice) {
  return invoice.totals.rounding ? Picture::kStrict : Picture::kPrice;
}

Result<std::string> line_named(const InvoiceContent& invoice, std::string_view name) {
  const bool by_position = name.starts_with('#');
  for (const InvoiceLine& line : invoice.lines) {
    const bool meant = by_position
                           ? line.id == name.substr(1)
                           : line.kind == LineKind::kItem && line.order_line.to_string() == name;
    if (meant) return line.id;
  }
  std::string known;
  for (const InvoiceLine& line : invoice.lines) {
    if (line.kind == LineKind::kItem)
      known += (known.empty() ? "" : ", ") + line.order_line.to_string();
  }
  return Fault{"CREDIT-001", std::string(name),
               invoice.number.to_string() + " has no line " + std::string(name.substr(0, 40)),
               "lines of the order: " + known + "; #1, #2, … are the positions on the page"};
}

}  // namespace enclosure::invoice
