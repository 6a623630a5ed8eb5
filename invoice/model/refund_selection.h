#pragma once
// Which lines a credit note takes back, and how much of each, before net and VAT are worked out.

#include <vector>

#include "core/result.h"
#include "invoice/model/credit.h"

namespace enclosure::invoice {

/// What one line of the invoice gives back.
struct LineRefund {
  const InvoiceLine* line = nullptr;  ///< of the invoice, which must outlive it
  LineBalance left;                   ///< of it, before
  Decimal quantity{1};                ///< pieces that come back
  Money gross;
  bool reduces_price = false;  ///< money alone
  Money net;                   ///< once its group is known

  /// Whether nothing is left of the line after it.
  [[nodiscard]] bool is_last() const { return gross == left.gross; }
};

/// What `request` takes back of `original`, of which `balance` is left. Faults, all at once:
/// CREDIT-001 to CREDIT-005, INVOICE-002 (see `credit`).
[[nodiscard]] Result<std::vector<LineRefund>> select_refunds(const Invoice& original,
                                                             const Balance& balance,
                                                             const CreditRequest& request);

}  // namespace enclosure::invoice
