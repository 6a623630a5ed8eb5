#include <map>
#include <stdexcept>
#include <utility>

#include "invoice/tax/amounts.h"

namespace enclosure::invoice {
namespace {

/// What a line of the order amounts to as a whole, and how much of it has been shipped so far.
struct Whole {
  const OrderLine* line = nullptr;
  Money price;
  Money shipping;  ///< its own and its share of the order's
  Decimal shipped;
};

using Wholes = std::map<LineId, Whole>;

/// `total * part / whole`, rounded so that it never exceeds the total and never shrinks.
Money share_up_to(Money total, Decimal part, Decimal whole) {
  const int scale = std::max(part.scale(), whole.scale());
  return {multiply_divide(total.minor_units(), round(part, scale, Rounding::kDown).coefficient(),
                          round(whole, scale, Rounding::kDown).coefficient(), Rounding::kHalfUp),
          total.currency()};
}

Result<Wholes> wholes_of(const Order& order) {
  Wholes wholes;
  Faults faults;
  std::vector<std::int64_t> weights;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const OrderLine& line = order.lines[i];
    const Money price = take(price_of(line, order.currency), "lines[" + std::to_string(i) + "]",
                             faults, line.discount_gross);
    wholes[line.id] = {&line, price, line.shipping_gross, Decimal()};
    weights.push_back(std::max<std::int64_t>(0, (price - line.discount_gross).minor_units()));
  }
  if (!faults.empty()) return faults;
  const auto shares = apportion(order.order_shipping_gross, weights);
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    wholes[order.lines[i].id].shipping += shares[i];
  }
  return wholes;
}

/// How much of each line `shipment` carries; without lines of its own it carries everything.
std::map<LineId, Decimal> quantities_of(const Order& order, const Shipment& shipment) {
  std::map<LineId, Decimal> quantities;
  for (const ShippedLine& shipped : shipment.lines) {
    const auto [place, is_new] = quantities.emplace(shipped.line, shipped.quantity);
    if (!is_new) place->second = place->second + shipped.quantity;
  }
  if (shipment.lines.empty()) {
    for (const OrderLine& line : order.lines) quantities.emplace(line.id, line.quantity);
  }
  return quantities;
}

Faults check(const Shipment& shipment, const Wholes& wholes,
             const std::map<LineId, Decimal>& quantities) {
  Faults faults;
  for (const ShippedLine& shipped : shipment.lines) {
    if (shipped.quantity <= Decimal()) {
      faults.push_back({"SHIPMENT-003", "lines",
                        "line " + shipped.line.to_string() + " is shipped in a quantity of " +
                            shipped.quantity.to_string(),
                        "name only what the shipment holds"});
    }
  }
  for (const auto& [id, quantity] : quantities) {
    const auto whole = wholes.find(id);
    if (whole == wholes.end()) {
      faults.push_back({"SHIPMENT-001", "lines", "the order has no line " + id.to_string(),
                        "name a line of the order"});
    } else if (whole->second.line->quantity < whole->second.shipped + quantity) {
      faults.push_back({"SHIPMENT-002", "lines",
                        "more of line " + id.to_string() + " is shipped than ordered",
                        "the shipments together hold at most what was ordered"});
    }
  }
  return faults;
}

/// The serial numbers of the pieces from `begin` to `end`; none where pieces have no number each.
std::vector<std::string> serials_of(const OrderLine& line, Decimal begin, Decimal end) {
  const Decimal count(static_cast<std::int64_t>(line.serials.size()));
  if (line.quantity != count)
    return end == line.quantity && begin.is_zero() ? line.serials : std::vector<std::string>();
  const auto at = [&](Decimal place) {
    return line.serials.begin() +
           static_cast<std::ptrdiff_t>(round(place, 0, Rounding::kDown).coefficient());
  };
  return {at(begin), at(end)};
}

/// The part of a line that goes from what was shipped before to what is shipped now.
OrderLine cut(Whole& whole, Decimal quantity) {
  const OrderLine& line = *whole.line;
  const Decimal before = whole.shipped;
  const Decimal after = before + quantity;
  const auto part = [&](Money total) {
    return share_up_to(total, after, line.quantity) - share_up_to(total, before, line.quantity);
  };
  OrderLine piece = line;
  piece.quantity = quantity;
  piece.discount_gross = part(line.discount_gross);
  piece.gross = part(whole.price - line.discount_gross) + piece.discount_gross;
  piece.shipping_gross = part(whole.shipping);
  piece.gift_wrap_gross = part(line.gift_wrap_gross);
  piece.serials = serials_of(line, before, after);
  whole.shipped = after;
  return piece;
}

Money total_of(const OrderLine& piece) {
  return *piece.gross - piece.discount_gross + piece.shipping_gross + piece.gift_wrap_gross;
}

Consignment consignment_of(const Order& order, const Shipment& shipment, Wholes& wholes,
                           const std::map<LineId, Decimal>& quantities) {
  Consignment part{shipment.id, order};
  part.order.shipments = {shipment};
  part.order.order_shipping_gross = Money::zero(order.currency);
  if (shipment.dispatch_from) part.order.dispatch_from = shipment.dispatch_from;
  part.order.lines.clear();
  for (const OrderLine& line : order.lines) {
    const auto quantity = quantities.find(line.id);
    if (quantity == quantities.end()) continue;
    part.order.lines.push_back(cut(wholes[line.id], quantity->second));
  }
  return part;
}

/// The voucher follows the gross totals, never above one of them.
void share_voucher(const Order& order, Money total, std::vector<Consignment>& parts) {
  Money before = Money::zero(order.currency);
  for (Consignment& part : parts) {
    Money after = before;
    for (const OrderLine& piece : part.order.lines) after += total_of(piece);
    const auto up_to = [&](Money sum) {
      if (total <= Money::zero(order.currency)) return Money::zero(order.currency);
      return Money(multiply_divide(order.marketplace_voucher.minor_units(), sum.minor_units(),
                                   total.minor_units(), Rounding::kFloor),
                   order.currency);
    };
    part.order.marketplace_voucher = up_to(after) - up_to(before);
    before = after;
  }
}

Result<std::vector<Consignment>> cut_order(const Order& order) {
  auto wholes = wholes_of(order);
  if (!wholes) return std::move(wholes).faults();
  Money total = Money::zero(order.currency);
  for (const auto& [id, whole] : *wholes) {
    total +=
        whole.price - whole.line->discount_gross + whole.shipping + whole.line->gift_wrap_gross;
  }

  std::vector<Consignment> parts;
  Faults faults;
  for (std::size_t i = 0; i < order.shipments.size(); ++i) {
    const Shipment& shipment = order.shipments[i];
    const auto quantities = quantities_of(order, shipment);
    Faults found = check(shipment, *wholes, quantities);
    if (found.empty()) {
      parts.push_back(consignment_of(order, shipment, *wholes, quantities));
    } else {
      append(faults, under("shipments[" + std::to_string(i) + "]", std::move(found)));
    }
  }
  if (!faults.empty()) return faults;
  share_voucher(order, total, parts);
  return parts;
}

}  // namespace

Result<std::vector<Consignment>> consignments(const Order& order) try {
  if (order.shipments.empty()) return std::vector<Consignment>{{ShipmentId(), order}};
  return cut_order(order);
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "", "an amount is out of range", "check quantities and prices"};
}

}  // namespace enclosure::invoice
