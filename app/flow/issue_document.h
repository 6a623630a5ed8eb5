#pragma once
// One decided consignment becomes one invoice on file.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/filing.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/result.h"
#include "invoice/model/draw_up.h"
#include "invoice/model/invoice.h"
#include "invoice/tax/decide.h"

namespace enclosure::app {

/// A consignment with its day and place decided: what `explain` tells and `issue` prints.
struct Decided {
  ShipmentId shipment;
  Order order;  ///< just this consignment, with its evidence (app/flow/evidence.h)
  Date supply_date{};
  invoice::TaxDecision decision;
  std::vector<invoice::Ground> own_grounds = {};  ///< what the seller decided instead of a register
};

/// Why a new invoice takes the place of one that was cancelled.
struct Correction {
  invoice::PrecedingInvoice of;
  std::string reason;
};

/// What an invoice is before it has a number: its kind (simplified where the shop wants it and the
/// state allows it; with `correction` a corrected invoice) and what it takes from shop and day.
struct Draft {
  invoice::InvoiceKind kind = invoice::InvoiceKind::kInvoice;
  invoice::Issue issue;
};
[[nodiscard]] Draft draft_of(const Decided& part, const std::optional<Correction>& correction,
                             const Shop& shop, Instant now);

/// Draws up the invoice for `part` with all that `issue` says. Faults of `draw_up`.
[[nodiscard]] Result<invoice::Invoice> draw_up_part(const Decided& part,
                                                    const invoice::Issue& issue, const Shop& shop);

/// Numbers, draws up and files the invoice for `part` as `draft_of` has it. One step of a
/// transaction: on faults (those of `take_number`, `draw_up` and the filer) it must roll back.
[[nodiscard]] Result<StoredInvoice> issue_document(const Decided& part,
                                                   const std::optional<Correction>& correction,
                                                   const Shop& shop, Filer& filer,
                                                   StoreTransaction& tx, Instant now);

/// The decision about `part` as the store keeps it: years later it tells why.
[[nodiscard]] std::string grounds_json(const Decided& part, const Shop& shop);

}  // namespace enclosure::app
