#pragma once
// The parts of an Invoice or CreditNote of UBL: each function reads one element into its terms.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "invoice/en16931/einvoice.h"
#include "invoice/xml/elements.h"

namespace enclosure::invoice::xml::ubl {

using namespace en16931;

// What stands in more than one place.

/// An amount; one that names no currency is a finding.
[[nodiscard]] std::optional<Decimal> amount(const Elements& in, std::string_view name);
[[nodiscard]] AllowanceCharge allowance_charge(const Elements& parent, const Node& node);
[[nodiscard]] Elements tax_category(const Elements& parent, const Node& node);
/// Of a category whose scheme is VAT.
[[nodiscard]] std::pair<std::string, std::optional<Percent>> code_and_rate(const Elements& tax);
[[nodiscard]] PostalAddress address(const Elements& parent, const Node& node);

// The story of the document.

/// Seller, buyer, payee and tax representative; gives the creditor's identifier for direct debits
/// (BT-90), which UBL keeps among the numbers of seller and payee.
[[nodiscard]] std::string parties(const Elements& in, EInvoice& invoice);
void delivery(const Elements& parent, const Node& node, EInvoice& invoice);
void payment(const Elements& in, const std::string& sepa_creditor, EInvoice& invoice);
/// VAT totals and the VAT breakdown.
void tax_totals(const Elements& in, EInvoice& invoice);
void totals(const Elements& parent, const Node& node, Totals& totals);
/// InvoiceLine, or CreditNoteLine where `is_credit`.
[[nodiscard]] Line line(const Elements& parent, const Node& node, bool is_credit);

}  // namespace enclosure::invoice::xml::ubl
