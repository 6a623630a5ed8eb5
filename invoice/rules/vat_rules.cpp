// BR-45 to BR-48, BR-CO-17, BR-CO-18, BR-DEC-19, BR-DEC-20 and the families of the VAT categories:
// BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF (IGIC), BR-AG (IPSI), BR-B.

#include <algorithm>
#include <array>
#include <map>

#include "invoice/en16931/types.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

enum class Ids { kSeller, kSellerVat, kBoth, kBothForReverseCharge, kNone };
enum class Rate { kPositive, kNotNegative, kZero, kAbsent };

/// What the rules want of one category.
struct Family {
  std::string_view code;
  std::string_view prefix;
  Ids ids;
  Rate rate;
  bool by_rate;       ///< groups are keyed by category and rate
  bool needs_reason;  ///< and else may have none
};
constexpr std::array<Family, 9> kFamilies{{
    {"S", "BR-S", Ids::kSeller, Rate::kPositive, true, false},
    {"Z", "BR-Z", Ids::kSeller, Rate::kZero, false, false},
    {"E", "BR-E", Ids::kSeller, Rate::kZero, false, true},
    {"AE", "BR-AE", Ids::kBothForReverseCharge, Rate::kZero, false, true},
    {"K", "BR-IC", Ids::kBoth, Rate::kZero, false, true},
    {"G", "BR-G", Ids::kSellerVat, Rate::kZero, false, true},
    {"O", "BR-O", Ids::kNone, Rate::kAbsent, false, true},
    {"L", "BR-AF", Ids::kSeller, Rate::kNotNegative, true, false},
    {"M", "BR-AG", Ids::kSeller, Rate::kNotNegative, true, false},
}};

std::string rule(const Family& family, std::string_view number) {
  return std::string(family.prefix) + "-" + std::string(number);
}

/// What one category comes to in lines, allowances and charges.
struct Use {
  bool on_line = false;
  bool on_allowance = false;
  bool on_charge = false;
  Decimal sum;
  std::map<Decimal, Decimal> by_rate;

  [[nodiscard]] bool any() const { return on_line || on_allowance || on_charge; }
  void add(Decimal amount, const std::optional<Percent>& rate) {
    sum = sum + amount;
    if (rate) by_rate[rate->normalised()] = by_rate[rate->normalised()] + amount;
  }
};

Use use_of(const EInvoice& invoice, std::string_view code) {
  Use use;
  for (const Line& line : invoice.lines) {
    if (line.vat_category != code) continue;
    use.on_line = true;
    use.add(value(line.net), line.vat_rate);
  }
  for (const AllowanceCharge& one : invoice.allowances_charges) {
    if (one.vat_category != code) continue;
    (one.is_charge ? use.on_charge : use.on_allowance) = true;
    use.add(one.is_charge ? value(one.amount) : -value(one.amount), one.vat_rate);
  }
  return use;
}

class FamilyJudge {
 public:
  FamilyJudge(Judge& judge, const Family& family)
      : judge_(judge), family_(family), use_(use_of(judge.invoice, family.code)) {}

  void run() {
    const auto& groups = judge_.invoice.breakdown;
    const auto count = std::count_if(groups.begin(), groups.end(), [&](const VatBreakdown& group) {
      return group.category == family_.code;
    });
    if (count == 0 && !use_.any()) return;
    if (has_lines()) judge_presence(count);
    judge_ids();
    judge_rates();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].category == family_.code) judge_group(groups[i], i);
    }
    if (family_.code == "K") judge_delivery();
    if (family_.code == "O" && count > 0) judge_alone();
  }

 private:
  [[nodiscard]] bool has_lines() const { return judge_.claim != Claim::kBasicWl; }

  void judge_presence(std::ptrdiff_t count) {
    const bool holds = family_.by_rate ? count > 0 : count == 1;
    judge_.require(holds && use_.any(), rule(family_, "01"), at("breakdown"),
                   count == 0    ? "lines have this category, the breakdown has no group of it"
                   : !use_.any() ? "the breakdown has a group that nothing belongs to"
                                 : "the breakdown has this category more than once");
  }

  [[nodiscard]] bool ids_are_right() const {
    const EInvoice& invoice = judge_.invoice;
    const bool represented =
        invoice.tax_representative && !invoice.tax_representative->vat_id.empty();
    const bool seller_vat = !invoice.seller.vat_id.empty() || represented;
    const bool seller = seller_vat || !invoice.seller.tax_number.empty();
    const bool buyer_vat = !invoice.buyer.vat_id.empty();
    switch (family_.ids) {
      case Ids::kSeller:
        return seller;
      case Ids::kSellerVat:
        return seller_vat;
      case Ids::kBoth:
        return seller_vat && buyer_vat;
      case Ids::kBothForReverseCharge:
        return seller && (buyer_vat || !invoice.buyer.legal_id.id.empty());
      case Ids::kNone:
        return !seller_vat && !buyer_vat;
    }
    return true;
  }

  [[nodiscard]] std::string_view ids_wanted() const {
    switch (family_.ids) {
      case Ids::kSeller:
        return "needs the seller's VAT identifier (BT-31) or tax number (BT-32)";
      case Ids::kSellerVat:
        return "needs the seller's VAT identifier (BT-31)";
      case Ids::kBoth:
        return "needs the VAT identifiers of seller and buyer (BT-31, BT-48)";
      case Ids::kBothForReverseCharge:
        return "needs identifiers of seller and buyer (BT-31 or BT-32, BT-48 or BT-47)";
      case Ids::kNone:
        return "allows no VAT identifier";
    }
    return {};
  }

  void judge_ids() {
    if (ids_are_right() || (judge_.claim == Claim::kExtended && family_.ids == Ids::kNone)) return;
    const std::string message =
        "category " + std::string(family_.code) + " " + std::string(ids_wanted());
    const std::string_view place = family_.ids == Ids::kNone ? "seller.vat_id" : "seller";
    if (use_.on_line) judge_.require(false, rule(family_, "02"), at(place), message);
    if (use_.on_allowance) judge_.require(false, rule(family_, "03"), at(place), message);
    if (use_.on_charge) judge_.require(false, rule(family_, "04"), at(place), message);
  }

  [[nodiscard]] bool rate_is_right(const std::optional<Percent>& rate) const {
    switch (family_.rate) {
      case Rate::kPositive:
        return rate && Decimal() < *rate;
      case Rate::kNotNegative:
        return rate && !rate->is_negative();
      case Rate::kZero:
        return rate && rate->is_zero();
      case Rate::kAbsent:
        return !rate;
    }
    return true;
  }

  void judge_rates() {
    const std::string message = "this rate does not go with category " + std::string(family_.code);
    const EInvoice& invoice = judge_.invoice;
    for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
      const Line& line = invoice.lines[i];
      if (line.vat_category != family_.code || rate_is_right(line.vat_rate)) continue;
      judge_.add(Weight::kError, rule(family_, "05"), at("lines", i, "vat_rate"), message);
    }
    for (std::size_t i = 0; i < invoice.allowances_charges.size(); ++i) {
      const AllowanceCharge& one = invoice.allowances_charges[i];
      if (one.vat_category != family_.code || rate_is_right(one.vat_rate)) continue;
      judge_.add(Weight::kError, rule(family_, one.is_charge ? "07" : "06"),
                 at("allowances_charges", i, "vat_rate"), message);
    }
  }

  void judge_group(const VatBreakdown& group, std::size_t i) {
    if (has_lines()) judge_taxable(group, i);
    if (family_.by_rate) {
      judge_tax(group, i);
    } else {
      judge_.require(!group.tax || group.tax->is_zero(), rule(family_, "09"),
                     at("breakdown", i, "tax"), "this category takes no VAT");
    }
    const bool has_reason = !group.reason.empty() || !group.reason_code.empty();
    const bool is_lenient = judge_.claim == Claim::kExtended && !family_.needs_reason;
    judge_.require(has_reason == family_.needs_reason || is_lenient, rule(family_, "10"),
                   at("breakdown", i, "reason"),
                   family_.needs_reason ? "the reason for the exemption is missing (BT-120, BT-121)"
                                        : "a taxed group names no reason for an exemption");
  }

  /// BR-…-08. In UBL the rules of rated categories let a base be wrong by less than one, in CII
  /// those of the others.
  void judge_taxable(const VatBreakdown& group, std::size_t i) {
    if (!group.taxable || (family_.by_rate && !group.rate)) return;
    Decimal sum = use_.sum;
    if (family_.by_rate) {
      const auto found = use_.by_rate.find(group.rate->normalised());
      if (found == use_.by_rate.end()) {
        judge_.require(group.taxable->is_zero() && judge_.syntax == Syntax::kCii,
                       rule(family_, "08"), at("breakdown", i, "rate"),
                       "nothing in the document has this rate");
        return;
      }
      sum = found->second;
    }
    if (two_places(sum) == *group.taxable) return;
    const bool tolerant = (judge_.syntax == Syntax::kUbl) == family_.by_rate && family_.code != "O";
    const bool tolerated = (tolerant || judge_.claim == Claim::kExtended) &&
                           distance(sum, *group.taxable) < Decimal(1);
    judge_.add(tolerated ? Weight::kExact : Weight::kError, rule(family_, "08"),
               at("breakdown", i, "taxable"),
               "lines, allowances and charges come to " + sum.to_string() + ", not " +
                   group.taxable->to_string());
  }

  void judge_tax(const VatBreakdown& group, std::size_t i) {
    if (!group.taxable || !group.tax || !group.rate) return;
    const Decimal wanted =
        two_places(group.taxable->normalised() * group.rate->normalised() * Decimal::scaled(1, 2));
    const bool near = distance(wanted, *group.tax) < Decimal(1);
    judge_.require(near, rule(family_, "09"), at("breakdown", i, "tax"),
                   "the rate of the taxable amount is " + wanted.to_string());
  }

  void judge_delivery() {
    const EInvoice& invoice = judge_.invoice;
    const bool has_day = (invoice.delivery && invoice.delivery->date) ||
                         (invoice.period && (invoice.period->start || invoice.period->end));
    judge_.require(has_day, "BR-IC-11", at("delivery.date"),
                   "an intra-Community supply tells its day or period");
    judge_.require(invoice.delivery && invoice.delivery->address &&
                       !invoice.delivery->address->country.empty(),
                   "BR-IC-12", at("delivery.address.country"),
                   "an intra-Community supply tells the country of delivery");
  }

  void judge_alone() {
    if (judge_.claim == Claim::kExtended) return;
    const EInvoice& invoice = judge_.invoice;
    const auto differs = [](const auto& one) {
      return !one.vat_category.empty() && one.vat_category != "O";
    };
    judge_.require(invoice.breakdown.size() == 1, "BR-O-11", at("breakdown"),
                   "a group outside the scope of VAT is the only one");
    judge_.require(!std::any_of(invoice.lines.begin(), invoice.lines.end(), differs), "BR-O-12",
                   at("lines"), "beside category O no line has another");
    for (const AllowanceCharge& one : invoice.allowances_charges) {
      if (!differs(one)) continue;
      judge_.require(false, one.is_charge ? "BR-O-14" : "BR-O-13", at("allowances_charges"),
                     "beside category O nothing has another");
    }
  }

  Judge& judge_;
  const Family& family_;
  Use use_;
};

/// BR-CO-17 within one, as the rules let it pass, and to the cent: VAT is the rate of the taxable
/// amount, or what the price of both contains (Art. 226(10); both are in use, and agree with the
/// totals). A credit note may bring the balance of earlier ones, which it cannot show.
void judge_amount(Judge& judge, const VatBreakdown& group, std::size_t i) {
  if (!group.tax || !group.taxable) return;
  if (!group.rate) {
    judge.require(round(*group.tax, 0, Rounding::kHalfUp).is_zero(), "BR-CO-17",
                  at("breakdown", i, "tax"), "VAT without a rate");
    return;
  }
  const Decimal rate = group.rate->normalised();
  const Decimal wanted = two_places(group.taxable->normalised() * rate * Decimal::scaled(1, 2));
  const bool is_zero = round(rate, 0, Rounding::kHalfUp).is_zero();
  const Decimal gap = distance(wanted, *group.tax);
  const bool near = is_zero ? round(*group.tax, 0, Rounding::kHalfUp).is_zero()
                            : (judge.syntax == Syntax::kCii ? gap <= Decimal(1) : gap < Decimal(1));
  judge.require(near, "BR-CO-17", at("breakdown", i, "tax"),
                "the rate of the taxable amount is " + wanted.to_string());
  if (!near || gap.is_zero() || is_credit_note(judge.invoice.type_code)) return;
  const Decimal gross = *group.taxable + *group.tax;
  const Decimal hundred = Decimal(100) + rate;
  const bool contained = Decimal() < hundred && gross.scale() <= 2 &&
                         divide(gross * rate, hundred, 2, Rounding::kHalfUp) == *group.tax;
  judge.exact(contained, "BR-CO-17", at("breakdown", i, "tax"),
              "the rate of the taxable amount is " + wanted.to_string() +
                  ", and the price contains another VAT as well");
}

void judge_group(Judge& judge, const VatBreakdown& group, std::size_t i) {
  judge.require(group.taxable.has_value(), "BR-45", at("breakdown", i, "taxable"),
                "the taxable amount (BT-116) is missing");
  judge.require(group.tax.has_value(), "BR-46", at("breakdown", i, "tax"),
                "the VAT of the group (BT-117) is missing");
  judge.require(!group.category.empty(), "BR-47", at("breakdown", i, "category"),
                "the category (BT-118) is missing");
  judge.require(group.rate || group.category == "O", "BR-48", at("breakdown", i, "rate"),
                "the rate (BT-119) is missing");
  judge.require(has_two_places(group.taxable), "BR-DEC-19", at("breakdown", i, "taxable"),
                "more than two decimal places");
  judge.require(has_two_places(group.tax), "BR-DEC-20", at("breakdown", i, "tax"),
                "more than two decimal places");
  judge_amount(judge, group, i);
}

/// BR-B: split payment, in Italy alone.
void judge_split_payment(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const auto has = [&](std::string_view code) {
    return use_of(invoice, code).any() ||
           std::any_of(invoice.breakdown.begin(), invoice.breakdown.end(),
                       [&](const VatBreakdown& group) { return group.category == code; });
  };
  if (!has("B")) return;
  const auto is_italian = [](const Party& party) {
    return !party.address || party.address->country == "IT";
  };
  judge.require(is_italian(invoice.seller) && is_italian(invoice.buyer), "BR-B-01", at("breakdown"),
                "split payment is for Italians alone");
  judge.require(!has("S"), "BR-B-02", at("breakdown"), "split payment excludes the standard rate");
}

}  // namespace

void judge_vat(Judge& judge) {
  const auto& breakdown = judge.invoice.breakdown;
  judge.require(!breakdown.empty(), "BR-CO-18", at("breakdown"), "there is no VAT breakdown");
  for (std::size_t i = 0; i < breakdown.size(); ++i) judge_group(judge, breakdown[i], i);
  for (const Family& family : kFamilies) FamilyJudge(judge, family).run();
  judge_split_payment(judge);
}

}  // namespace enclosure::invoice::rules
