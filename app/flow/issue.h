#pragma once
// From an order to an archived invoice and its planned messages.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/flow/consider.h"
#include "app/flow/crew.h"
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

/// So many orders share a transaction and its waits for the disk.
inline constexpr std::size_t kOrdersInAGroup = 32;

/// Issues what is due of one order: an invoice for each shipment that has left and has none.
///
/// Each invoice is issued with its number, archive entry, link and message plan, or not at all, and
/// is on the disk when this returns. Calling it again issues nothing twice. Throws WorldError: then
/// nothing of the order was issued.
[[nodiscard]] std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop,
                                                    Store& store, Instant now);

/// The same for many orders, in their order, group by group: what is issued of a group is committed
/// together, and its documents are rendered in all threads of `crew`. Gives the outcomes of each
/// order. `told` hears how many orders are done. Throws WorldError: then the groups before are
/// issued.
[[nodiscard]] std::vector<std::vector<IssueOutcome>> issue_orders(
    std::span<const OrderId> orders, const Shop& shop, Store& store, Instant now, Crew& crew,
    const std::function<void(std::size_t done)>& told = [](std::size_t) {});

}  // namespace enclosure::app
