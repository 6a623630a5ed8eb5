#include "app/import/woocommerce.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "app/import/order_checks.h"
#include "app/import/stable_id.h"
#include "app/import/woo_parties.h"
#include "app/import/words.h"

namespace enclosure::app {
namespace {

/// Reads one order. Every step goes on after a fault.
class WooOrder {
 public:
  WooOrder(const Reader& reader, Sink& sink) : reader_(reader), sink_(sink) {}

  void read() {
    status_ = reader_.text("status", Need::kRequired);
    read_id();
    if (is_one_of(status_, {"trash", "auto-draft", "checkout-draft", "draft"})) {
      notice("is a draft and was left out");
      return;
    }
    const std::size_t faults = reader_.log().count();
    order_.currency = reader_.parsed<Currency>("currency", Need::kRequired).value_or(Currency());
    order_.order_shipping_gross = zero();
    order_.marketplace_voucher = zero();
    order_.ordered_at = time("date_created");
    if (!order_.ordered_at) {
      reader_.fault("IMPORT-004", "date_created_gmt", "the day of the order is missing",
                    "export the order again");
    }
    order_.channel = Channel::kShop;
    order_.fulfilment = Fulfilment::kShop;
    WooParties parties = read_woo_parties(reader_, "order " + order_.id.to_string(), sink_);
    order_.buyer = std::move(parties.buyer);
    order_.deliver_to = std::move(parties.deliver_to);
    read_rates();
    read_lines();
    read_shipping_and_fees();
    if (reader_.log().count() == faults) reconcile();
    read_status();
    read_refunds();
    if (reader_.log().count() != faults) return;
    sink_.add(std::move(order_), reader_.path());
    for (OrderEvent& event : events_) sink_.add(std::move(event), reader_.path());
  }

 private:
  void notice(std::string_view text) {
    sink_.notice(reader_.path(), "order " + order_.id.to_string() + " " + std::string(text));
  }
  [[nodiscard]] Money zero() const { return Money::zero(order_.currency); }

  /// The number that the buyer knows, or the id of the database where the number holds characters
  /// that no file name should.
  void read_id() {
    const std::string number = reader_.literal("number");
    const std::string id = reader_.literal("id", Need::kRequired);
    if (const auto known = OrderId::parse(number)) {
      order_.id = *known;
    } else if (!id.empty()) {
      order_.id = reader_.log().take(OrderId::parse(id), reader_.path_of("id")).value_or(OrderId());
      if (!number.empty()) notice("is known to the buyer as " + number);
    }
  }

  /// `name` in UTC: the shop writes "2026-09-02T08:45:00" without a zone. Where the member in UTC
  /// is missing, the shop's own time stands for it.
  std::optional<Instant> time(const std::string& name) {
    for (const std::string& member : {name + "_gmt", name}) {
      std::string text = reader_.text(member);
      if (text.empty()) continue;
      if (text.size() == 19) text += "Z";
      return reader_.log().take(parse_instant(text), reader_.path_of(member));
    }
    return std::nullopt;
  }

  /// The rates in percent by the id that lines refer to.
  void read_rates() {
    for (const Reader& tax : reader_.objects("tax_lines")) {
      rates_.emplace(tax.literal("rate_id"), tax.literal("rate_percent"));
    }
  }

  /// `name` plus `name`_tax of a line in minor units; the shop may keep more places than it shows.
  Money gross(const Reader& line, const std::string& name) {
    Decimal sum;
    for (const std::string& member : {name, name + "_tax"}) {
      const auto part = line.decimal(member);
      if (!part) continue;
      const Decimal value = part->normalised();
      constexpr std::int64_t kLimit = 10'000'000'000;
      if (value >= Decimal(kLimit) || value <= Decimal(-kLimit) || value.scale() > 8) {
        line.fault("IMPORT-005", member, "the amount is too large or has too many places",
                   "an amount has at most ten digits before and eight after the point");
        continue;
      }
      sum = sum + value;
    }
    return Money::from(sum, order_.currency, Rounding::kHalfUp);
  }

  /// The class of rate of a line. A class that the shop's owner made is taken by its percentage,
  /// which must then be one of that state on that day.
  RateClass rate_class(const Reader& line) {
    const std::string name = line.text("tax_class");
    if (name.empty() || name == "standard") return {};
    for (const Reader& tax : line.objects("taxes")) {
      const auto rate = rates_.find(tax.literal("id"));
      if (rate == rates_.end() || rate->second.empty()) continue;
      if (const auto known = RateClass::parse("fixed:" + rate->second)) return *known;
    }
    notice("has a line of tax class " + name + " without a rate: taken as standard");
    return {};
  }

  void add_line(const Reader& reader, const std::string& id, OrderLine line) {
    line.id = reader.log().take(LineId::parse(id), reader.path_of("id")).value_or(LineId());
    line.shipping_gross = line.gift_wrap_gross = zero();
    line.rate_class = rate_class(reader);
    if (line.gross->is_negative()) {
      reader.fault("IMPORT-005", "total", "the line is negative",
                   "give refunds as refunds, not as lines");
      return;
    }
    line.unit_price_gross = unit_price_of(*line.gross, line.quantity);
    order_.lines.push_back(std::move(line));
  }

  void read_lines() {
    const auto* list = reader_.array("line_items", Need::kRequired);
    if (list != nullptr && list->size() > kMaxLines) {
      reader_.fault("IMPORT-008", "line_items", "the order has more than 10000 lines",
                    "check where the file comes from");
      return;
    }
    for (const Reader& item : reader_.objects("line_items")) {
      OrderLine line;
      line.description = item.text("name", Need::kRequired, 2000);
      line.sku = item.parsed<Sku>("sku").value_or(Sku());
      const Money before = gross(item, "subtotal");
      const Money after = gross(item, "total");
      // A price that was raised by hand in the order has a total above its subtotal.
      line.gross = std::max(before, after);
      line.discount_gross = *line.gross - after;
      const auto quantity = item.decimal("quantity", Need::kRequired);
      const std::string id = item.literal("id", Need::kRequired);
      if (!quantity) continue;
      if (const auto wrong = quantity_fault(*quantity)) {
        item.fault(wrong->code, "quantity", wrong->message, wrong->hint);
        continue;
      }
      line.quantity = *quantity;
      add_line(item, id, std::move(line));
    }
  }

  void read_shipping_and_fees() {
    for (const Reader& shipping : few("shipping_lines")) {
      const Money amount = gross(shipping, "total");
      if (amount.is_negative()) {
        shipping.fault("IMPORT-005", "total", "shipping that is negative",
                       "enter it as a discount in the shop");
      }
      order_.order_shipping_gross += amount;
    }
    Money discount = zero();
    for (const Reader& fee : few("fee_lines")) {
      const Money amount = gross(fee, "total");
      if (amount.is_negative()) {
        discount += -amount;
      } else if (!amount.is_zero()) {
        OrderLine line;
        line.description = fee.text("name", Need::kRequired, 2000);
        line.quantity = Decimal(1);
        line.gross = amount;
        line.discount_gross = zero();
        add_line(fee, "fee-" + fee.literal("id", Need::kRequired), std::move(line));
      }
    }
    if (!discount.is_zero()) spread(discount);
  }

  std::vector<Reader> few(std::string_view name) {
    const auto* list = reader_.array(name);
    if (list == nullptr || list->size() <= kMaxLines) return reader_.objects(name);
    reader_.fault("IMPORT-008", name, "more than 10000 entries", "check where the file comes from");
    return {};
  }

  /// Shares a discount on the whole order out over its lines.
  void spread(Money discount) {
    std::vector<std::int64_t> weights;
    for (const OrderLine& line : order_.lines) {
      weights.push_back((*line.gross - line.discount_gross).minor_units());
    }
    const std::vector<Money> shares = apportion(discount, weights);
    for (std::size_t i = 0; i < shares.size(); ++i) order_.lines[i].discount_gross += shares[i];
  }

  /// Holds the parts against what the buyer paid. Shops round each part by itself; a difference of
  /// less than a minor unit for each of them goes to the largest line.
  void reconcile() {
    const auto total = reader_.amount("total", order_.currency, Need::kRequired);
    if (!total || order_.lines.empty()) return;
    Money sum = order_.order_shipping_gross;
    for (const OrderLine& line : order_.lines) sum += *line.gross - line.discount_gross;
    const Money missing = *total - sum;
    if (missing.is_zero()) return;
    const auto parts = static_cast<std::int64_t>(order_.lines.size()) + 1;
    if (missing.minor_units() > parts || missing.minor_units() < -parts) {
      reader_.fault(
          "IMPORT-006", "total",
          "lines, fees and shipping sum to " + sum.to_string() + ", not " + total->to_string(),
          "export the order again; gift cards that lower the total are not supported yet");
      return;
    }
    const auto largest = std::max_element(
        order_.lines.begin(), order_.lines.end(), [](const OrderLine& a, const OrderLine& b) {
          return *a.gross - a.discount_gross < *b.gross - b.discount_gross;
        });
    *largest->gross += missing;
    if (largest->gross->is_negative()) {
      reader_.fault("IMPORT-006", "total", "the parts of the order do not make its total",
                    "export the order again");
      return;
    }
    largest->unit_price_gross = unit_price_of(*largest->gross, largest->quantity);
    notice("was rounded in its parts: " + missing.to_string() +
           " was put on the largest line, so that it meets the total");
  }

  void read_status() {
    if (is_one_of(status_, {"cancelled", "failed", "refunded"})) {
      order_.state = OrderState::kCancelled;
    } else if (status_ == "completed") {
      Shipment shipment;
      shipment.id = *ShipmentId::parse("S1");
      shipment.shipped_at = time("date_completed");
      if (!shipment.shipped_at) {
        reader_.fault("IMPORT-004", "date_completed_gmt", "the day of completion is missing",
                      "export the order again");
      }
      order_.shipments.push_back(std::move(shipment));
    } else if (!is_one_of(status_, {"processing", "on-hold", "pending", ""})) {
      notice("has the status " + status_ + ", which is not known: taken as not shipped");
    }
  }

  void read_refunds() {
    const std::vector<Reader> refunds = few("refunds");
    if (refunds.empty()) return;
    const auto at = time("date_modified");
    for (const Reader& refund : refunds) {
      OrderEvent event;
      const std::string id = refund.literal("id", Need::kRequired);
      event.at = at ? *at : order_.ordered_at.value_or(Instant());
      event.id = stable_event_id(
          "woo", {"refunded", order_.id.to_string(), id, enclosure::to_string(event.at)});
      event.order = order_.id;
      event.type = EventType::kRefunded;
      events_.push_back(std::move(event));
    }
    notice("has refunds: noted as events, a credit note is not made of them yet");
  }

  const Reader& reader_;
  Sink& sink_;
  Order order_;
  std::vector<OrderEvent> events_;
  std::string status_;
  std::map<std::string, std::string> rates_;
};

}  // namespace

void read_woocommerce_order(const Reader& order, Sink& sink) {
  WooOrder(order, sink).read();
}

}  // namespace enclosure::app
