#include "app/import/order_checks.h"

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

#include "app/import/json_reader.h"

namespace enclosure::app {
namespace {

class OrderCheck {
 public:
  OrderCheck(const Order& order, std::string_view path, FaultLog& log)
      : order_(order), path_(path), log_(log) {}

  void run() {
    if (order_.lines.empty()) {
      fault("IMPORT-004", "lines", "the order has no line", "an order sells at least one thing");
    }
    if (order_.lines.size() > kMaxLines) {
      fault("IMPORT-008", "lines", "the order has more than 10000 lines",
            "check where the order comes from");
    }
    std::set<LineId> seen;
    for (std::size_t i = 0; i < order_.lines.size(); ++i) {
      check_line(order_.lines[i], "lines[" + std::to_string(i) + "]");
      if (!seen.insert(order_.lines[i].id).second) {
        fault("IMPORT-007", "lines[" + std::to_string(i) + "].id",
              "the line id \"" + order_.lines[i].id.to_string() + "\" is given twice",
              "give each line an id of its own");
      }
    }
    check_amount(order_.order_shipping_gross, "order_shipping_gross");
    check_amount(order_.marketplace_voucher, "marketplace_voucher");
    if (total_ >= kMaxMinorUnits) {
      fault("IMPORT-005", "", "the total of the order is too large", "check the amounts");
    }
    check_shipments();
  }

 private:
  void fault(std::string_view code, std::string_view at, std::string_view message,
             std::string_view hint) {
    log_.add(code, join_path(path_, at), message, hint);
  }

  /// Adds a part of the total; a negative one is a fault.
  bool check_amount(Money amount, std::string_view at) {
    if (amount.is_negative() || amount.minor_units() >= kMaxMinorUnits) {
      fault("IMPORT-005", at, "the amount is negative or too large: " + amount.to_string(),
            "an amount is zero or more and has fewer than 13 digits");
      return false;
    }
    total_ += amount.minor_units();
    return true;
  }

  void check_line(const OrderLine& line, const std::string& at) {
    if (auto wrong = quantity_fault(line.quantity)) {
      fault(wrong->code, at + ".quantity", wrong->message, wrong->hint);
      return;
    }
    check_amount(line.shipping_gross, at + ".shipping_gross");
    check_amount(line.gift_wrap_gross, at + ".gift_wrap_gross");
    const auto gross = gross_of(line, at);
    if (!gross) return;
    if (line.discount_gross.is_negative() || line.discount_gross > *gross) {
      fault("IMPORT-005", at + ".discount_gross",
            "the discount " + line.discount_gross.to_string() + " is negative or above the " +
                gross->to_string() + " of the line",
            "write the discount of the whole line without a sign");
    }
  }

  /// The gross amount of the goods of a line, or nothing after a fault.
  std::optional<Money> gross_of(const OrderLine& line, const std::string& at) {
    if (line.unit_price_gross.is_negative()) {
      fault("IMPORT-005", at + ".unit_price_gross", "the price is negative",
            "give refunds as events, not as orders");
      return std::nullopt;
    }
    std::optional<Decimal> product;
    try {
      product = line.quantity * line.unit_price_gross;
      const Money rounded = Money::from(*product, order_.currency, Rounding::kHalfUp);
      const Money gross = line.gross.value_or(rounded);
      if (!check_amount(gross, at + (line.gross ? ".gross" : ".unit_price_gross"))) {
        return std::nullopt;
      }
      if (line.gross && !explains(line, *product, *line.gross)) {
        fault("IMPORT-006", at + ".gross",
              line.quantity.to_string() + " times " + line.unit_price_gross.to_string() + " is " +
                  rounded.to_string() + ", not " + line.gross->to_string(),
              "correct the price or the amount; leave the amount out where it is the product");
        return std::nullopt;
      }
      return gross;
    } catch (const std::overflow_error&) {
      fault("IMPORT-005", at + ".unit_price_gross",
            "quantity times price has too many digits: " + line.quantity.to_string() + " times " +
                line.unit_price_gross.to_string(),
            "write both with fewer places");
      return std::nullopt;
    }
  }

  /// Whether the price, rounded to its last place, can have led to `gross`.
  static bool explains(const OrderLine& line, Decimal product, Money gross) {
    const Decimal half = Decimal::scaled(5, 1);
    const Decimal price_slack =
        round(line.quantity * Decimal::scaled(1, line.unit_price_gross.scale()) * half, 6,
              Rounding::kHalfUp);
    const Decimal slack = price_slack + Decimal::scaled(1, gross.currency().minor_digits()) * half;
    const Decimal difference = round(product, 6, Rounding::kHalfUp) - gross.to_decimal();
    return difference <= slack && -difference <= slack;
  }

  void check_shipments() {
    std::map<LineId, Decimal> left;
    for (const OrderLine& line : order_.lines) left[line.id] = line.quantity;
    std::set<ShipmentId> seen;
    for (std::size_t i = 0; i < order_.shipments.size(); ++i) {
      const Shipment& shipment = order_.shipments[i];
      const std::string at = "shipments[" + std::to_string(i) + "]";
      if (!seen.insert(shipment.id).second) {
        fault("IMPORT-007", at + ".id",
              "the shipment id \"" + shipment.id.to_string() + "\" is given twice",
              "give each shipment an id of its own");
      }
      if (shipment.lines.empty() && order_.shipments.size() > 1) {
        fault("IMPORT-006", at + ".lines",
              "a shipment without lines stands for the whole order, but there are several",
              "name the lines that are in each shipment");
      }
      check_shipped_lines(shipment, at, left);
      if (shipment.shipped_at && shipment.delivered_at &&
          *shipment.delivered_at < *shipment.shipped_at) {
        fault("IMPORT-005", at + ".delivered_at", "delivered before it was shipped",
              "correct one of the two times");
      }
    }
  }

  void check_shipped_lines(const Shipment& shipment, const std::string& at,
                           std::map<LineId, Decimal>& left) {
    std::set<LineId> seen;
    for (std::size_t i = 0; i < shipment.lines.size(); ++i) {
      const ShippedLine& shipped = shipment.lines[i];
      const std::string line_at = at + ".lines[" + std::to_string(i) + "]";
      const auto ordered = left.find(shipped.line);
      if (ordered == left.end()) {
        fault("IMPORT-005", line_at, "the order has no line \"" + shipped.line.to_string() + "\"",
              "name a line by its id");
        continue;
      }
      if (!seen.insert(shipped.line).second) {
        fault("IMPORT-007", line_at,
              "the line \"" + shipped.line.to_string() + "\" is in this shipment twice",
              "name each line once, with its quantity");
      }
      if (auto wrong = quantity_fault(shipped.quantity)) {
        fault(wrong->code, line_at + ".quantity", wrong->message, wrong->hint);
        continue;
      }
      ordered->second = ordered->second - shipped.quantity;
      if (ordered->second.is_negative()) {
        fault("IMPORT-006", line_at + ".quantity",
              "more pieces of line \"" + shipped.line.to_string() + "\" are shipped than ordered",
              "correct the quantities");
      }
    }
  }

  const Order& order_;
  std::string_view path_;
  FaultLog& log_;
  std::int64_t total_ = 0;  // every part is below 10^12, and no file holds 10^6 parts of it
};

}  // namespace

std::optional<Fault> quantity_fault(Decimal quantity) {
  if (quantity > Decimal(0) && quantity <= Decimal(kMaxQuantity) &&
      quantity.normalised().scale() <= 4) {
    return std::nullopt;
  }
  return Fault{"IMPORT-005", "", "the quantity is out of range: " + quantity.to_string(),
               "a quantity is above 0 and at most 1000000, with at most four places"};
}

Decimal unit_price_of(Money gross, Decimal quantity) {
  for (const int places : {6, 2}) {
    try {
      const Decimal price =
          divide(gross.to_decimal(), quantity, places, Rounding::kHalfUp).normalised();
      const int usual = gross.currency().minor_digits();
      return price.scale() > usual ? price : round(price, usual, Rounding::kHalfUp);
    } catch (const std::overflow_error&) {  // a huge amount for a small part of a piece
    }
  }
  return divide(gross.to_decimal(), quantity, 0, Rounding::kHalfUp);
}

void check_order(const Order& order, std::string_view path, FaultLog& log) {
  OrderCheck(order, path, log).run();
}

}  // namespace enclosure::app
