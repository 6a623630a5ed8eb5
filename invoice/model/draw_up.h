#pragma once
// From a decided order to the document.

#include <optional>
#include <string>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/law.h"
#include "locales/catalog.h"

namespace enclosure::invoice {

/// What a document takes from the shop and the day, besides order and decision.
struct Issue {
  InvoiceNumber number;
  Date issue_date{};
  Date supply_date{};
  LanguageTag language;       ///< of the page
  std::string sales_channel;  ///< "Amazon.de", or the shop's name
  std::string logo_sha256;
  std::string footer;
  bool paid = true;  ///< marketplace and shop orders are paid before they ship
};

/// Draws up the invoice for one consignment. The decision must allow one
/// (`DocumentKind::kInvoice`).
///
/// Faults: DOCUMENT-001 the seller lacks name or address, DOCUMENT-002 the buyer does, DOCUMENT-003
/// a language without labels, and those of `compute_amounts` and `Invoice::from`.
[[nodiscard]] Result<Invoice> draw_up(const Order& consignment, const TaxDecision& decision,
                                      const Seller& seller, const Issue& issue, const TaxLaw& law,
                                      const locales::Catalog& catalog);

}  // namespace enclosure::invoice
