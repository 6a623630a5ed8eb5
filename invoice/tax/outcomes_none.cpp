#include "invoice/tax/outcomes.h"

#include <optional>
#include <string>
#include <utility>

namespace enclosure::invoice::tax_then {
namespace {

TaxDecision no_document(std::string_view scenario, std::string_view reason,
                        std::optional<std::string> place) {
  TaxDecision decision;
  decision.scenario = scenario;
  decision.document = DocumentKind::kNone;
  decision.reason = reason;
  decision.place_of_supply = std::move(place);
  return decision;
}

}  // namespace

Fault not_covered(std::string_view scenario, std::string_view what, std::string_view hint) {
  return {"TAX-001", "", std::string(scenario) + ": " + std::string(what), std::string(hint)};
}

Outcome net_prices(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "the prices of the order are without VAT, what was paid is not told",
                     "give the prices as the buyer paid them");
}

TaxDecision nothing_to_invoice() {
  return no_document("S33", "no_consideration", std::nullopt);
}

Outcome outside_both_ends(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario, "the transport neither begins nor ends in the EU VAT area",
                     "the law of another country decides");
}

Outcome deemed_import(const Facts& facts, std::string_view scenario) {
  facts.note(
      [] {
        return std::string(
            "The marketplace is the supplier of an import of at most 150 EUR: it "
            "owes the VAT and issues the invoice.");
      },
      "Art. 14a(1), 33(c), 136a Directive 2006/112/EC");
  return no_document(scenario, "deemed_supplier_14a_1", facts.to.state);
}

Outcome importer_unknown(const Facts& /*facts*/, std::string_view /*scenario*/) {
  return Fault{"TAX-002", "importer", "S18, S19: who imports the goods is not known",
               "add importer: seller or buyer"};
}

Outcome deemed_supply(const Facts& facts, std::string_view scenario) {
  facts.note(
      [] {
        return std::string(
            "The seller is not established in the EU and sells through a "
            "marketplace to a buyer who shows no valid VAT number: the marketplace "
            "is the supplier and issues the invoice.");
      },
      "Art. 14a(2), 31-33, 136a Directive 2006/112/EC");
  const VatPlace& place = facts.to.in_eu_vat_area ? facts.to : facts.from;
  return no_document(scenario, "deemed_supplier_14a_2", place.state);
}

Outcome within_united_kingdom(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario,
                     "goods that go from Northern Ireland to Great Britain stay in the United "
                     "Kingdom: British law decides, this is no export",
                     "ask a tax adviser");
}

Outcome before_one_stop_shop(const Facts& /*facts*/, std::string_view scenario) {
  return not_covered(scenario,
                     "distance sales before July 2021 followed the thresholds of each state, which "
                     "the program does not know",
                     "invoice such old orders by hand");
}

}  // namespace enclosure::invoice::tax_then
