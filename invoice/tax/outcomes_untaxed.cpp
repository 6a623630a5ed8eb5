#include "invoice/tax/outcomes.h"

#include <string>

#include "invoice/tax/draft.h"

namespace enclosure::invoice::tax_then {
Outcome import_by_buyer(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.from.state, "import_by_buyer", facts.seller.established.code())
      .untaxed(VatCategory::kO, "VATEX-EU-O")
      .say("goods_from_outside_eu")
      .without_buyer_id()
      .because("The buyer imports the goods: the supply takes place outside the EU.",
               "Art. 30, 32, 60 Directive 2006/112/EC")
      .done();
}

Outcome small_enterprise(const Facts& facts, std::string_view scenario) {
  const std::string& state = facts.from.state;
  return Draft(facts, scenario)
      .supply(state, "small_business", state)
      .under_any_number_of(state)
      .untaxed(VatCategory::kE, state == "FR" ? "VATEX-FR-FRANCHISE" : "")
      .say("small_business")
      .exemption_text(facts.law.small_business_mention(state, facts.day))
      .because("The seller is a small enterprise in " + state + ": exempt there.",
               "Art. 284(1) Directive 2006/112/EC")
      .done();
}

Outcome small_enterprise_abroad(const Facts& facts, std::string_view scenario) {
  const std::string& home = facts.from.state;
  return Draft(facts, scenario)
      .supply(facts.to.state, "sme_cross_border", home)
      .under_any_number_of(home)
      .untaxed(VatCategory::kE)
      .say("small_business")
      .warn("print_ex_number")
      .because("The seller's number with suffix EX is valid in " + facts.to.state +
                   ": exempt there as a small enterprise.",
               "Art. 284(2)-(5), 284a-284e Directive 2006/112/EC")
      .done();
}

Outcome export_of_goods(const Facts& facts, std::string_view scenario) {
  const std::string& state = facts.from.state;
  return Draft(facts, scenario)
      .supply(state, "export", state)
      .under_number_of(state)
      .untaxed(VatCategory::kG, "VATEX-EU-G")
      .say("export_exempt")
      .warn("proof_of_export")
      .because("The seller sends the goods out of the EU VAT area: exempt, with proof of export.",
               "Art. 146(1)(a) Directive 2006/112/EC")
      .done();
}

Outcome margin_goods(const Facts& facts, std::string_view scenario) {
  for (const OrderLine& line : facts.order.lines) {
    if (line.rate_class.is_margin()) continue;
    return not_covered(scenario, "margin goods together with other goods are not covered yet",
                       "sell them in an order of their own");
  }
  const std::string& state = facts.from.state;
  return Draft(facts, scenario)
      .supply(state, "margin", state)
      .under_number_of(state)
      .untaxed(VatCategory::kE, "VATEX-EU-F")
      .say("margin_second_hand")
      .because("Second-hand goods are taxed on the margin, in the state of dispatch.",
               "Art. 35, 139(3), 311-325 Directive 2006/112/EC")
      .done();
}

Outcome reverse_charge_194(const Facts& facts, std::string_view scenario) {
  if (!facts.home.in_eu_vat_area) {
    return not_covered("S21", "reverse charge by a seller from outside the EU is not covered yet",
                       "ask a tax adviser");
  }
  return Draft(facts, scenario)
      .supply(facts.to.state, "reverse_charge_194", facts.home.state)
      .under_number_of(facts.home.state)
      .untaxed(VatCategory::kAE, "VATEX-EU-AE")
      .say("reverse_charge")
      .because(
          "The seller is not established in " + facts.to.state +
              ", the buyer is registered there: the buyer owes the VAT by that state's option.",
          "Art. 194, 219a(2)(a) Directive 2006/112/EC")
      .done();
}

Outcome triangulation(const Facts& facts, std::string_view scenario) {
  if (!facts.stands_between()) {
    return not_covered(scenario, "the parties do not stand in three Member States",
                       "take the declaration of a triangular transaction out of the order");
  }
  return Draft(facts, scenario)
      .supply(facts.to.state, "triangulation", facts.home.state)
      .under_number_of(facts.home.state)
      .untaxed(VatCategory::kAE, "VATEX-EU-AE")
      .say("triangulation")
      .warn("recapitulative_statement")
      .because(
          "The seller is the middle man of a declared triangular transaction: the buyer owes "
          "the VAT.",
          "Art. 42, 141, 197 Directive 2006/112/EC")
      .done();
}

Outcome intra_community_supply(const Facts& facts, std::string_view scenario) {
  const std::string& state = facts.from.state;
  return Draft(facts, scenario)
      .supply(state, "intra_community", state)
      .under_number_of(state)
      .untaxed(VatCategory::kK, "VATEX-EU-IC")
      .say("ic_supply_exempt")
      .warn_if(!facts.is_registered_in(facts.to.state), "vat_id_of_other_country")
      .warn("recapitulative_statement")
      .warn("proof_of_transport")
      .because(
          "A border is crossed and the buyer acts under a VAT number of another state: exempt.",
          "Art. 138(1), (1a) Directive 2006/112/EC; Art. 45a Implementing Regulation (EU) "
          "282/2011")
      .done();
}

}  // namespace enclosure::invoice::tax_then
