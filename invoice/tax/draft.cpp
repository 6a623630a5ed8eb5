#include "invoice/tax/draft.h"

#include <algorithm>
#include <utility>

namespace enclosure::invoice {
namespace {

std::string in_line(std::size_t index, std::string_view member) {
  return "lines[" + std::to_string(index) + "]." + std::string(member);
}

}  // namespace

Draft::Draft(const Facts& facts, std::string_view scenario) : facts_(facts) {
  decision_.scenario = scenario;
  decision_.grounds = facts.grounds;
  const auto& territory = facts.to.territory;
  const bool named = territory && territory->treatment != TerritoryTreatment::kEuDestination;
  if (named) decision_.territory = territory->id;  // Northern Ireland is a state of its own here
  warn_if(facts.buyer_id == BuyerId::kInvalid && !facts.vat_id, "vat_id_checksum");
}

Draft& Draft::supply(std::string_view state, std::string_view scheme, std::string_view rules_of) {
  decision_.place_of_supply = std::string(state);
  decision_.scheme = scheme;
  decision_.invoicing_rules_of = rules_of;
  return *this;
}

Draft& Draft::under_number_of(std::string_view state) {
  under_any_number_of(state);
  if (decision_.seller_vat_id.empty()) {
    faults_.push_back({"TAX-004", "seller.vat_ids." + std::string(state),
                       "S40: the seller has no VAT number of " + std::string(state) +
                           ", under which this supply is made",
                       "register there and add the number to the seller"});
  }
  return *this;
}

Draft& Draft::under_any_number_of(std::string_view state) {
  if (const std::string* number = facts_.seller_number(state)) decision_.seller_vat_id = *number;
  return *this;
}

Draft& Draft::taxed_in(const VatPlace& place) {
  for (std::size_t i = 0; i < facts_.order.lines.size(); ++i) {
    const OrderLine& line = facts_.order.lines[i];
    if (line.rate_class.is_margin()) {
      faults_.push_back({"TAX-001", in_line(i, "rate_class"),
                         "S25: margin goods in this supply are not covered yet",
                         "sell them in an order of their own"});
      continue;
    }
    const Percent rate =
        take(facts_.law.rate(place.state, place.rate_region, line.rate_class, facts_.day),
             in_line(i, "rate_class"), faults_);
    const auto category = rate.is_zero() ? VatCategory::kZ : VatCategory::kS;
    decision_.lines[line.id] = {category, rate};
  }
  return *this;
}

Draft& Draft::untaxed(VatCategory category, std::string_view vatex) {
  for (const OrderLine& line : facts_.order.lines) decision_.lines[line.id] = {category, Percent()};
  decision_.vatex = vatex;
  return *this;
}

Draft& Draft::say(std::string_view phrase) {
  decision_.phrases.emplace_back(phrase);
  return *this;
}

Draft& Draft::exemption_text(std::string text) {
  decision_.exemption_text = std::move(text);
  return *this;
}

Draft& Draft::warn(std::string_view warning) {
  decision_.warnings.emplace_back(warning);
  return *this;
}

Draft& Draft::warn_if(bool condition, std::string_view warning) {
  return condition ? warn(warning) : *this;
}

Draft& Draft::because(std::string statement, std::string_view source) {
  decision_.grounds.push_back({std::move(statement), std::string(source)});
  return *this;
}

Draft& Draft::without_buyer_id() {
  buyer_id_allowed_ = false;
  return *this;
}

Result<TaxDecision> Draft::done() {
  add_buyer_id();
  add_vat_currency();
  add_national_system();
  if (!faults_.empty()) return std::move(faults_);
  return std::move(decision_);
}

/// BT-48: a number that VIES denies is not printed, one that it was not asked about is; a foreign
/// one only where the goods leave the EU.
void Draft::add_buyer_id() {
  if (!buyer_id_allowed_ || !facts_.vat_id || facts_.buyer_id == BuyerId::kInvalid) return;
  if (facts_.buyer_id == BuyerId::kForeign && facts_.to.in_eu_vat_area) return;
  decision_.buyer_vat_id = facts_.vat_id->to_string();
}

/// Art. 230: VAT that is owed is also given in the currency of the state of taxation. What goes
/// through a One Stop Shop is declared in euro (Art. 369h, 369v), which serves as well.
void Draft::add_vat_currency() {
  const bool owed =
      std::any_of(decision_.lines.begin(), decision_.lines.end(),
                  [](const auto& line) { return line.second.category == VatCategory::kS; });
  if (!owed || !decision_.place_of_supply) return;
  std::vector<Currency> accepted;
  const auto national = facts_.law.currency_of(*decision_.place_of_supply, facts_.day);
  if (national) accepted.push_back(*national);
  if (decision_.scheme == "oss" || decision_.scheme == "ioss") accepted.emplace_back();
  const Order& order = facts_.order;
  if (std::find(accepted.begin(), accepted.end(), order.currency) != accepted.end()) return;
  for (const Currency& currency : accepted) {
    const auto rate = order.exchange_rates.find(currency.to_string());
    if (rate == order.exchange_rates.end() || rate->second.rate <= Decimal()) continue;
    decision_.vat_currency =
        VatCurrency{currency, rate->second.rate, rate->second.day, rate->second.source};
    say("currency_note");
    because("The invoice is in " + order.currency.to_string() + ", so the VAT is given in " +
                currency.to_string() + ", too.",
            "Art. 230, 91(2) Directive 2006/112/EC");
    return;
  }
  const std::string wanted = accepted.empty() ? "the national currency" : accepted[0].to_string();
  faults_.push_back(
      {"TAX-002", "exchange_rates",
       "S37: the VAT of an invoice in " + order.currency.to_string() + " must be given in " +
           wanted + ", but there is no exchange rate",
       "add the rate of the day of supply: " + wanted + " per one " + order.currency.to_string()});
}

void Draft::add_national_system() {
  const bool domestic = !facts_.crosses_border() && facts_.from.state == facts_.home.state;
  if (facts_.home.in_eu_vat_area &&
      facts_.law.has_national_system(facts_.home.state, facts_.is_business, !domestic,
                                     facts_.day)) {
    warn("national_system:" + facts_.home.state);
  }
}

}  // namespace enclosure::invoice
