#include "invoice/tax/outcomes.h"

#include <optional>
#include <string>
#include <utility>

namespace enclosure::invoice::tax_then {
namespace {

Outcome no_document(const Facts& facts, std::string_view scenario, std::string_view reason,
                    std::optional<std::string> place, std::string statement,
                    std::string_view source) {
  TaxDecision decision;
  decision.scenario = scenario;
  decision.document = DocumentKind::kNone;
  decision.reason = reason;
  decision.place_of_supply = std::move(place);
  decision.grounds = facts.grounds;
  decision.grounds.push_back({std::move(statement), std::string(source)});
  return decision;
}

}  // namespace

Fault not_covered(std::string_view scenario, std::string_view what, std::string_view hint) {
  return {"TAX-001", "", std::string(scenario) + ": " + std::string(what), std::string(hint)};
}

Outcome refund(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "credit notes are not covered yet", "refund it by hand until then");
}

Outcome net_prices(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "orders with prices without VAT are not covered yet",
                     "give the prices as the buyer paid them");
}

Outcome nothing_to_invoice(const Facts& facts, std::string_view scenario) {
  return no_document(facts, scenario, "no_consideration", std::nullopt,
                     "Nobody paid anything: there is no supply for consideration.",
                     "Art. 2(1)(a) Directive 2006/112/EC");
}

Outcome outside_both_ends(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "the transport neither begins nor ends in the EU VAT area",
                     "the law of another country decides");
}

Outcome hold(const Facts& facts, std::string_view scenario) {
  return not_covered(scenario,
                     "the decision depends on the buyer's VAT number " + facts.vat_id->to_string() +
                         ", which VIES has not confirmed",
                     "ask VIES again; unavailable is not invalid");
}

Outcome deemed_import(const Facts& facts, std::string_view scenario) {
  return no_document(facts, scenario, "deemed_supplier_14a_1", facts.to.state,
                     "The marketplace is the supplier of an import of at most 150 EUR.",
                     "Art. 14a(1), 33(c) Directive 2006/112/EC");
}

Outcome importer_unknown(const Facts& /*facts*/, std::string_view /*scenario*/) {
  return Fault{"TAX-002", "importer", "S18, S19: who imports the goods is not known",
               "add importer: seller or buyer"};
}

Outcome deemed_domestic(const Facts& facts, std::string_view scenario) {
  return no_document(facts, scenario, "deemed_supplier_14a_2", facts.to.state,
                     "The seller is not established in the EU: the marketplace is the supplier.",
                     "Art. 14a(2) Directive 2006/112/EC");
}

Outcome deemed_export(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario,
                     "whether the marketplace supplies what leaves the EU is not covered yet",
                     "ask a tax adviser");
}

Outcome from_northern_ireland(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "goods that leave from Northern Ireland are not covered yet",
                     "ask a tax adviser");
}

Outcome undeclared_triangulation(const Facts& facts, std::string_view scenario) {
  return not_covered(scenario,
                     "this looks like a triangular transaction, but none is declared, and the "
                     "seller has no VAT number of " +
                         facts.from.state,
                     "declare it in the order, or add the number to the seller");
}

}  // namespace enclosure::invoice::tax_then
