#include "invoice/tax/outcomes.h"

#include <string>

#include "invoice/tax/draft.h"

namespace enclosure::invoice::tax_then {
namespace {

/// A sentence that needs no facts.
auto sentence(std::string_view text) {
  return [text] { return std::string(text); };
}

/// What keeps these facts from being a triangular transaction, or empty.
std::string no_three_states(const Facts& facts) {
  const std::string& home = facts.home.state;
  if (!facts.home.in_eu_vat_area) return "the seller is not established in the EU";
  if (!facts.crosses_border()) return "the goods do not leave " + facts.from.state;
  if (home == facts.from.state) return "the goods leave from " + home + ", the seller's own state";
  if (home == facts.to.state) return "the goods arrive in " + home + ", the seller's own state";
  if (!facts.is_registered_in(facts.to.state))
    return "no number of " + facts.to.state + " is confirmed for the buyer, where the goods arrive";
  return {};
}

}  // namespace

Outcome import_by_buyer(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.from.state, "import_by_buyer", facts.seller.established.code())
      .untaxed(VatCategory::kO, "VATEX-EU-O")
      .say("goods_from_outside_eu")
      .without_buyer_id()
      .because(sentence("The buyer imports the goods: the supply takes place outside the EU."),
               "Art. 30, 32, 60 Directive 2006/112/EC")
      .done();
}

Outcome small_enterprise(const Facts& facts, std::string_view scenario) {
  const std::string& state = facts.taxed_at().state;
  const SmallEnterprise& words = facts.law.small_enterprise(state, facts.day);
  return Draft(facts, scenario)
      .supply(state, "small_business", state)
      .under_any_number_of(state)
      .untaxed(VatCategory::kE, words.vatex)
      .say("small_business")
      .exemption_text(words.mention)
      .because([&] { return "The seller is a small enterprise in " + state + ": exempt there."; },
               "Art. 284(1) Directive 2006/112/EC")
      .done();
}

Outcome small_enterprise_abroad(const Facts& facts, std::string_view scenario) {
  if (!facts.law.threshold("sme_union_turnover_eur", facts.day)) {
    return not_covered(scenario, "the scheme for small enterprises in other states began in 2025",
                       "take the state out of ex_number_valid_in for such old orders");
  }
  const std::string& state = facts.taxed_at().state;
  return Draft(facts, scenario)
      .supply(state, "sme_cross_border", facts.home.state)
      .under_any_number_of(facts.home.state)
      .untaxed(VatCategory::kE)
      .say("small_business")
      .warn("print_ex_number")
      .because(
          [&] {
            return "The seller's number with suffix EX is valid in " + state +
                   ": exempt there as a small enterprise.";
          },
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
      .because(sentence("The seller sends the goods out of the EU VAT area: exempt, with proof of "
                        "export; who buys makes no difference."),
               "Art. 146(1)(a) Directive 2006/112/EC")
      .done();
}

Outcome margin_goods(const Facts& facts, std::string_view scenario) {
  const std::string& state = facts.from.state;
  return Draft(facts, scenario)
      .supply(state, "margin", state)
      .under_number_of(state)
      .untaxed(VatCategory::kE)
      .because(sentence("Goods that a dealer taxes on the margin are supplied where transport "
                        "begins: no distance sale, no intra-Community supply."),
               "Art. 35, 139(3), 311-325 Directive 2006/112/EC")
      .done();
}

Outcome reverse_charge_194(const Facts& facts, std::string_view scenario) {
  // Art. 219a(2)(a): the rules and the number of the seller's own state, if that is one of the EU.
  const std::string& rules_of = facts.home.in_eu_vat_area ? facts.home.state : facts.from.state;
  return Draft(facts, scenario)
      .supply(facts.to.state, "reverse_charge_194", rules_of)
      .under_number_of(rules_of)
      .untaxed(VatCategory::kAE, "VATEX-EU-AE")
      .say("reverse_charge")
      .because(
          [&] {
            return "The seller is not established in " + facts.to.state +
                   ", the buyer is registered there: the buyer owes the VAT by that state's "
                   "option.";
          },
          "Art. 194, 219a(2)(a) Directive 2006/112/EC")
      .done();
}

Outcome triangulation(const Facts& facts, std::string_view scenario) {
  if (const std::string missing = no_three_states(facts); !missing.empty()) {
    return not_covered(scenario, "a triangular transaction is declared, but " + missing,
                       "take the declaration of a triangular transaction out of the order");
  }
  return Draft(facts, scenario)
      .supply(facts.to.state, "triangulation", facts.home.state)
      .under_number_of(facts.home.state)
      .untaxed(VatCategory::kAE, "VATEX-EU-AE")
      .say("triangulation")
      .warn("recapitulative_statement")
      .because(
          [&] {
            const bool declared = facts.order.triangulation.value_or(false);
            return std::string("The seller stands between two parties in other states") +
                   (declared ? ", and declares a triangular transaction"
                             : " and has no number where the goods are: only a triangular "
                               "transaction is left") +
                   ": the buyer owes the VAT.";
          },
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
      .because(sentence("A border is crossed and the buyer acts under a VAT number of another "
                        "state: exempt."),
               "Art. 138(1), (1a) Directive 2006/112/EC; Art. 45a Implementing Regulation (EU) "
               "282/2011")
      .done();
}

}  // namespace enclosure::invoice::tax_then
