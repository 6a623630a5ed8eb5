#include "invoice/tax/decide.h"

#include <array>
#include <stdexcept>
#include <string_view>

#include "invoice/tax/conditions.h"
#include "invoice/tax/facts.h"
#include "invoice/tax/outcomes.h"

namespace enclosure::invoice {
namespace {

/// When the condition holds, the outcome is the answer. The first row that applies decides.
struct Row {
  std::string_view scenario;
  bool (*applies)(const Facts&);
  tax_then::Outcome (*decide)(const Facts&, std::string_view scenario);
};

constexpr std::array kTable{
    Row{"S31", tax_if::is_refund, tax_then::refund},
    Row{"GR1", tax_if::has_net_prices, tax_then::net_prices},
    Row{"S33", tax_if::nothing_paid, tax_then::nothing_to_invoice},
    // Transport begins outside the EU VAT area.
    Row{"S40", tax_if::is_outside, tax_then::outside_both_ends},
    Row{"S11", tax_if::hangs_on_number_at_import, tax_then::hold},
    Row{"S22", tax_if::is_deemed_import, tax_then::deemed_import},
    Row{"S17", tax_if::is_scheme_import, tax_then::import_scheme},
    Row{"S19", tax_if::seller_imports, tax_then::import_by_seller},
    Row{"S18", tax_if::buyer_imports, tax_then::import_by_buyer},
    Row{"S18", tax_if::is_import, tax_then::importer_unknown},
    // The marketplace is the supplier.
    Row{"S11", tax_if::hangs_on_number_at_marketplace, tax_then::hold},
    Row{"S20", tax_if::is_facilitated_export, tax_then::deemed_export},
    Row{"S20", tax_if::is_facilitated_from_outside, tax_then::deemed_domestic},
    Row{"S26", tax_if::leaves_from_northern_ireland, tax_then::from_northern_ireland},
    // Small enterprises and what leaves the EU VAT area.
    Row{"S11", tax_if::hangs_on_number_of_small, tax_then::hold},
    Row{"S24", tax_if::is_small_abroad, tax_then::small_enterprise_abroad},
    Row{"S23", tax_if::is_small, tax_then::small_enterprise},
    Row{"S15", tax_if::is_export, tax_then::export_of_goods},
    Row{"S25", tax_if::is_margin, tax_then::margin_goods},
    // Transport begins and ends in one state.
    Row{"S11", tax_if::hangs_on_number_at_194, tax_then::hold},
    Row{"S03", tax_if::shifts_the_charge, tax_then::reverse_charge_194},
    Row{"S08", tax_if::is_stock_abroad, tax_then::from_stock_abroad},
    Row{"S02", tax_if::is_domestic_to_business, tax_then::domestic_to_business},
    Row{"S01", tax_if::is_domestic, tax_then::domestic_to_consumer},
    // A border is crossed within the EU, to a business.
    Row{"S11", tax_if::hangs_on_number_at_border, tax_then::hold},
    Row{"S14", tax_if::is_declared_triangulation, tax_then::triangulation},
    Row{"S14", tax_if::looks_like_triangulation, tax_then::undeclared_triangulation},
    Row{"S12", tax_if::is_buyer_of_dispatch_state, tax_then::buyer_of_dispatch_state},
    Row{"S09", tax_if::is_supply_to_business, tax_then::intra_community_supply},
    // Distance sales.
    Row{"S05", tax_if::is_below_threshold, tax_then::below_threshold},
    Row{"S04", tax_if::uses_one_stop_shop, tax_then::one_stop_shop},
    Row{"S06", tax_if::is_distance_sale, tax_then::registered_at_destination},
};

}  // namespace

Result<TaxDecision> decide_tax(const Order& order, const Seller& seller, Date day,
                               const TaxLaw& law) try {
  const auto facts = find_facts(order, seller, day, law);
  if (!facts) return facts.faults();
  for (const Row& row : kTable) {
    if (row.applies(*facts)) return row.decide(*facts, row.scenario);
  }
  return tax_then::not_covered("S40", "no rule fits", "ask a tax adviser");
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "", "an amount is out of range", "check quantities and prices"};
}

}  // namespace enclosure::invoice
