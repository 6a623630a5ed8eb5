#pragma once
// Credit notes: money back for an invoice that was issued.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/result.h"
#include "invoice/model/credit.h"

namespace enclosure::app {

/// What a person asks for.
struct CreditCommand {
  OrderId order;
  InvoiceNumber invoice;  ///< empty: the one that stands, if there is one only
  invoice::CreditRequest::What what = invoice::CreditRequest::What::kWhole;
  /// As `line_named` reads them, with how many pieces; nothing: all that are left.
  std::vector<std::pair<std::string, std::optional<Decimal>>> lines;
  std::optional<Decimal> amount;  ///< in the currency of the invoice
  std::string reason;             ///< printed on the page, or empty
  bool dry_run = false;           ///< work it out, but draw no number and keep nothing
};

/// What came of it.
struct CreditOutcome {
  invoice::Invoice credit_note;  ///< of a dry run it has the number "DRAFT"
  invoice::Invoice original;
  Money left;            ///< what can still be credited, with VAT
  bool cancels = false;  ///< nothing is left: the invoice is cancelled
};

/// Issues a credit note in one transaction: number, page, archive entry. Throws WorldError.
///
/// Faults: CREDIT-010 no such order, CREDIT-011 no invoice to credit (none was issued, the number
/// is of another order, or names a credit note), CREDIT-012 several invoices stand: name one,
/// CREDIT-013 the invoice is cancelled already; those of `invoice::credit`, `take_number` and the
/// renderer.
[[nodiscard]] Result<CreditOutcome> issue_credit_note(const CreditCommand& command,
                                                      const Shop& shop, Store& store, Instant now);

struct InvoiceChain;

/// What stands in the place of the number of a document that is worked out, but not issued.
[[nodiscard]] InvoiceNumber draft_number();

/// Draws up and files the credit note that `request` asks of the invoice of `chain`: one step of a
/// transaction, which must roll back on faults. NUMBER-007 where it would be dated before the
/// invoice.
[[nodiscard]] Result<CreditOutcome> credit_chain(const InvoiceChain& chain,
                                                 const invoice::CreditRequest& request,
                                                 const std::string& reason, bool dry_run,
                                                 const Shop& shop, StoreTransaction& tx,
                                                 Instant now);

}  // namespace enclosure::app
