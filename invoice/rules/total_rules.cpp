// BR-12 to BR-15, BR-CO-10 to BR-CO-16, BR-DEC-09 to BR-DEC-18: the totals and their sums.

#include <array>

#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

/// Two sums that must be equal; in EXTENDED a cent for each thing summed may be missing.
class Sums {
 public:
  explicit Sums(Judge& judge) : judge_(judge) {
    const auto count = static_cast<std::int64_t>(judge.invoice.lines.size() +
                                                 judge.invoice.allowances_charges.size());
    if (judge.claim == Claim::kExtended) slack_ = Decimal::scaled(count + 1, 2);
  }

  /// XRechnung's extension has third-party payments, which EN 16931 does not know.
  void due(Decimal is, Decimal should) {
    if (judge_.claim != Claim::kXRechnungExtension)
      return equal(is, should, "BR-CO-16", "amount_due");
    judge_.warn(is == should, "BR-CO-16", at("totals.amount_due"), "the amount due differs");
  }

  void equal(Decimal is, Decimal should, std::string_view rule, std::string_view term) {
    const Decimal gap = distance(is, should);
    if (gap.is_zero()) return;
    judge_.add(gap <= slack_ ? Weight::kExact : Weight::kError, rule,
               {"totals", Place::kNoIndex, term},
               "should be " + should.to_string() + ", not " + is.to_string());
  }

 private:
  Judge& judge_;
  Decimal slack_;
};

void judge_presence(Judge& judge) {
  const Totals& t = judge.invoice.totals;
  if (judge.claim != Claim::kMinimum) {
    judge.require(t.line_net_total.has_value(), "BR-12", at("totals.line_net_total"),
                  "the sum of the lines (BT-106) is missing");
  }
  judge.require(t.total_without_vat.has_value(), "BR-13", at("totals.total_without_vat"),
                "the total without VAT (BT-109) is missing");
  judge.require(t.total_with_vat.has_value(), "BR-14", at("totals.total_with_vat"),
                "the total with VAT (BT-112) is missing");
  judge.require(t.amount_due.has_value(), "BR-15", at("totals.amount_due"),
                "the amount due (BT-115) is missing");
}

void judge_places(Judge& judge) {
  const Totals& t = judge.invoice.totals;
  struct Row {
    const std::optional<Decimal>& amount;
    std::string_view rule;
    std::string_view term;
  };
  const std::array rows{Row{t.line_net_total, "BR-DEC-09", "line_net_total"},
                        Row{t.allowance_total, "BR-DEC-10", "allowance_total"},
                        Row{t.charge_total, "BR-DEC-11", "charge_total"},
                        Row{t.total_without_vat, "BR-DEC-12", "total_without_vat"},
                        Row{t.vat_total, "BR-DEC-13", "vat_total"},
                        Row{t.total_with_vat, "BR-DEC-14", "total_with_vat"},
                        Row{t.vat_total_in_currency, "BR-DEC-15", "vat_total_in_currency"},
                        Row{t.paid, "BR-DEC-16", "paid"},
                        Row{t.rounding, "BR-DEC-17", "rounding"},
                        Row{t.amount_due, "BR-DEC-18", "amount_due"}};
  for (const Row& row : rows) {
    judge.require(has_two_places(row.amount), row.rule, {"totals", Place::kNoIndex, row.term},
                  "more than two decimal places");
  }
}

/// BR-CO-11, BR-CO-12: allowances and charges of the document.
void judge_allowance_totals(Judge& judge, Sums& sums) {
  Decimal allowances;
  Decimal charges;
  bool has_allowance = false;
  bool has_charge = false;
  for (const AllowanceCharge& one : judge.invoice.allowances_charges) {
    (one.is_charge ? charges : allowances) =
        (one.is_charge ? charges : allowances) + value(one.amount);
    (one.is_charge ? has_charge : has_allowance) = true;
  }
  const Totals& t = judge.invoice.totals;
  judge.require(t.allowance_total || !has_allowance, "BR-CO-11", at("totals.allowance_total"),
                "the sum of the allowances (BT-107) is missing");
  judge.require(t.charge_total || !has_charge, "BR-CO-12", at("totals.charge_total"),
                "the sum of the charges (BT-108) is missing");
  if (t.allowance_total) sums.equal(*t.allowance_total, allowances, "BR-CO-11", "allowance_total");
  if (t.charge_total) sums.equal(*t.charge_total, charges, "BR-CO-12", "charge_total");
}

void judge_sums(Judge& judge, Sums& sums) {
  const EInvoice& invoice = judge.invoice;
  const Totals& t = invoice.totals;
  if (t.line_net_total && judge.claim != Claim::kBasicWl) {
    Decimal lines;
    for (const Line& line : invoice.lines) lines = lines + value(line.net);
    sums.equal(*t.line_net_total, two_places(lines), "BR-CO-10", "line_net_total");
  }
  judge_allowance_totals(judge, sums);
  if (t.total_without_vat && t.line_net_total) {
    sums.equal(*t.total_without_vat,
               *t.line_net_total - value(t.allowance_total) + value(t.charge_total), "BR-CO-13",
               "total_without_vat");
  }
  if (t.vat_total && !invoice.breakdown.empty()) {
    Decimal vat;
    for (const VatBreakdown& group : invoice.breakdown) vat = vat + value(group.tax);
    sums.equal(*t.vat_total, two_places(vat), "BR-CO-14", "vat_total");
  }
  if (t.total_with_vat && t.amount_due) {
    sums.due(*t.amount_due, *t.total_with_vat - value(t.paid) + value(t.rounding));
  }
}

}  // namespace

void judge_totals(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const Totals& t = invoice.totals;
  judge_presence(judge);
  judge_places(judge);
  const bool is_same = invoice.vat_currency == invoice.currency && t.vat_total;
  judge.require(invoice.vat_currency.empty() || is_same || t.vat_total_in_currency, "BR-53",
                at("totals.vat_total_in_currency"),
                "the VAT total in the currency of the tax (BT-111) is missing");
  if (judge.claim == Claim::kMinimum) return;
  Sums sums(judge);
  judge_sums(judge, sums);
  if (!t.total_without_vat || !t.total_with_vat) return;
  const Decimal wanted = *t.total_without_vat + value(t.vat_total);
  const bool is_cii = judge.syntax == Syntax::kCii;
  if (is_cii && *t.total_with_vat == *t.total_without_vat) {
    // The rule of CII takes equal totals, whatever the VAT.
    judge.exact(wanted == *t.total_with_vat, "BR-CO-15", at("totals.total_with_vat"),
                "total without VAT and VAT do not sum to it");
    return;
  }
  judge.require(is_cii || t.vat_total, "BR-CO-15", at("totals.vat_total"),
                "the VAT total (BT-110) is missing");
  sums.equal(*t.total_with_vat, wanted, "BR-CO-15", "total_with_vat");
}

}  // namespace enclosure::invoice::rules
