#include "invoice/tax/outcomes.h"

#include <string>

#include "invoice/tax/draft.h"

namespace enclosure::invoice::tax_then {
namespace {

/// A business that gave no number is treated as a consumer; the seller should know (S38).
bool lacks_number(const Facts& facts) {
  return facts.is_business && facts.buyer_id == BuyerId::kNone;
}

/// A sentence that needs no facts.
auto sentence(std::string_view text) {
  return [text] { return std::string(text); };
}

/// Taxed where transport begins, under the number of that state. A region has its own rates only
/// for what is supplied there; where the ends of one state differ, nobody is to guess.
Outcome taxed_at_dispatch(const Facts& facts, std::string_view scenario, std::string_view scheme,
                          std::string_view statement, std::string_view source,
                          std::string_view warning = "") {
  Draft at_dispatch(facts, scenario);
  at_dispatch.supply(facts.from.state, scheme, facts.from.state)
      .under_number_of(facts.from.state)
      .taxed_in(facts.from)
      .warn_if(!warning.empty(), warning)
      .because(sentence(statement), source);
  Outcome decision = at_dispatch.done();
  if (!decision || facts.crosses_border() || facts.from.rate_region == facts.to.rate_region) {
    return decision;
  }
  Draft at_delivery(facts, scenario);
  at_delivery.supply(facts.from.state, scheme, facts.from.state).taxed_in(facts.to);
  const Outcome other = at_delivery.done();
  if (other && other->lines == decision->lines) return decision;
  return not_covered("S29",
                     "goods go between the mainland and a region with rates of its own inside one "
                     "state; which rate applies is a matter of that state's law",
                     "ask a tax adviser, and give the lines the rate as fixed:<percent> where both "
                     "have it");
}

}  // namespace

Outcome import_scheme(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.to.state, "ioss", "IOSS")
      .taxed_in(facts.to)
      .warn("ioss_number_to_carrier_only")
      .because(
          [&] {
            return "An import of at most 150 EUR is declared through the import scheme, with the "
                   "rates of " +
                   facts.to.state + ".";
          },
          "Art. 33(c), 143(1)(ca), 369l-369x Directive 2006/112/EC")
      .done();
}

Outcome import_by_seller(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.to.state, "local_registration", facts.to.state)
      .under_number_of(facts.to.state)
      .taxed_in(facts.to)
      .because(
          [&] {
            return "The seller imports the goods and supplies them in " + facts.to.state + ".";
          },
          "Art. 32 second paragraph, 201 Directive 2006/112/EC")
      .done();
}

Outcome domestic_to_business(const Facts& facts, std::string_view scenario) {
  return taxed_at_dispatch(
      facts, scenario, "domestic",
      "Transport begins and ends in one state: its VAT is due; a VAT number of "
      "the buyer never removes it.",
      "Art. 31-32, 96-98 Directive 2006/112/EC");
}

Outcome domestic_to_consumer(const Facts& facts, std::string_view scenario) {
  return taxed_at_dispatch(facts, scenario, "domestic",
                           "Transport begins and ends in one state: its VAT is due.",
                           "Art. 31-32, 96-98 Directive 2006/112/EC");
}

Outcome from_stock_abroad(const Facts& facts, std::string_view scenario) {
  return taxed_at_dispatch(
      facts, scenario, "local_registration",
      "The stock lies abroad and no border is crossed: the VAT of that state is "
      "due, outside the One Stop Shop.",
      "Art. 31-32 Directive 2006/112/EC");
}

Outcome below_threshold(const Facts& facts, std::string_view scenario) {
  return taxed_at_dispatch(facts, scenario, "domestic_below_threshold",
                           "The seller's distance sales are below 10 000 EUR and he has not opted: "
                           "taxed where transport begins.",
                           "Art. 59c Directive 2006/112/EC",
                           lacks_number(facts) ? "business_without_vat_id" : "");
}

Outcome buyer_of_dispatch_state(const Facts& facts, std::string_view scenario) {
  const bool at_home = facts.from.state == facts.home.state || !facts.home.in_eu_vat_area;
  if (!at_home && facts.law.uses_article_194(facts.from.state, facts.day)) {
    return not_covered(scenario,
                       "the buyer is registered in the state of dispatch, where the seller is not "
                       "established and the buyer may owe the VAT (Art. 194) although the goods "
                       "leave it: that is a matter of that state's law",
                       "ask a tax adviser");
  }
  return taxed_at_dispatch(
      facts, scenario, at_home ? "domestic" : "local_registration",
      "The buyer uses a VAT number of the state of dispatch: neither exempt nor "
      "a distance sale.",
      "Art. 32, 138 Directive 2006/112/EC", "vat_id_of_dispatch_country");
}

Outcome one_stop_shop(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.to.state, "oss", facts.seller.oss->code())
      .under_number_of(facts.seller.oss->code())
      .taxed_in(facts.to)
      .say("oss_notice")
      .warn_if(lacks_number(facts), "business_without_vat_id")
      .because(
          [&] {
            return "A distance sale to a buyer without a valid VAT number is taxed in " +
                   facts.to.state + " and declared through the One Stop Shop.";
          },
          "Art. 33(a), 369a-369k, 219a(2)(b) Directive 2006/112/EC")
      .done();
}

Outcome registered_at_destination(const Facts& facts, std::string_view scenario) {
  return Draft(facts, scenario)
      .supply(facts.to.state, "local_registration", facts.to.state)
      .under_number_of(facts.to.state)
      .taxed_in(facts.to)
      .warn_if(lacks_number(facts), "business_without_vat_id")
      .because(
          [&] {
            return "A distance sale to a buyer without a valid VAT number is taxed in " +
                   facts.to.state + "; the seller is registered there or must be.";
          },
          "Art. 33(a), 214, 220(1)(2) Directive 2006/112/EC")
      .done();
}

}  // namespace enclosure::invoice::tax_then
