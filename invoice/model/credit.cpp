#include "invoice/model/credit.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace enclosure::invoice {
namespace {

/// What one line of the invoice gives back.
struct Refund {
  const InvoiceLine* line = nullptr;
  LineBalance left;
  Decimal quantity{1};
  Money gross;
  bool reduces_price = false;
  Money net;  // once its group is known

  [[nodiscard]] bool is_last() const { return gross == left.gross; }
};

GroupBalance* group_of(std::vector<GroupBalance>& groups, VatCategory category, Percent rate) {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const GroupBalance& group) {
    return group.category == category && group.rate == rate;
  });
  return found == groups.end() ? nullptr : &*found;
}

/// What is left as people write it: "2 pieces, 19.98 EUR".
std::string told(const LineBalance& line) {
  return "left of line " + line.id + ": quantity " + line.quantity.normalised().to_string() + ", " +
         line.gross.to_string() + " " + line.gross.currency().to_string();
}

/// Collects the refunds that a request asks for, and what is wrong with it.
class Selection {
 public:
  Selection(const Invoice& original, const Balance& balance)
      : original_(original), balance_(balance) {}

  Result<std::vector<Refund>> of(const CreditRequest& request) {
    if (balance_.gross.minor_units() <= 0) {
      return Fault{"CREDIT-004", "", "nothing is left of " + original_->number.to_string(),
                   "it was credited in full before"};
    }
    switch (request.what) {
      case CreditRequest::What::kWhole:
        for (const LineBalance& line : balance_.lines) take_all(line);
        break;
      case CreditRequest::What::kShipping:
        take_shipping();
        break;
      case CreditRequest::What::kLines:
        for (const CreditRequest::Line& line : request.lines) take_pieces(line);
        break;
      case CreditRequest::What::kAmount:
        take_amount(request);
        break;
    }
    if (faults_.empty() && std::all_of(refunds_.begin(), refunds_.end(),
                                       [](const Refund& r) { return r.gross.is_zero(); })) {
      fault("CREDIT-003", "", "the credit note would come to nothing",
            "there is nothing to give back for free goods");
    }
    if (!faults_.empty()) return std::move(faults_);
    return std::move(refunds_);
  }

 private:
  void fault(const char* code, std::string path, std::string message, std::string hint) {
    faults_.push_back({code, std::move(path), std::move(message), std::move(hint)});
  }

  Refund& add(const LineBalance& left) {
    const auto& lines = original_->lines;
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const InvoiceLine& one) { return one.id == left.id; });
    refunds_.push_back({&*line, left, Decimal(1), left.gross, false, {}});
    return refunds_.back();
  }

  /// All pieces; where money alone is left of them, that.
  void take_all(const LineBalance& left) {
    if (left.quantity.is_zero() && left.gross.is_zero()) return;
    if (left.gross.is_zero() && !is_free(left)) return;  // its price was given back before
    Refund& refund = add(left);
    if (left.quantity.is_zero()) {
      refund.reduces_price = true;
    } else {
      refund.quantity = left.quantity;
    }
  }

  [[nodiscard]] bool is_free(const LineBalance& left) const {
    return std::any_of(
        original_->lines.begin(), original_->lines.end(),
        [&](const InvoiceLine& line) { return line.id == left.id && line.gross.is_zero(); });
  }

  void take_shipping() {
    for (const LineBalance& line : balance_.lines) {
      if (line.kind != LineKind::kItem && !line.gross.is_zero()) take_all(line);
    }
    if (refunds_.empty()) {
      fault("CREDIT-005", "shipping",
            "no shipping is left of " + original_->number.to_string() + " to give back",
            "it was free, or was given back before");
    }
  }

  const LineBalance* find(const std::string& id, const std::string& path) {
    const LineBalance* left = balance_.line(id);
    if (left == nullptr) {
      fault("CREDIT-001", path, "the invoice has no line " + id,
            "name the lines as the invoice numbers them");
      return nullptr;
    }
    if (!named_.insert(id).second) {
      fault("CREDIT-001", path, "line " + id + " is there twice", "name each line once");
      return nullptr;
    }
    return left;
  }

  void take_pieces(const CreditRequest::Line& wanted) {
    const std::string path = "lines[" + std::to_string(named_.size()) + "]";
    const LineBalance* left = find(wanted.id, path);
    if (left == nullptr) return;
    const Decimal quantity = wanted.quantity.value_or(left->quantity);
    if (quantity <= Decimal() || left->quantity < quantity) {
      fault("CREDIT-002", path + ".quantity",
            quantity <= Decimal() && wanted.quantity ? "the quantity is not positive"
                                                     : "more is to be returned than is left",
            told(*left));
      return;
    }
    Refund& refund = add(*left);
    refund.quantity = quantity;
    if (quantity < left->quantity) {
      refund.gross = Money::from(divide(left->gross.to_decimal() * quantity, left->quantity,
                                        left->gross.currency().minor_digits(), Rounding::kHalfUp),
                                 left->gross.currency(), Rounding::kHalfUp);
    }
  }

  void take_amount(const CreditRequest& request) {
    const Money amount = request.amount.value_or(Money::zero(original_->currency));
    if (amount.currency() != original_->currency) {
      return fault("INVOICE-002", "amount",
                   "the invoice is in " + original_->currency.to_string() + ", not in " +
                       amount.currency().to_string(),
                   "give the amount in the currency of the invoice");
    }
    std::vector<const LineBalance*> lines;
    Money left = Money::zero(original_->currency);
    if (request.lines.empty()) {
      for (const LineBalance& line : balance_.lines) lines.push_back(&line);
      left = balance_.gross;
    } else if (const LineBalance* line = find(request.lines.front().id, "lines[0]")) {
      lines.push_back(line);
      left = line->gross;
    } else {
      return;
    }
    if (amount.minor_units() <= 0 || left < amount) {
      return fault("CREDIT-003", "amount",
                   amount.minor_units() <= 0 ? "the amount is not positive"
                                             : "more is to be given back than is left",
                   "left: " + left.to_string() + " " + left.currency().to_string());
    }
    share(amount, lines);
  }

  void share(Money amount, const std::vector<const LineBalance*>& lines) {
    std::vector<std::int64_t> weights;
    for (const LineBalance* line : lines) weights.push_back(line->gross.minor_units());
    const auto shares = apportion(amount, weights);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (shares[i].is_zero()) continue;
      Refund& refund = add(*lines[i]);
      refund.gross = shares[i];
      refund.reduces_price = true;
    }
  }

  const Invoice& original_;
  const Balance& balance_;
  std::vector<Refund> refunds_;
  std::set<std::string> named_;
  Faults faults_;
};

/// Moves cents between the lines of a group until their nets sum to `net`: those that are not given
/// back in full first, so that a line that is takes its own net where that can be.
void settle_nets(std::vector<Refund*>& lines, Money net) {
  std::stable_partition(lines.begin(), lines.end(), [](const Refund* r) { return !r->is_last(); });
  std::int64_t missing = net.minor_units();
  for (const Refund* line : lines) missing -= line->net.minor_units();
  const Money cent(missing < 0 ? -1 : 1, net.currency());
  const auto has_room = [&](const Refund& line) {
    return missing > 0 ? line.net < line.gross : 0 < line.net.minor_units();
  };
  while (missing != 0) {
    const bool any = std::any_of(lines.begin(), lines.end(),
                                 [&](const Refund* line) { return has_room(*line); });
    for (Refund* line : lines) {
      if (missing == 0) break;
      if (any && !has_room(*line)) continue;
      line->net += cent;
      missing -= cent.minor_units();
    }
  }
}

/// Nets of the lines of one group: what is left of a line that is given back in full, else what the
/// refunded gross holds.
void share_group(std::vector<Refund>& refunds, const GroupBalance& group, Money net) {
  std::vector<Refund*> lines;
  for (Refund& refund : refunds) {
    if (refund.line->vat_category != group.category || refund.line->vat_rate != group.rate)
      continue;
    const bool own =
        refund.is_last() && !refund.left.net.is_negative() && refund.left.net <= refund.gross;
    refund.net = own ? refund.left.net : net_within(refund.gross, group.rate);
    lines.push_back(&refund);
  }
  settle_nets(lines, net);
}

InvoiceLine credit_line(const Refund& refund) {
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

CreditAmounts amounts_of(const Invoice& original, Balance& balance, std::vector<Refund> refunds,
                         Picture picture) {
  const Money zero = Money::zero(original->currency);
  CreditAmounts result;
  DocumentTotals& totals = result.totals;
  totals = {zero, zero, zero, zero, zero, zero, zero};
  Money refunded = zero;
  for (const GroupBalance& group : balance.groups) {
    Money gross = zero;
    bool touched = false;
    for (const Refund& refund : refunds) {
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
  for (const Refund& refund : refunds) result.lines.push_back(credit_line(refund));
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
  auto refunds = Selection(original, balance).of(request);
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
