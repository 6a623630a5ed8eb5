#include "invoice/tax/national.h"

#include <algorithm>

#include "invoice/tax/law_data.h"

namespace enclosure::invoice {
namespace {

/// The national law of `state`; empty for one without a file.
const NationalLaw& national_law(const LawData& law, std::string_view state) {
  static const NationalLaw kNone;
  const auto found = law.states.find(state);
  return found == law.states.end() ? kNone : found->second.national;
}

/// What binds everybody with a number binds those who are established there as well.
bool binds(const PdfRule& rule, Bound seller) {
  return rule.who == Bound::kRegistered || seller == Bound::kEstablished;
}

}  // namespace

std::string_view code_of(SupplyKind kind) {
  switch (kind) {
    case SupplyKind::kConsumer:
      return "b2c";
    case SupplyKind::kDomesticBusiness:
      return "b2b_domestic";
    case SupplyKind::kCrossBorderBusiness:
      break;
  }
  return "b2b_cross_border";
}

std::vector<Particular> TaxLaw::particulars_of(std::string_view state) const {
  return national_law(*data_, state).particulars;
}

std::vector<Particular> TaxLaw::particulars_of(std::string_view state, Date day) const {
  std::vector<Particular> particulars = particulars_of(state);
  std::erase_if(particulars, [&](const Particular& p) { return !p.valid.covers(day); });
  return particulars;
}

std::vector<PdfRule> TaxLaw::pdf_rules(std::string_view state, Bound seller) const {
  std::vector<PdfRule> rules = national_law(*data_, state).pdf;
  std::erase_if(rules, [&](const PdfRule& rule) { return !binds(rule, seller); });
  return rules;
}

PdfRule TaxLaw::pdf_sufficiency(std::string_view state, SupplyKind kind, Bound seller,
                                Date day) const {
  PdfRule strictest;
  for (const PdfRule& rule : national_law(*data_, state).pdf) {
    const bool meant = std::find(rule.kinds.begin(), rule.kinds.end(), kind) != rule.kinds.end();
    if (!meant || !binds(rule, seller) || !rule.valid.covers(day)) continue;
    if (rule.verdict >= strictest.verdict) strictest = rule;
  }
  return strictest;
}

NumberingRule TaxLaw::numbering_rule(std::string_view state, std::optional<Date> day) const {
  const auto* row = in_force(national_law(*data_, state).numbering, day);
  return row ? row->value : NumberingRule{};
}

std::optional<SimplifiedLimit> TaxLaw::simplified_limit(std::string_view state, Date day) const {
  const auto* row = in_force(national_law(*data_, state).simplified, day);
  return row ? std::optional(row->value) : std::nullopt;
}

Retention TaxLaw::retention(std::string_view state, std::optional<Date> day) const {
  const auto* row = in_force(national_law(*data_, state).retention, day);
  return row ? row->value : Retention{};
}

}  // namespace enclosure::invoice
