#pragma once
// The answers of the decision table. Each takes the facts and the scenario of its row and gives the
// decision, or the faults that prevent it.

#include <string_view>

#include "core/result.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/facts.h"

namespace enclosure::invoice::tax_then {

using Outcome = Result<TaxDecision>;

/// The fault TAX-001 for what is not decided here; its message begins with the scenario.
[[nodiscard]] Fault not_covered(std::string_view scenario, std::string_view what,
                                std::string_view hint);

// Without a document, or refused.

/// Prices without VAT.
[[nodiscard]] Outcome net_prices(const Facts& facts, std::string_view scenario);
/// No document, for nothing was paid (Art. 2(1)(a)). Needs no facts.
[[nodiscard]] TaxDecision nothing_to_invoice();
/// The law of another country decides.
[[nodiscard]] Outcome outside_both_ends(const Facts& facts, std::string_view scenario);
/// No document, the marketplace supplies the import (Art. 14a(1)).
[[nodiscard]] Outcome deemed_import(const Facts& facts, std::string_view scenario);
/// A fact is missing.
[[nodiscard]] Outcome importer_unknown(const Facts& facts, std::string_view scenario);
/// No document, the marketplace supplies the goods (Art. 14a(2)).
[[nodiscard]] Outcome deemed_supply(const Facts& facts, std::string_view scenario);
/// Goods go from Northern Ireland to Great Britain.
[[nodiscard]] Outcome within_united_kingdom(const Facts& facts, std::string_view scenario);
/// A distance sale of a day before July 2021.
[[nodiscard]] Outcome before_one_stop_shop(const Facts& facts, std::string_view scenario);

// With VAT.

/// Import of at most 150 EUR through the import scheme (Art. 369l-369x).
[[nodiscard]] Outcome import_scheme(const Facts& facts, std::string_view scenario);
/// The seller imports, then supplies (Art. 32 second paragraph).
[[nodiscard]] Outcome import_by_seller(const Facts& facts, std::string_view scenario);
/// Domestic, to a business.
[[nodiscard]] Outcome domestic_to_business(const Facts& facts, std::string_view scenario);
/// Domestic, to a consumer.
[[nodiscard]] Outcome domestic_to_consumer(const Facts& facts, std::string_view scenario);
/// Domestic in a state where the seller only has stock.
[[nodiscard]] Outcome from_stock_abroad(const Facts& facts, std::string_view scenario);
/// Distance sale below the threshold (Art. 59c).
[[nodiscard]] Outcome below_threshold(const Facts& facts, std::string_view scenario);
/// Across a border, to a buyer registered where transport begins.
[[nodiscard]] Outcome buyer_of_dispatch_state(const Facts& facts, std::string_view scenario);
/// Distance sale through the Union scheme (Art. 369a-369k).
[[nodiscard]] Outcome one_stop_shop(const Facts& facts, std::string_view scenario);
/// Distance sale declared where it ends.
[[nodiscard]] Outcome registered_at_destination(const Facts& facts, std::string_view scenario);

// Without VAT.

/// The buyer imports: outside the scope (Art. 32).
[[nodiscard]] Outcome import_by_buyer(const Facts& facts, std::string_view scenario);
/// A small enterprise stays with its exemption wherever the place of supply is its own state.
[[nodiscard]] Outcome small_enterprise(const Facts& facts, std::string_view scenario);
/// Small enterprise, exempt in another state (Art. 284(2)).
[[nodiscard]] Outcome small_enterprise_abroad(const Facts& facts, std::string_view scenario);
/// Export (Art. 146(1)(a)).
[[nodiscard]] Outcome export_of_goods(const Facts& facts, std::string_view scenario);
/// Second-hand goods, works of art, antiques, taxed on the margin (Art. 311-325).
[[nodiscard]] Outcome margin_goods(const Facts& facts, std::string_view scenario);
/// Domestic, the buyer owes the VAT (Art. 194).
[[nodiscard]] Outcome reverse_charge_194(const Facts& facts, std::string_view scenario);
/// Triangular transaction of which the seller is the middle man (Art. 141).
[[nodiscard]] Outcome triangulation(const Facts& facts, std::string_view scenario);
/// Intra-Community supply (Art. 138).
[[nodiscard]] Outcome intra_community_supply(const Facts& facts, std::string_view scenario);

}  // namespace enclosure::invoice::tax_then
