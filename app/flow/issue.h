#pragma once
// From an order to an archived invoice and its planned messages.

#include <string>
#include <vector>

#include "app/flow/consider.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/ownership.h"
#include "invoice/tax/pdf_notice.h"

namespace enclosure::app {

/// What became of one consignment.
struct IssueOutcome {
  enum class Kind {
    kIssued,
    kNoDocument,  ///< the law wants none: nothing paid, or the marketplace is the deemed supplier
    kNotDue,      ///< not shipped yet, or cancelled
    kIssuedBefore,
    kHeld,  ///< for later: it is looked at again by itself, and `faults` say when
    kRefused,
  };
  Kind kind = Kind::kNotDue;
  OrderId order;
  ShipmentId shipment;
  InvoiceNumber number;  ///< kIssued, kIssuedBefore
  LanguageTag language;
  std::string reason;  ///< kNoDocument: "no_consideration"; kHeld: "vat_number_unconfirmed",
                       ///< "clock_went_back";
                       ///< kNotDue: "not_shipped", "cancelled",
                       ///< "marketplace_invoices"
  Faults faults;       ///< kRefused, kHeld
  std::vector<std::string> warnings;
  std::optional<invoice::Ownership> ownership;   ///< who issues, where it was asked
  std::optional<invoice::PdfNotice> pdf_notice;  ///< what a national system says, where one does
};

/// Issues what is due of one order: an invoice for each shipment that has left and has none.
///
/// Each invoice is one transaction with its number, archive entry, link and message plan: all or
/// nothing. Calling it again issues nothing twice. Throws WorldError.
[[nodiscard]] std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop,
                                                    Store& store, Instant now);

}  // namespace enclosure::app
