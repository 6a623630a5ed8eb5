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

/// What one line of the order brings into the document: the goods, their shipping, their wrapping.
struct AmountLine {
  std::size_t order_line = 0;  ///< index into the lines of the order
  LineKind kind = LineKind::kItem;
  VatCategory category = VatCategory::kS;
  Percent rate;
  Money gross;
  Money net;

  friend bool operator==(const AmountLine&, const AmountLine&) = default;
};

/// Lines and groups of one consignment, summing to the cent.
struct Amounts {
  std::vector<AmountLine> lines;  ///< item, then its shipping and wrapping, as the order has them
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

/// Applies GR1 to `order` under `decision`, made for it; CR1 where the order credits an invoice.
///
/// Faults: AMOUNT-001 a negative line (discount above its price) or a voucher above the total,
/// AMOUNT-002 a line amount that is no whole number of minor units, AMOUNT-003 a sum out of range,
/// and those of `refund_groups`.
[[nodiscard]] Result<Amounts> compute_amounts(const Order& order, const TaxDecision& decision);

/// The strict picture of amounts that follow GR1: the net of each group rounded first, its VAT from
/// that, and what is missing to the price as a rounding amount (BT-114). What is paid stays.
[[nodiscard]] Amounts in_strict_picture(Amounts amounts);

/// The lines as a document shows them, with the unit prices of BT-146. Fault AMOUNT-003: no unit
/// price gives the line's amount.
[[nodiscard]] Result<std::vector<InvoiceLine>> document_lines(const Order& order,
                                                              const Amounts& amounts);

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
