#pragma once
// The questions of the decision table, each with yes or no.

#include "invoice/tax/facts.h"

namespace enclosure::invoice::tax_if {

/// The prices are without VAT.
[[nodiscard]] bool has_net_prices(const Facts& f);
/// Transport neither begins nor ends in the EU VAT area.
[[nodiscard]] bool is_outside(const Facts& f);
/// It begins outside.
[[nodiscard]] bool is_import(const Facts& f);
/// It ends outside.
[[nodiscard]] bool is_export(const Facts& f);
/// It begins and ends inside.
[[nodiscard]] bool is_within_eu(const Facts& f);
/// A marketplace is the supplier of an import of at most 150 EUR (Art. 14a(1)).
[[nodiscard]] bool is_deemed_import(const Facts& f);
/// The seller declares such an import through the import scheme.
[[nodiscard]] bool is_scheme_import(const Facts& f);
/// The seller clears the goods.
[[nodiscard]] bool seller_imports(const Facts& f);
/// The buyer does.
[[nodiscard]] bool buyer_imports(const Facts& f);
/// A marketplace is the supplier of goods in the EU (Art. 14a(2)).
[[nodiscard]] bool is_facilitated_from_outside(const Facts& f);
/// Goods go from Northern Ireland to Great Britain.
[[nodiscard]] bool stays_in_united_kingdom(const Facts& f);
/// A distance sale of a day before the One Stop Shop.
[[nodiscard]] bool is_before_one_stop_shop(const Facts& f);
/// The seller's number with suffix EX is valid where the VAT would be due.
[[nodiscard]] bool is_small_abroad(const Facts& f);
/// The VAT would be due in the state where the seller is a small enterprise.
[[nodiscard]] bool is_small(const Facts& f);
/// Every line is margin goods that stay in the EU.
[[nodiscard]] bool is_margin(const Facts& f);
/// Transport begins and ends in one state.
[[nodiscard]] bool is_domestic(const Facts& f);
/// That state is not the one of the seller, who is established in another.
[[nodiscard]] bool is_stock_abroad(const Facts& f);
/// The buyer owes the VAT (Art. 194).
[[nodiscard]] bool shifts_the_charge(const Facts& f);
/// Domestic, to a business.
[[nodiscard]] bool is_domestic_to_business(const Facts& f);
/// A border of Member States is crossed.
[[nodiscard]] bool crosses_within_eu(const Facts& f);
/// The seller declares a triangular transaction.
[[nodiscard]] bool is_declared_triangulation(const Facts& f);
/// Nothing is declared, but nothing else is left: the parties stand in three states, and the seller
/// has no number where the goods are, which do not leave a warehouse of the marketplace.
[[nodiscard]] bool can_only_be_triangulation(const Facts& f);
/// The buyer acts under a number of the state of dispatch.
[[nodiscard]] bool is_buyer_of_dispatch_state(const Facts& f);
/// The buyer acts under the valid number of a state.
[[nodiscard]] bool is_supply_to_business(const Facts& f);
/// A distance sale below 10 000 EUR a year, from the seat, without option (Art. 59c).
[[nodiscard]] bool is_below_threshold(const Facts& f);
/// A distance sale of a seller in the Union scheme.
[[nodiscard]] bool uses_one_stop_shop(const Facts& f);
/// Any other distance sale.
[[nodiscard]] bool is_distance_sale(const Facts& f);

}  // namespace enclosure::invoice::tax_if
