#pragma once
// From an order to an archived invoice and its planned messages.

#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"

namespace enclosure::app {

/// What became of one consignment.
struct IssueOutcome {
  enum class Kind {
    kIssued,
    kNoDocument,  ///< the law wants none: nothing paid, or the marketplace is the deemed supplier
    kNotDue,      ///< not shipped yet, or cancelled
    kIssuedBefore,
    kRefused,
  };
  Kind kind = Kind::kNotDue;
  OrderId order;
  ShipmentId shipment;
  InvoiceNumber number;  ///< kIssued, kIssuedBefore
  LanguageTag language;
  std::string reason;  ///< kNoDocument: "no_consideration"; kNotDue: "not_shipped", "cancelled",
                       ///< "marketplace_invoices"
  Faults faults;       ///< kRefused
  std::vector<std::string> warnings;
};

/// A consignment with its day and place decided: what `explain` tells and `issue` prints.
struct Decided {
  ShipmentId shipment;
  Order order;  ///< just this consignment
  Date supply_date{};
  invoice::TaxDecision decision;
};

/// Decides every consignment of `order` (as of now) that has left. `day_of` turns instants into the
/// seller's days.
[[nodiscard]] Result<std::vector<Decided>> decide_order(const Order& order, const Shop& shop);

/// Issues what is due of one order: an invoice for each shipment that has left and has none.
///
/// Each invoice is one transaction with its number, archive entry, link and message plan: all or
/// nothing. Calling it again issues nothing twice. Throws WorldError.
[[nodiscard]] std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop,
                                                    Store& store, Instant now);

/// The next link of the hash chain over all issued documents: changing or losing one breaks every
/// later link.
[[nodiscard]] std::string chain_link(const std::string& before, const StoredInvoice& invoice);

}  // namespace enclosure::app
