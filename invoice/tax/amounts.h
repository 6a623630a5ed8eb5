#pragma once
// The amounts by rule GR1: gross is sacred, VAT is taken out once per category and rate, half up.

#include <optional>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/tax/decide.h"

namespace enclosure::invoice {

/// The other lawful picture, for a validator that wants BR-CO-17 exact: the net rounded first, the
/// VAT from it, and what is missing to the price as a rounding amount. Summed over the groups.
struct AltStrict {
  Money net;
  Money vat;
  Money rounding;  ///< BT-114

  friend bool operator==(const AltStrict&, const AltStrict&) = default;
};

/// Lines and groups of one consignment, summing to the cent.
struct Amounts {
  std::vector<InvoiceLine>
      lines;  ///< item, then its shipping, then its wrapping, in order of the order
  std::vector<VatBreakdown> breakdown;  ///< in the order of first appearance
  DocumentTotals totals;
  bool br_co_17_exact = true;  ///< round(net * rate, 2) equals the VAT in every group
  AltStrict alt_strict;
  std::optional<VatInCurrency> vat_in_currency;  ///< as the decision demands
};

/// What the buyer was asked to pay for the pieces of `line`, before discount: its `gross` where the
/// channel states it, else quantity times unit price. Faults AMOUNT-002, AMOUNT-003.
[[nodiscard]] Result<Money> price_of(const OrderLine& line, Currency currency);

/// The picture for one group of this `gross` at this `rate`.
[[nodiscard]] AltStrict alt_strict_of(Money gross, Percent rate);

/// Applies GR1 to `order` under `decision` (which covers every line). Faults: AMOUNT-001 a negative
/// line (discount above its price) or a voucher above the total, AMOUNT-002 a line amount that is
/// no whole number of minor units, AMOUNT-003 a sum out of range.
[[nodiscard]] Result<Amounts> compute_amounts(const Order& order, const TaxDecision& decision);

/// What one shipment carries.
struct Consignment {
  ShipmentId shipment;  ///< empty when the order has no shipments
  Order order;          ///< `shipments` holds just this one
};

/// The order cut into what each shipment carries: one order per shipment, each with that shipment's
/// dispatch place, quantities and its share of discounts, shipping and vouchers. The parts sum to
/// the whole exactly, whatever is shipped when. An order without shipments is its own only part.
///
/// The share of a shipment depends only on what was shipped up to it, so that it stays what it is
/// when later ones follow. Serial numbers go along in their order where each piece has one.
///
/// Faults: SHIPMENT-001 a shipment names an unknown line, SHIPMENT-002 more shipped than ordered,
/// SHIPMENT-003 a quantity that is not positive, and those of `price_of`.
[[nodiscard]] Result<std::vector<Consignment>> consignments(const Order& order);

}  // namespace enclosure::invoice
