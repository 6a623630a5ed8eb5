#pragma once
// From a decided order to the document.

#include <optional>
#include <string>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/credit.h"
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
  Picture picture = Picture::kPrice;
  bool simplified = false;  ///< where `simplified_is_allowed`
  std::string title;        ///< the national name of the document, or empty
  std::optional<PrecedingInvoice> preceding = std::nullopt;  ///< set: a corrected invoice
  std::string correction_reason;
  EInvoiceFormat einvoice = EInvoiceFormat::kFacturX;  ///< where the order asks for none
  std::optional<Date> due_date = std::nullopt;         ///< where something stays open
  Look look = {};
  std::string link = {};  ///< to the document, for a QR code; or empty
};

/// Draws up the invoice for one consignment. The decision must allow one
/// (`DocumentKind::kInvoice`).
///
/// Faults: DOCUMENT-001 the seller lacks name or address, DOCUMENT-002 the buyer does, DOCUMENT-003
/// a language without labels (also the second one), and those of `compute_amounts` and
/// `Invoice::from`.
[[nodiscard]] Result<Invoice> draw_up(const Order& consignment, const TaxDecision& decision,
                                      const Seller& seller, const Issue& issue, const TaxLaw& law,
                                      const locales::Catalog& catalog);

/// What a credit note takes from the shop and the day.
struct CreditIssue {
  InvoiceNumber number;
  Date issue_date{};
  std::string reason;              ///< in the seller's words, or empty
  std::string title;               ///< national name of a credit note, or empty
  std::string cancellation_title;  ///< of one over the whole invoice: "Stornorechnung", or empty
  std::string logo_sha256;
  std::string footer;
  EInvoiceFormat einvoice = EInvoiceFormat::kFacturX;  ///< where the invoice has none
  Look look = {};
  std::string link = {};  ///< to the document, for a QR code; or empty
};

/// Draws up a credit note (type 381, amounts positive, BG-3 names the invoice): to the buyer, in
/// the language and the picture, under the VAT number and with the legal mentions of `original`,
/// from `seller` as of now. `before` are the credit notes of `original` so far.
///
/// Faults: those of `credit`, DOCUMENT-001, DOCUMENT-003 and those of `Invoice::from`.
[[nodiscard]] Result<Invoice> draw_up_credit(const Invoice& original,
                                             const std::vector<Invoice>& before,
                                             const CreditRequest& request, const Seller& seller,
                                             const CreditIssue& issue,
                                             const locales::Catalog& catalog);

/// Whether a simplified invoice (Art. 220a, 226b) may take the place of a full one: a sale to a
/// consumer, taxed in every line, domestic or under the One-Stop-Shop, not above the limit that
/// `rules_of`, the state whose invoicing rules apply, sets on `day` in the currency of the order.
[[nodiscard]] bool simplified_is_allowed(const Order& consignment, const TaxDecision& decision,
                                         const Amounts& amounts, Date day, const TaxLaw& law);

}  // namespace enclosure::invoice
