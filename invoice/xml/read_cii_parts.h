#pragma once
// The parts of a CrossIndustryInvoice: each function reads one element into its terms.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "invoice/en16931/einvoice.h"
#include "invoice/xml/elements.h"

namespace enclosure::invoice::xml::cii {

using namespace en16931;

// What stands in more than one place.

/// <udt:DateTimeString format="102">20261121</udt:DateTimeString> inside of `name`.
[[nodiscard]] std::optional<Date> day(const Elements& parent, std::string_view name);
/// Category and rate of a TradeTax that is VAT.
[[nodiscard]] std::pair<std::string, std::optional<Percent>> category(const Elements& tax);
[[nodiscard]] std::optional<Period> period(const Elements& parent);
[[nodiscard]] AllowanceCharge allowance_charge(const Elements& parent, const Node& node);
[[nodiscard]] Party party(const Elements& parent, const Node& node);
/// The number of the document that `name` refers to, or "".
[[nodiscard]] std::string document_id(const Elements& in, std::string_view name);

/// Whether the rules about the XML itself are those of EN 16931: MINIMUM, BASIC WL and EXTENDED
/// have their own.
[[nodiscard]] bool has_rules_of_cii(const EInvoice& invoice);

// The story of the document.

/// SupplyChainTradeLineItem; none for a group or a remark of EXTENDED.
[[nodiscard]] std::optional<Line> line(const Elements& parent, const Node& node);
/// ApplicableHeaderTradeAgreement: who trades, by which papers.
void agreement(const Elements& parent, const Node& node, EInvoice& invoice);
/// ApplicableHeaderTradeDelivery.
void delivery(const Elements& parent, const Node& node, EInvoice& invoice);
/// ApplicableHeaderTradeSettlement: payment, VAT and sums.
void settlement(const Elements& parent, const Node& node, EInvoice& invoice);

}  // namespace enclosure::invoice::xml::cii
