#include "app/flow/order_state.h"

#include <algorithm>

#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

void forget_future(std::optional<Instant>& at, Instant now) {
  if (at && *at > now) at.reset();
}

/// The earlier of what is known and what an event says: a second report of the same thing changes
/// nothing.
void learn(std::optional<Instant>& at, Instant event_at) {
  at = at ? std::min(*at, event_at) : event_at;
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

}  // namespace

Order as_of(const Order& order, const std::vector<OrderEvent>& events, Instant now) {
  Order result = order;
  const auto known = [&](const OrderEvent& event, EventType type) {
    return event.at <= now && event.type == type;
  };
  const bool tells_shipping =
      std::any_of(events.begin(), events.end(), [&](const OrderEvent& event) {
        return known(event, EventType::kShipped) || known(event, EventType::kDelivered);
      });
  if (result.shipments.empty() && tells_shipping) result.shipments.emplace_back();

  for (Shipment& shipment : result.shipments) {
    forget_future(shipment.shipped_at, now);
    forget_future(shipment.delivered_at, now);
    for (const OrderEvent& event : events) {
      if (!concerns(event, shipment)) continue;
      if (known(event, EventType::kShipped)) learn(shipment.shipped_at, event.at);
      if (known(event, EventType::kDelivered)) {
        learn(shipment.delivered_at, event.at);
        learn(shipment.shipped_at, event.at);  // what arrived has left
      }
    }
  }
  for (const OrderEvent& event : events) {
    if (known(event, EventType::kCancelled)) result.state = OrderState::kCancelled;
  }
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
