#pragma once
// The two gates before a document: who issues it, and whether a PDF may be it. The rules are in
// invoice/tax; here they meet the shop.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/order.h"
#include "invoice/tax/ownership.h"
#include "invoice/tax/pdf_notice.h"

namespace enclosure::app {

/// What the configuration says about who invoices, with the numbers issued here for `invoices`.
[[nodiscard]] invoice::OwnershipRules ownership_rules(const Shop& shop,
                                                      const std::vector<StoredInvoice>& invoices);

/// Who issues for one consignment: its shipment is the only one of `part`, or it has none.
[[nodiscard]] invoice::Ownership ownership_of_part(const Order& part,
                                                   const invoice::OwnershipRules& rules,
                                                   const invoice::TaxDecision* decision = nullptr);

/// What a national system says about the PDF of one decided consignment; nothing where it suffices
/// or the seller has said that the system is no matter here (`national_systems`).
[[nodiscard]] std::optional<invoice::PdfNotice> open_pdf_notice(
    const Order& part, const invoice::TaxDecision& decision, Date day, const Shop& shop);

/// The rules about PDFs in the states of the seller that are in force on `day` or begin later, with
/// the state in front; without those the seller has settled. None while the seat is not known.
[[nodiscard]] std::vector<invoice::PdfNotice> pdf_notices_ahead(const Shop& shop, Date day);

/// Faults of `seller.particulars`, `amazon.invoicing` and `national_systems` that only the law or
/// the list of stores can tell: CONFIG-007, CONFIG-008 no such store, CONFIG-009 no such state.
[[nodiscard]] Faults check_invoicing(const Config& config, const Knowledge& knowledge);

}  // namespace enclosure::app
