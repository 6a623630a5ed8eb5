#include "invoice/tax/table.h"

#include <array>

#include "invoice/tax/conditions.h"

namespace enclosure::invoice {
namespace {

constexpr std::array kTable{
    Row{"GR1", tax_if::has_net_prices, tax_then::net_prices},
    // Transport begins outside the EU VAT area.
    Row{"S40", tax_if::is_outside, tax_then::outside_both_ends},
    Row{"S22", tax_if::is_deemed_import, tax_then::deemed_import},
    Row{"S17", tax_if::is_scheme_import, tax_then::import_scheme},
    Row{"S19", tax_if::seller_imports, tax_then::import_by_seller},
    Row{"S18", tax_if::buyer_imports, tax_then::import_by_buyer},
    Row{"S18", tax_if::is_import, tax_then::importer_unknown},
    // The marketplace is the supplier.
    Row{"S20", tax_if::is_facilitated_from_outside, tax_then::deemed_supply},
    Row{"S40", tax_if::stays_in_united_kingdom, tax_then::within_united_kingdom},
    Row{"S40", tax_if::is_before_one_stop_shop, tax_then::before_one_stop_shop},
    // Small enterprises in the state of taxation, then what leaves the EU VAT area.
    Row{"S24", tax_if::is_small_abroad, tax_then::small_enterprise_abroad},
    Row{"S23", tax_if::is_small, tax_then::small_enterprise},
    Row{"S15", tax_if::is_export, tax_then::export_of_goods},
    // Margin goods; beside others they are looked at line by line.
    Row{"S25", tax_if::is_margin, tax_then::margin_goods},
    // Transport begins and ends in one state.
    Row{"S03", tax_if::shifts_the_charge, tax_then::reverse_charge_194},
    Row{"S08", tax_if::is_stock_abroad, tax_then::from_stock_abroad},
    Row{"S02", tax_if::is_domestic_to_business, tax_then::domestic_to_business},
    Row{"S01", tax_if::is_domestic, tax_then::domestic_to_consumer},
    // A border is crossed within the EU, to a business.
    Row{"S14", tax_if::is_declared_triangulation, tax_then::triangulation},
    Row{"S14", tax_if::can_only_be_triangulation, tax_then::triangulation},
    Row{"S12", tax_if::is_buyer_of_dispatch_state, tax_then::buyer_of_dispatch_state},
    Row{"S09", tax_if::is_supply_to_business, tax_then::intra_community_supply},
    // Distance sales.
    Row{"S05", tax_if::is_below_threshold, tax_then::below_threshold},
    Row{"S04", tax_if::uses_one_stop_shop, tax_then::one_stop_shop},
    Row{"S06", tax_if::is_distance_sale, tax_then::registered_at_destination},
};

}  // namespace

std::span<const Row> decision_table() {
  return kTable;
}

const Row* find_row(const Facts& facts) {
  for (const Row& row : kTable) {
    if (row.applies(facts)) return &row;
  }
  return nullptr;
}

}  // namespace enclosure::invoice
