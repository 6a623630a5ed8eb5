#include "invoice/model/checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/visible.h"
#include "invoice/model/vat.h"

namespace enclosure::invoice {
namespace {

/// How one category names its rules: BR-S-08, BR-IC-08, …
std::string_view rule_family(VatCategory category) {
  switch (category) {
    case VatCategory::kS:
      return "BR-S";
    case VatCategory::kZ:
      return "BR-Z";
    case VatCategory::kE:
      return "BR-E";
    case VatCategory::kAE:
      return "BR-AE";
    case VatCategory::kK:
      return "BR-IC";
    case VatCategory::kG:
      return "BR-G";
    case VatCategory::kO:
      return "BR-O";
    case VatCategory::kL:
      return "BR-AF";
    case VatCategory::kM:
      return "BR-AG";
  }
  return "BR";
}

/// Categories that need a reason for taking no VAT (BT-120 or BT-121); the others may have none.
bool needs_reason(VatCategory category) {
  switch (category) {
    case VatCategory::kE:
    case VatCategory::kAE:
    case VatCategory::kK:
    case VatCategory::kG:
    case VatCategory::kO:
      return true;
    default:
      return false;
  }
}

/// The only categories with a rate above zero.
bool is_taxed(VatCategory category) {
  return category == VatCategory::kS || category == VatCategory::kL || category == VatCategory::kM;
}

/// Collects the faults of one document.
class Checker {
 public:
  explicit Checker(const InvoiceContent& content) : content_(content) {}

  Faults run() {
    check_head();
    check_correction();
    check_lines();
    check_groups();
    check_totals();
    check_vat_ids();
    check_other_currency();
    return std::move(faults_);
  }

 private:
  void require(bool holds, std::string rule, std::string path, std::string message,
               std::string hint = "") {
    if (holds) return;
    faults_.push_back({std::move(rule), std::move(path), std::move(message), std::move(hint)});
  }

  void require(bool holds, const VatBreakdown& group, std::string_view number, std::string message,
               std::string hint = "") {
    require(
        holds, std::string(rule_family(group.category)) + "-" + std::string(number), "breakdown",
        std::string(to_string(group.category)) + " " + group.rate.to_string() + " %: " + message,
        std::move(hint));
  }

  void check_address(const Address& address, const std::string& path) {
    require(!address.lines.empty() && !address.city.empty(), "ART-226", path,
            "Art. 226(5): the full address is missing");
  }

  void check_head() {
    require(!content_.number.empty(), "BR-02", "number", "the invoice has no number");
    require(content_.issue_date.ok(), "BR-03", "issue_date", "the invoice has no date of issue");
    require(has_visible(content_.seller.name), "BR-06", "seller.name", "the seller has no name");
    check_address(content_.seller.address, "seller.address");
    if (content_.simplified && content_.buyer.name.empty()) return;  // Art. 226b wants none
    require(has_visible(content_.buyer.name), "BR-07", "buyer.name", "the buyer has no name");
    check_address(content_.buyer.address, "buyer.address");
  }

  /// Art. 219: a correction refers specifically and unambiguously to the first invoice.
  void check_correction() {
    const bool corrects = content_.type_code != TypeCode::kInvoice;
    require(corrects != content_.preceding.empty(), "ART-219", "preceding",
            corrects ? "the correction names no invoice that it corrects"
                     : "only a correction names an invoice that went before");
    for (const PrecedingInvoice& before : content_.preceding) {
      require(!before.number.empty() && before.issue_date.ok() && before.number != content_.number,
              "ART-219", "preceding", "the invoice before has no number and date of its own");
    }
  }

  void check_lines() {
    require(!content_.lines.empty(), "BR-16", "lines", "the invoice has no line");
    std::set<std::string> ids;
    for (std::size_t i = 0; i < content_.lines.size(); ++i) {
      const InvoiceLine& line = content_.lines[i];
      const std::string path = "lines[" + std::to_string(i) + "]";
      require(!line.id.empty() && ids.insert(line.id).second, "BR-21", path + ".id",
              "a line needs an id of its own");
      require(Decimal() < line.quantity, "BR-22", path + ".quantity",
              "the quantity is not positive");
      require(line.kind != LineKind::kItem || has_visible(line.description), "BR-25",
              path + ".description", "the line names no goods");
      require(!line.unit_price_net.is_negative() && !line.unit_price_gross.is_negative(), "BR-27",
              path + ".unit_price_net", "the unit price is negative");
      require(!line.discount_net.is_negative() && !line.discount_gross.is_negative(), "BR-27",
              path + ".discount_net", "the discount is negative");
      require(group_of(line) != nullptr, "BR-CO-18", path + ".vat_category",
              "the VAT breakdown has no group for this line");
    }
  }

  const VatBreakdown* group_of(const InvoiceLine& line) const {
    const auto found = std::find_if(
        content_.breakdown.begin(), content_.breakdown.end(), [&](const VatBreakdown& group) {
          return group.category == line.vat_category && group.rate == line.vat_rate;
        });
    return found == content_.breakdown.end() ? nullptr : &*found;
  }

  bool has_mention() const {
    return std::any_of(content_.mentions.begin(), content_.mentions.end(),
                       [](const LegalMention& mention) {
                         return mention.key != "oss_notice" && mention.key != "currency_note";
                       });
  }

  void check_groups() {
    require(!content_.breakdown.empty(), "BR-CO-18", "breakdown", "there is no VAT breakdown");
    std::set<std::pair<VatCategory, Percent>> seen;
    for (const VatBreakdown& group : content_.breakdown) {
      require(seen.insert({group.category, group.rate}).second, group, "08", "is there twice");
      check_sums(group);
      check_rate(group);
      const bool reason = !group.exemption_code.empty() || has_mention();
      require(!needs_reason(group.category) || reason, group, "10",
              "names no reason for exemption");
      require(needs_reason(group.category) || group.exemption_code.empty(), group, "10",
              "must not name a reason for exemption");
      require(group.category != VatCategory::kO || content_.breakdown.size() == 1, group, "11",
              "must be the only group of the invoice");
    }
  }

  void check_sums(const VatBreakdown& group) {
    Money net = Money::zero(content_.currency);
    Money gross = net;
    for (const InvoiceLine& line : content_.lines) {
      if (group_of(line) != &group) continue;
      net += line.net;
      gross += line.gross;
    }
    require(
        net == group.taxable, group, "08",
        "its lines sum to " + net.to_string() + " without VAT, not " + group.taxable.to_string());
    require(gross == group.gross || content_.totals.rounding, group, "08",
            "its lines sum to " + gross.to_string() + " with VAT, not " + group.gross.to_string());
    require(group.taxable + group.vat == group.gross, group, "08",
            "taxable amount and VAT do not sum to " + group.gross.to_string());
  }

  /// BR-CO-17 by rule GR1: VAT is taken out of the gross total, once, half up; in the strict
  /// picture VAT is the rate of the net. A credit note takes the balance of what was credited
  /// before, which a single document cannot tell.
  [[nodiscard]] Money vat_of(const VatBreakdown& group) const {
    return content_.totals.rounding ? vat_on(group.taxable, group.rate)
                                    : vat_within(group.gross, group.rate);
  }

  void check_rate(const VatBreakdown& group) {
    const bool taxed = is_taxed(group.category);
    const bool zero = group.rate.is_zero();
    require(taxed ? Decimal() < group.rate || group.category != VatCategory::kS : zero, group, "05",
            "this rate does not go with the category");
    if (!taxed || zero) {
      require(group.vat.is_zero(), group, "09", "must not carry VAT");
    } else if (content_.type_code != TypeCode::kCreditNote && !group.rate.is_negative()) {
      require(group.vat == vat_of(group), group, "09",
              "the VAT within " + group.gross.to_string() + " is not " + group.vat.to_string());
    }
  }

  void check_totals() {
    const DocumentTotals& totals = content_.totals;
    Money net = Money::zero(content_.currency);
    Money vat = net;
    Money lines_gross = net;
    for (const InvoiceLine& line : content_.lines) {
      net += line.net;
      lines_gross += line.gross;
    }
    for (const VatBreakdown& group : content_.breakdown) vat += group.vat;
    const auto sum = [&](bool holds, const char* rule, const char* member, Money wanted) {
      require(holds, rule, std::string("totals.") + member, "should be " + wanted.to_string());
    };
    sum(totals.line_net_total == net, "BR-CO-10", "line_net_total", net);
    sum(totals.total_without_vat == totals.line_net_total, "BR-CO-13", "total_without_vat",
        totals.line_net_total);
    sum(totals.vat_total == vat, "BR-CO-14", "vat_total", vat);
    const Money gross = totals.total_without_vat + totals.vat_total;
    sum(totals.total_with_vat == gross, "BR-CO-15", "total_with_vat", gross);
    const Money rounding = totals.rounding.value_or(Money::zero(content_.currency));
    sum(!totals.rounding || rounding == lines_gross - totals.total_with_vat, "BR-CO-16", "rounding",
        lines_gross - totals.total_with_vat);
    const Money due = totals.total_with_vat - totals.paid - totals.paid_by_marketplace + rounding;
    sum(totals.amount_due == due, "BR-CO-16", "amount_due", due);
  }

  void check_vat_ids() {
    for (const VatBreakdown& group : content_.breakdown) {
      const bool seller_known =
          !content_.seller_vat_id.empty() || !content_.seller.tax_number.empty();
      switch (group.category) {
        case VatCategory::kK:
        case VatCategory::kAE:
          require(!content_.seller_vat_id.empty() && !content_.buyer.vat_id.empty(), group, "02",
                  "both VAT ids must be there");
          break;
        case VatCategory::kG:
          require(!content_.seller_vat_id.empty(), group, "02", "the seller's VAT id is missing");
          break;
        case VatCategory::kO:
          require(content_.seller_vat_id.empty() && content_.buyer.vat_id.empty(), group, "02",
                  "no VAT id may be there");
          break;
        default:
          require(seller_known, group, "02", "neither VAT id nor tax number of the seller is there",
                  content_.scheme == "ioss"
                      ? "add the tax number (seller.tax_number): the IOSS number is for the "
                        "carrier alone and is never printed"
                      : "add the tax number (seller.tax_number)");
      }
      require(group.category != VatCategory::kK || content_.supply_date, group, "11",
              "the date of supply is missing");
    }
  }

  void check_other_currency() {
    if (!content_.vat_in_currency) return;
    const VatInCurrency& other = *content_.vat_in_currency;
    require(other.currency != content_.currency && other.vat.currency() == other.currency, "BR-53",
            "vat_in_currency", "the VAT is not given in one other currency");
    require(Decimal() < other.rate, "BR-53", "vat_in_currency.rate", "the rate is not positive");
  }

  const InvoiceContent& content_;
  Faults faults_;
};

}  // namespace

Faults broken_rules(const InvoiceContent& content) {
  return Checker(content).run();
}

bool mixed_currencies(const InvoiceContent& content) {
  const auto foreign = [&](auto... amounts) {
    return ((amounts.currency() != content.currency) || ...);
  };
  const DocumentTotals& t = content.totals;
  return foreign(t.line_net_total, t.total_without_vat, t.vat_total, t.total_with_vat, t.paid,
                 t.paid_by_marketplace, t.amount_due,
                 t.rounding.value_or(Money::zero(content.currency))) ||
         std::any_of(content.lines.begin(), content.lines.end(),
                     [&](const InvoiceLine& line) {
                       return foreign(line.net, line.gross, line.discount_net, line.discount_gross);
                     }) ||
         std::any_of(content.breakdown.begin(), content.breakdown.end(),
                     [&](const VatBreakdown& group) {
                       return foreign(group.taxable, group.vat, group.gross);
                     });
}

}  // namespace enclosure::invoice
