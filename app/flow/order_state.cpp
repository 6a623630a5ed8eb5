#include "app/flow/order_state.h"

#include <algorithm>
#include <iterator>

#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

void forget_future(std::optional<Instant>& at, Instant now) {
  if (at && *at > now) at.reset();
}

/// The earlier of what is known and what an event says: a second report of the same shipping
/// changes nothing.
void learn(std::optional<Instant>& at, Instant event_at) {
  at = at ? std::min(*at, event_at) : event_at;
}

/// The earliest moment that a shipping at `shipped_at` may mean: a day without a time was read as
/// its noon (app/import/json_reader.h).
Instant earliest_leaving(Instant shipped_at) {
  const auto day = std::chrono::floor<std::chrono::days>(shipped_at);
  return shipped_at - day == std::chrono::hours{12} ? Instant{day} : shipped_at;
}

bool concerns(const OrderEvent& event, const Shipment& shipment) {
  return event.shipment.empty() || event.shipment == shipment.id;
}

/// Whether an event told the moment at which `shipment` arrived; else the order reports it.
messaging::DeliveryKind kind_of_delivery(const Shipment& shipment,
                                         const std::vector<OrderEvent>& events) {
  const bool seen = std::any_of(events.begin(), events.end(), [&](const OrderEvent& event) {
    return event.type == EventType::kDelivered && concerns(event, shipment) &&
           event.at == *shipment.delivered_at;
  });
  return seen ? messaging::DeliveryKind::kObserved : messaging::DeliveryKind::kReported;
}

void learn_shipping(Shipment& shipment, const std::vector<OrderEvent>& events) {
  for (const OrderEvent& event : events) {
    if (event.type == EventType::kShipped && concerns(event, shipment))
      learn(shipment.shipped_at, event.at);
  }
}

/// The last report of an arrival counts, unless it lies before the shipping.
void learn_delivery(Shipment& shipment, const std::vector<OrderEvent>& events) {
  const bool shipping_is_known = shipment.shipped_at.has_value();
  const auto counts = [&](Instant arrived_at) {
    return !shipping_is_known || arrived_at >= earliest_leaving(*shipment.shipped_at);
  };
  if (shipment.delivered_at && !counts(*shipment.delivered_at)) shipment.delivered_at.reset();
  std::optional<Instant> first;
  for (const OrderEvent& event : events) {
    if (event.type != EventType::kDelivered || !concerns(event, shipment) || !counts(event.at))
      continue;
    learn(first, event.at);
    shipment.delivered_at = std::max(shipment.delivered_at.value_or(event.at), event.at);
  }
  if (!shipping_is_known) shipment.shipped_at = first;  // what arrived has left
}

std::string before_it_was_ordered(const OrderEvent& event, const Order& order) {
  // A clock or a day of another place may differ by a day; an opt-out may be older than the order.
  constexpr std::chrono::days kSlack{1};
  std::optional<Instant> ordered_at = order.ordered_at;
  if (!ordered_at && order.order_date)
    ordered_at = Instant{std::chrono::sys_days{*order.order_date}};
  if (!ordered_at || event.type == EventType::kOptedOut || event.at + kSlack >= *ordered_at)
    return "";
  return "it lies before the order, which was placed on " + to_string(*ordered_at);
}

}  // namespace

std::string why_impossible(const OrderEvent& event, const Order& order,
                           const std::vector<OrderEvent>& events) {
  if (std::string why = before_it_was_ordered(event, order); !why.empty()) return why;
  if (event.type != EventType::kDelivered) return "";
  std::vector<Shipment> shipments = order.shipments;
  if (shipments.empty()) shipments.emplace_back();
  std::optional<Instant> left_at;
  for (Shipment& shipment : shipments) {
    if (!concerns(event, shipment)) continue;
    learn_shipping(shipment, events);
    if (!shipment.shipped_at) return "";
    learn(left_at, *shipment.shipped_at);
  }
  if (!left_at || event.at >= earliest_leaving(*left_at)) return "";
  return "delivered before it was shipped, on " + to_string(*left_at);
}

Order as_of(const Order& order, const std::vector<OrderEvent>& events, Instant now) {
  Order result = order;
  std::vector<OrderEvent> known;
  std::copy_if(events.begin(), events.end(), std::back_inserter(known),
               [now](const OrderEvent& event) { return event.at <= now; });
  const bool tells_shipping = std::any_of(known.begin(), known.end(), [](const OrderEvent& event) {
    return event.type == EventType::kShipped || event.type == EventType::kDelivered;
  });
  if (result.shipments.empty() && tells_shipping) result.shipments.emplace_back();

  for (Shipment& shipment : result.shipments) {
    forget_future(shipment.shipped_at, now);
    forget_future(shipment.delivered_at, now);
    learn_shipping(shipment, known);
    learn_delivery(shipment, known);
  }
  const bool is_cancelled = std::any_of(known.begin(), known.end(), [](const OrderEvent& event) {
    return event.type == EventType::kCancelled;
  });
  if (is_cancelled) result.state = OrderState::kCancelled;
  return result;
}

Order as_billed(Order order, const std::vector<StoredInvoice>& documents) {
  for (const StoredInvoice& document : documents) {
    if (!document.shipment.empty()) continue;
    if (auto billed = order_from_json(document.consignment)) {
      order.shipments = std::move(billed->shipments);
      order.supply_date = billed->supply_date;
    }
    break;
  }
  return order;
}

messaging::OrderHistory history_of(const Order& order, const std::vector<OrderEvent>& events,
                                   bool do_not_ask, bool has_invoice, Instant now) {
  messaging::OrderHistory history;
  history.cancelled = order.state == OrderState::kCancelled;
  history.do_not_ask = do_not_ask;
  history.has_invoice = has_invoice;
  bool all_delivered = !order.shipments.empty();
  for (const Shipment& shipment : order.shipments) {
    if (shipment.shipped_at) learn(history.shipped_at, *shipment.shipped_at);
    if (shipment.estimated_delivery) {
      history.promised_by = std::max(history.promised_by.value_or(*shipment.estimated_delivery),
                                     *shipment.estimated_delivery);
    }
    all_delivered = all_delivered && shipment.delivered_at.has_value();
  }
  if (all_delivered) {
    for (const Shipment& shipment : order.shipments) {
      history.delivered_at =
          std::max(history.delivered_at.value_or(*shipment.delivered_at), *shipment.delivered_at);
      history.delivery = std::min(history.delivery, kind_of_delivery(shipment, events));
    }
  }
  for (const OrderEvent& event : events) {
    if (event.at > now) continue;
    history.refunded = history.refunded || event.type == EventType::kRefunded;
    history.returned = history.returned || event.type == EventType::kReturned;
    history.opted_out = history.opted_out || event.type == EventType::kOptedOut;
  }
  return history;
}

}  // namespace enclosure::app
