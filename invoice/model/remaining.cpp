#include "invoice/model/remaining.h"

#include <algorithm>
#include <map>
#include <utility>

#include "invoice/model/credit.h"

namespace enclosure::invoice {
namespace {

Fault inexpressible(std::string why) {
  return {"CORRECT-004", "", std::move(why),
          "credit the rest with `enclosure credit ORDER --all` and take the new order in"};
}

/// One order on its way to what is left of it.
class Remainder {
 public:
  Remainder(Order order, const Invoice& original, const std::vector<Invoice>& before)
      : order_(std::move(order)), original_(original), balance_(balance_of(original, before)) {}

  Result<Order> take() {
    if (order_.prices_are_net) {
      return inexpressible("prices without VAT cannot be told from what was credited with VAT");
    }
    std::vector<OrderLine> kept;
    for (OrderLine& line : order_.lines) {
      if (reduce(line)) kept.push_back(std::move(line));
    }
    order_.lines = std::move(kept);
    if (order_.lines.empty()) return inexpressible("none of the goods are left");
    order_.order_shipping_gross = Money::zero(order_.currency);
    order_.marketplace_voucher = balance_.paid_by_marketplace;
    for (const InvoiceLine& line : original_->lines) {
      if (line.kind != LineKind::kItem && !spread(line))
        return inexpressible("shipping is left of goods that are gone");
    }
    for (Shipment& shipment : order_.shipments) reduce(shipment);
    return std::move(order_);
  }

 private:
  /// The line of the invoice that bills the goods of `line`.
  [[nodiscard]] const InvoiceLine* billed(const LineId& line) const {
    const auto& lines = original_->lines;
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const InvoiceLine& one) {
      return one.kind == LineKind::kItem && one.order_line == line;
    });
    return found == lines.end() ? nullptr : &*found;
  }

  /// Takes off what was given back; gives whether pieces are left.
  bool reduce(OrderLine& line) {
    const InvoiceLine* source = billed(line.id);
    const LineBalance* left = source == nullptr ? nullptr : balance_.line(source->id);
    if (left == nullptr || left->quantity.is_zero()) return false;
    const Money before_discount = source->gross + source->discount_gross;
    Money price = before_discount;
    if (left->quantity != line.quantity) {
      price = Money::from(divide(before_discount.to_decimal() * left->quantity, line.quantity,
                                 order_.currency.minor_digits(), Rounding::kHalfUp),
                          order_.currency, Rounding::kHalfUp);
      line.serials.clear();  // nobody said which pieces came back
    }
    price = std::max(price, left->gross);
    line.quantity = left->quantity;
    line.gross = price;
    line.discount_gross = price - left->gross;
    line.shipping_gross = line.gift_wrap_gross = Money::zero(order_.currency);
    quantities_[line.id] = left->quantity;
    return true;
  }

  /// Shares what is left of shipping or wrapping over the lines of its category and rate.
  bool spread(const InvoiceLine& billed_line) {
    const Money left = balance_.line(billed_line.id)->gross;
    if (left.is_zero()) return true;
    std::vector<OrderLine*> lines;
    std::vector<std::int64_t> weights;
    for (OrderLine& line : order_.lines) {
      const InvoiceLine* source = billed(line.id);
      if (source->vat_category != billed_line.vat_category ||
          source->vat_rate != billed_line.vat_rate)
        continue;
      lines.push_back(&line);
      weights.push_back((*line.gross - line.discount_gross).minor_units());
    }
    if (lines.empty()) return false;
    const auto shares = apportion(left, weights);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      (billed_line.kind == LineKind::kShipping ? lines[i]->shipping_gross
                                               : lines[i]->gift_wrap_gross) += shares[i];
    }
    return true;
  }

  void reduce(Shipment& shipment) const {
    std::vector<ShippedLine> kept;
    for (const ShippedLine& line : shipment.lines) {
      const auto left = quantities_.find(line.line);
      if (left != quantities_.end()) kept.push_back({line.line, left->second});
    }
    shipment.lines = std::move(kept);
  }

  Order order_;
  const Invoice& original_;
  Balance balance_;
  std::map<LineId, Decimal> quantities_;
};

}  // namespace

Result<Order> remaining_order(const Order& consignment, const Invoice& original,
                              const std::vector<Invoice>& before) {
  if (before.empty()) return consignment;
  return Remainder(consignment, original, before).take();
}

}  // namespace enclosure::invoice
