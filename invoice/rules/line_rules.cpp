// BR-21 to BR-44, BR-54, BR-64, BR-65: allowances, charges and lines.

#include "core/visible.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

// GCC and Clang both have it; it holds the product of any two coefficients.
__extension__ using Int128 = __int128;

/// How allowances and charges of a document and of a line name their rules.
struct AllowanceRules {
  std::string_view amount;
  std::string_view category;  ///< none on a line
  std::string_view reason;
  std::string_view reason_too;
  std::string_view places_amount;
  std::string_view places_base;
};
constexpr AllowanceRules kDocumentAllowance{"BR-31",    "BR-32",     "BR-33",
                                            "BR-CO-21", "BR-DEC-01", "BR-DEC-02"};
constexpr AllowanceRules kDocumentCharge{"BR-36",    "BR-37",     "BR-38",
                                         "BR-CO-22", "BR-DEC-05", "BR-DEC-06"};
constexpr AllowanceRules kLineAllowance{"BR-41", "", "BR-42", "BR-CO-23", "BR-DEC-24", "BR-DEC-25"};
constexpr AllowanceRules kLineCharge{"BR-43", "", "BR-44", "BR-CO-24", "BR-DEC-27", "BR-DEC-28"};

void judge_one(Judge& judge, const AllowanceCharge& one, const AllowanceRules& rules, Place place) {
  const auto at_term = [&](std::string_view term) {
    Place there = place;
    there.term = term;
    return there;
  };
  judge.require(one.amount.has_value(), rules.amount, at_term("amount"), "the amount is missing");
  if (!rules.category.empty()) {
    judge.require(!one.vat_category.empty(), rules.category, at_term("vat_category"),
                  "the VAT category is missing");
  }
  const bool has_reason = !one.reason.empty() || !one.reason_code.empty();
  judge.require(has_reason, rules.reason, at_term("reason"), "neither reason nor reason code");
  judge.require(has_reason, rules.reason_too, at_term("reason"), "neither reason nor reason code");
  judge.require(has_two_places(one.amount), rules.places_amount, at_term("amount"),
                "more than two decimal places");
  judge.require(has_two_places(one.base), rules.places_base, at_term("base"),
                "more than two decimal places");
}

/// `quantity * price / base`, rounded to two places; nothing where it does not fit into 128 bits.
std::optional<Decimal> line_amount(Decimal quantity, Decimal price, Decimal base) {
  quantity = quantity.normalised();
  price = price.normalised();
  base = base.normalised();
  Int128 numerator = static_cast<Int128>(quantity.coefficient()) * price.coefficient();
  Int128 denominator = base.coefficient();
  if (denominator <= 0) return std::nullopt;
  constexpr Int128 kRoom = static_cast<Int128>(1) << 121;
  for (int power = quantity.scale() + price.scale() - base.scale() - 2; power != 0;) {
    Int128& grown = power > 0 ? denominator : numerator;
    if (grown > kRoom / 10 || grown < -kRoom / 10) return std::nullopt;
    grown *= 10;
    power += power > 0 ? -1 : 1;
  }
  const Int128 half = numerator < 0 ? -denominator : denominator;
  const Int128 cents = (2 * numerator + half) / (2 * denominator);
  constexpr Int128 kMost = 999'999'999'999'999'999;
  if (cents > kMost || cents < -kMost) return std::nullopt;
  return Decimal::scaled(static_cast<std::int64_t>(cents), 2);
}

/// BT-131 is quantity times price, rounded once, less allowances, plus charges. EN 16931 says so;
/// its own rules do not look, those of Peppol let two cents pass (R120).
void judge_amount(Judge& judge, const Line& line, std::size_t index) {
  if (!line.net || !line.quantity || !line.price.net) return;
  const Decimal base = line.price.base_quantity.value_or(Decimal(1));
  const auto product = line_amount(*line.quantity, *line.price.net, base);
  if (!product) return;
  Decimal wanted = *product;
  for (const AllowanceCharge& one : line.allowances_charges) {
    wanted = one.is_charge ? wanted + value(one.amount) : wanted - value(one.amount);
  }
  judge.exact(wanted == *line.net, "PEPPOL-EN16931-R120", at("lines", index, "net"),
              "quantity times price, less allowances, plus charges is " + wanted.to_string());
}

void judge_price(Judge& judge, const Line& line, std::size_t i) {
  const Price& price = line.price;
  judge.require(price.net.has_value(), "BR-26", at("lines", i, "price.net"),
                "the net price (BT-146) is missing");
  judge.require(!price.net || !price.net->is_negative(), "BR-27", at("lines", i, "price.net"),
                "the net price is negative");
  judge.require(!price.gross || !price.gross->is_negative(), "BR-28", at("lines", i, "price.gross"),
                "the gross price is negative");
}

void judge_item(Judge& judge, const Line& line, std::size_t i) {
  judge.require(has_visible(line.name), "BR-25", at("lines", i, "name"),
                "the item has no name (BT-153)");
  judge.require(line.standard_id.id.empty() || !line.standard_id.scheme.empty(), "BR-64",
                at("lines", i, "standard_id"), "a standard identifier (BT-157) names its scheme");
  for (const Classification& one : line.classifications) {
    judge.require(one.code.empty() || !one.list.empty(), "BR-65", at("lines", i, "classifications"),
                  "a classification (BT-158) names its list");
  }
  for (const Attribute& one : line.attributes) {
    judge.require(!one.name.empty() && !one.value.empty(), "BR-54", at("lines", i, "attributes"),
                  "an attribute has a name and a value");
  }
}

void judge_line(Judge& judge, const Line& line, std::size_t i) {
  judge.require(!line.id.empty(), "BR-21", at("lines", i, "id"), "the line has no id (BT-126)");
  judge.require(line.quantity.has_value(), "BR-22", at("lines", i, "quantity"),
                "the quantity (BT-129) is missing");
  judge.require(!line.quantity || !line.unit.empty(), "BR-23", at("lines", i, "unit"),
                "the quantity has no unit (BT-130)");
  judge.require(line.net.has_value(), "BR-24", at("lines", i, "net"),
                "the net amount (BT-131) is missing");
  judge.require(has_two_places(line.net), "BR-DEC-23", at("lines", i, "net"),
                "more than two decimal places");
  judge.require(!line.vat_category.empty(), "BR-CO-04", at("lines", i, "vat_category"),
                "the VAT category (BT-151) is missing");
  judge_item(judge, line, i);
  judge_price(judge, line, i);
  if (line.period) {
    const Period& period = *line.period;
    judge.require(!period.start || !period.end || *period.start <= *period.end, "BR-30",
                  at("lines", i, "period.end"), "the period ends before it begins");
    judge.require(period.start || period.end, "BR-CO-20", at("lines", i, "period"),
                  "a period has a start, an end or both");
  }
  for (std::size_t j = 0; j < line.allowances_charges.size(); ++j) {
    const AllowanceCharge& one = line.allowances_charges[j];
    judge_one(judge, one, one.is_charge ? kLineCharge : kLineAllowance,
              {"lines", i, "", "allowances_charges", j});
  }
  judge_amount(judge, line, i);
}

}  // namespace

void judge_allowances_charges(Judge& judge) {
  const auto& all = judge.invoice.allowances_charges;
  for (std::size_t i = 0; i < all.size(); ++i) {
    judge_one(judge, all[i], all[i].is_charge ? kDocumentCharge : kDocumentAllowance,
              {"allowances_charges", i, ""});
  }
}

void judge_lines(Judge& judge) {
  const auto& lines = judge.invoice.lines;
  judge.require(!lines.empty(), "BR-16", at("lines"), "the invoice has no line");
  for (std::size_t i = 0; i < lines.size(); ++i) judge_line(judge, lines[i], i);
}

}  // namespace enclosure::invoice::rules
