#include "app/flow/contact_facts.h"

#include <algorithm>

#include "app/flow/order_state.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using messaging::Blocked;
using messaging::OrderHistory;

void learn_events(OrderHistory& history, const Order& order, StoreTransaction& tx, Instant now) {
  for (const auto& event : tx.buyer_events_of(order.id))
    messaging::learn(history, event, order.id, now);
  history.address_dead = false;  // the address that came back may have been mended since
  for (const auto& event : tx.buyer_events_to(order.buyer.email))
    messaging::learn(history, event, order.id, now);
}

void learn_blocks(OrderHistory& history, const Order& order, StoreTransaction& tx) {
  for (const messaging::Block& block : tx.blocks_of(order))
    history.blocked = std::max(history.blocked, block.reach);
}

/// Whether the buyer of `order` has another order from before it.
bool has_ordered_before(const Order& order, StoreTransaction& tx) {
  if (order.buyer.email.empty()) return false;
  const auto orders = tx.orders_to(order.buyer.email);
  return !orders.empty() && orders.front() != order.id;
}

void learn_products(OrderHistory& history, const attachments::Selection& selection) {
  for (const attachments::Item& item : selection.items) {
    if (!item.product->brand.empty()) history.brands.emplace_back(item.product->brand);
    if (item.product->product_class != nullptr)
      history.classes.emplace_back(item.product->product_class->name);
  }
}

}  // namespace

OrderHistory contact_facts(const Order& order, const std::vector<OrderEvent>& events,
                           bool has_invoice, const attachments::Selection& selection,
                           const Shop& shop, StoreTransaction& tx, Instant now) {
  OrderHistory history =
      history_of(order, events, selection.has_item_not_to_ask_about(), has_invoice, now);
  if (!history.delivered_at)
    history.estimate = messaging::estimate_of(order, shop.config.messages.transit);
  learn_events(history, order, tx, now);
  learn_blocks(history, order, tx);
  history.repeat_buyer = has_ordered_before(order, tx);
  learn_products(history, selection);
  return history;
}

}  // namespace enclosure::app
