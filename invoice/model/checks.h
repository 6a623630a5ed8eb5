#pragma once
// What an invoice must hold to before it is one: the rules of EN 16931 (ConnectingEurope's
// Schematron 1.3.16) and of Art. 226 of Directive 2006/112/EC that a value can break.

#include "core/fault.h"
#include "invoice/model/invoice.h"

namespace enclosure::invoice {

/// Every rule that `content` breaks. May throw `std::overflow_error` when a sum is out of range;
/// amounts must all be in the currency of the document (`mixed_currencies`).
[[nodiscard]] Faults broken_rules(const InvoiceContent& content);

/// Whether an amount is in another currency than the document, `vat_in_currency` apart.
[[nodiscard]] bool mixed_currencies(const InvoiceContent& content);

}  // namespace enclosure::invoice
