#pragma once
// The amounts by rule GR1: gross is sacred, VAT is taken out once per category and rate, half up.

#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/tax/decide.h"

namespace enclosure::invoice {

/// Lines and groups of one consignment, summing to the cent.
struct Amounts {
  std::vector<InvoiceLine>
      lines;  ///< item, then its shipping, then its wrapping, in order of the order
  std::vector<VatBreakdown> breakdown;  ///< in the order of first appearance
  DocumentTotals totals;
  bool br_co_17_exact = true;  ///< round(net * rate, 2) equals the VAT in every group
};

/// Applies GR1 to `order` under `decision` (which covers every line). Faults: AMOUNT-001 a negative
/// line (discount above its price), AMOUNT-002 a line amount that is no whole number of minor
/// units, AMOUNT-003 a sum out of range.
[[nodiscard]] Result<Amounts> compute_amounts(const Order& order, const TaxDecision& decision);

/// The order cut into what each shipment carries: one order per shipment, each with that shipment's
/// dispatch place, quantities and its share of discounts, shipping and vouchers. The parts sum to
/// the whole exactly, whatever is shipped when. An order without shipments is its own only part.
///
/// Faults: SHIPMENT-001 a shipment names an unknown line, SHIPMENT-002 more shipped than ordered.
struct Consignment {
  ShipmentId shipment;  ///< empty when the order has no shipments
  Order order;          ///< `shipments` holds just this one
};
[[nodiscard]] Result<std::vector<Consignment>> consignments(const Order& order);

}  // namespace enclosure::invoice
