#include "invoice/tax/refund.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "invoice/model/vat.h"

namespace enclosure::invoice {
namespace {

Fault disagreement(std::string path, std::string message, std::string hint) {
  return {"AMOUNT-004", std::move(path), std::move(message), std::move(hint)};
}

bool is_of(const CreditedGroup& known, const VatBreakdown& group) {
  return known.category == to_string(group.category) && known.rate == group.rate;
}

GroupAmounts amounts_of(const CreditedGroup& group) {
  return {group.net, group.vat, group.gross};
}

/// One refund against one invoice.
class Refund {
 public:
  Refund(const Order& order, std::vector<VatBreakdown>& groups)
      : order_(order),
        invoice_(*order.credits),
        groups_(groups),
        zero_(Money::zero(order.currency)),
        refunded_(zero_),
        before_(zero_) {
    for (const VatBreakdown& group : groups) refunded_ += group.gross;
    for (const CreditedGroup& group : order.credited_before) before_ += group.gross;
  }

  Faults apply() {
    check_sums();
    check_total();
    if (!faults_.empty()) return std::move(faults_);
    std::vector<GroupAmounts> shares;
    for (const VatBreakdown& group : groups_) shares.push_back(share_of(group));
    if (!faults_.empty()) return std::move(faults_);
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      groups_[i].taxable = shares[i].net;
      groups_[i].vat = shares[i].vat;
    }
    check_balance();
    return std::move(faults_);
  }

 private:
  void check_group(const CreditedGroup& group, const std::string& path) {
    if (group.gross.is_negative() || group.net.is_negative() || group.vat.is_negative()) {
      faults_.push_back(
          disagreement(path, "an amount is negative", "credit notes carry positive amounts"));
    } else if (group.net + group.vat != group.gross) {
      faults_.push_back(disagreement(path, "net and VAT do not sum to gross",
                                     "copy the amounts of the document"));
    }
  }

  void check_sums() {
    for (std::size_t i = 0; i < invoice_.groups.size(); ++i) {
      check_group(invoice_.groups[i], "credits.groups[" + std::to_string(i) + "]");
    }
    for (std::size_t i = 0; i < order_.credited_before.size(); ++i) {
      check_group(order_.credited_before[i], "credited_before[" + std::to_string(i) + "]");
    }
    const bool has_all = invoice_.net && invoice_.vat && invoice_.gross;
    if (has_all && *invoice_.net + *invoice_.vat != *invoice_.gross) {
      faults_.push_back(disagreement("credits", "net and VAT of the invoice do not sum to gross",
                                     "copy the amounts of the invoice"));
    }
    if (invoice_.groups.empty() || !invoice_.gross) return;
    Money sum = zero_;
    for (const CreditedGroup& group : invoice_.groups) sum += group.gross;
    if (sum != *invoice_.gross) {
      faults_.push_back(disagreement("credits.groups", "the groups do not sum to the invoice",
                                     "copy the amounts of the invoice"));
    }
  }

  void check_total() {
    if (!invoice_.gross || refunded_ + before_ <= *invoice_.gross) return;
    faults_.push_back(disagreement(
        "credits.gross",
        "the refund of " + refunded_.to_string() + " is more than is left of the invoice: " +
            (*invoice_.gross - before_).to_string() + " " + order_.currency.to_string(),
        "give back at most what is left"));
  }

  [[nodiscard]] GroupAmounts before_of(const VatBreakdown& group) const {
    GroupAmounts sum{zero_, zero_, zero_};
    for (const CreditedGroup& known : order_.credited_before) {
      if (!is_of(known, group)) continue;
      sum.net += known.net;
      sum.vat += known.vat;
      sum.gross += known.gross;
    }
    return sum;
  }

  /// Whether refund and earlier credit notes know no other group.
  [[nodiscard]] bool is_only_group(const VatBreakdown& group) const {
    return groups_.size() == 1 &&
           std::all_of(order_.credited_before.begin(), order_.credited_before.end(),
                       [&](const CreditedGroup& known) { return is_of(known, group); });
  }

  /// What the invoice came to in `group`; nothing where that is not told and cannot be concluded.
  [[nodiscard]] std::optional<GroupAmounts> original_of(const VatBreakdown& group,
                                                        const GroupAmounts& before) const {
    for (const CreditedGroup& known : invoice_.groups) {
      if (is_of(known, group)) return amounts_of(known);
    }
    if (!invoice_.net || !invoice_.vat || !invoice_.gross) return std::nullopt;
    if (is_only_group(group) && vat_within(*invoice_.gross, group.rate) == *invoice_.vat) {
      return GroupAmounts{*invoice_.net, *invoice_.vat, *invoice_.gross};
    }
    if (refunded_ + before_ != *invoice_.gross) return std::nullopt;
    const Money gross = before.gross + group.gross;  // everything goes back: that is the group
    const Money vat = vat_within(gross, group.rate);
    return GroupAmounts{gross - vat, vat, gross};
  }

  GroupAmounts share_of(const VatBreakdown& group) {
    const GroupAmounts plain{group.taxable, group.vat, group.gross};
    const GroupAmounts before = before_of(group);
    const auto original = original_of(group, before);
    if (!original) {
      if (!invoice_.groups.empty()) {
        faults_.push_back(
            disagreement("credits.groups",
                         "the invoice has no group " + std::string(to_string(group.category)) +
                             " " + group.rate.to_string() + " %, of which something is to go back",
                         "refund what the invoice billed, in its category and rate"));
      }
      return plain;
    }
    if (group.gross + before.gross > original->gross || before.net > original->net ||
        before.vat > original->vat) {
      faults_.push_back(disagreement(
          "credits.groups",
          "more goes back at " + group.rate.to_string() + " % than is left: " +
              (original->gross - before.gross).to_string() + " " + order_.currency.to_string(),
          "give back at most what is left"));
      return plain;
    }
    return credit_of(group.gross, group.rate, *original, before);
  }

  /// When all is given back, net and VAT have to be those of the invoice.
  void check_balance() {
    if (!invoice_.vat || !invoice_.gross || refunded_ + before_ != *invoice_.gross) return;
    Money vat = zero_;
    for (const VatBreakdown& group : groups_) vat += group.vat;
    for (const CreditedGroup& group : order_.credited_before) vat += group.vat;
    if (vat == *invoice_.vat) return;
    faults_.push_back(disagreement("credits.vat",
                                   "the refunds would give back " + vat.to_string() +
                                       " of VAT, the invoice has " + invoice_.vat->to_string(),
                                   "give the groups of the invoice in credits.groups"));
  }

  const Order& order_;
  const CreditedInvoice& invoice_;
  std::vector<VatBreakdown>& groups_;
  Money zero_;
  Money refunded_;
  Money before_;
  Faults faults_;
};

}  // namespace

Faults refund_groups(const Order& order, std::vector<VatBreakdown>& groups) {
  return Refund(order, groups).apply();
}

}  // namespace enclosure::invoice
