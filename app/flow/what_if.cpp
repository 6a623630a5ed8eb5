#include "app/flow/what_if.h"

#include <algorithm>

#include "app/flow/contact_facts.h"
#include "app/flow/enclosures.h"
#include "app/flow/order_state.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::OrderHistory;
using messaging::PlannedMessage;

/// One order with all that happened to it.
class Walk {
 public:
  Walk(const Order& order, StoreTransaction& tx, Instant begin, Instant now)
      : order_(order), tx_(tx), events_(tx.events_of(order.id)), begin_(begin), now_(now) {
    has_invoice_ = !tx.invoices_of(order.id).empty();
    moments_.push_back(begin);
    for (const OrderEvent& event : events_) moments_.push_back(event.at);
    for (const auto& event : tx.buyer_events_of(order.id)) moments_.push_back(event.at);
    for (const auto& event : tx.buyer_events_to(order.buyer.email)) moments_.push_back(event.at);
    for (const Shipment& shipment : order.shipments) {
      if (shipment.shipped_at) moments_.push_back(*shipment.shipped_at);
      if (shipment.delivered_at) moments_.push_back(*shipment.delivered_at);
    }
    std::sort(moments_.begin(), moments_.end());
  }

  /// What the change from `before` to `after` means for the requests that are planned.
  void add_under_way(const Shop& before, const Shop& after, WhatIf& result) const {
    const Order order = as_of(order_, events_, now_);
    const auto fate_in = [&](const StoredMessage& message, const Shop& shop) {
      return request_under_way(message, order, history(order, shop, now_), shop.config.messages,
                               now_);
    };
    for (const StoredMessage& message : tx_.messages_of(order_.id)) {
      if (!message.plan.asks_for_review) continue;
      const auto fate = fate_in(message, after);
      if (fate && fate != fate_in(message, before))
        result.under_way.push_back({order_.id, message.plan.stage, *fate});
    }
  }

  /// How each stage ends in `shop`.
  [[nodiscard]] std::vector<PlannedEnd> in(const Shop& shop) const {
    const Order order = as_of(order_, events_, begin_);
    std::vector<PlannedEnd> ends;
    for (const PlannedMessage& message :
         plan(order, history(order, shop, begin_), shop.config.messages, begin_))
      ends.push_back(end_of(message, shop));
    return ends;
  }

 private:
  [[nodiscard]] OrderHistory history(const Order& order, const Shop& shop, Instant at) const {
    return contact_facts(order, events_, has_invoice_, selection_for(order, shop, at), shop, tx_,
                         at);
  }

  [[nodiscard]] PlannedEnd end_of(PlannedMessage message, const Shop& shop) const {
    Instant at = begin_;
    while (true) {
      if (message.state == MessageState::kCancelled)
        return {"cancelled", std::nullopt, message.reason, message.asks_for_review};
      if (is_due(message, at)) return {"sent", at, "", message.asks_for_review};
      const auto next = next_after(at, message);
      if (!next) return {"waits", message.due_at, message.reason, message.asks_for_review};
      at = *next;
      const Order order = as_of(order_, events_, at);
      message = reconsider(message, order, history(order, shop, at), shop.config.messages, at);
    }
  }

  /// When the dispatcher would look again: something happens, is due, or closes.
  [[nodiscard]] std::optional<Instant> next_after(Instant at, const PlannedMessage& message) const {
    std::optional<Instant> next;
    const auto consider = [&](std::optional<Instant> one) {
      if (one && *one > at && *one <= now_ && (!next || *one < *next)) next = one;
    };
    const auto moment = std::upper_bound(moments_.begin(), moments_.end(), at);
    if (moment != moments_.end()) consider(*moment);
    consider(message.due_at);
    if (message.closes_at) consider(*message.closes_at + std::chrono::seconds{1});
    return next;
  }

  const Order& order_;
  StoreTransaction& tx_;
  std::vector<OrderEvent> events_;
  Instant begin_;
  Instant now_;
  bool has_invoice_ = false;
  std::vector<Instant> moments_;  ///< sorted
};

/// When the messages of the order were planned.
std::optional<Instant> planned_at(const std::vector<MessageLogEntry>& log) {
  return log.empty() ? std::nullopt : std::optional<Instant>(log.front().at);
}

bool is_in(const DateRange& range, const StoredOrder& stored, const Shop& shop) {
  const Date day =
      shop.config.time_zone.date_of(stored.order.ordered_at.value_or(stored.imported_at));
  return (!range.from || day >= *range.from) && (!range.to || day <= *range.to);
}

}  // namespace

WhatIf what_if(const Shop& before, const Shop& after, StoreTransaction& tx, const DateRange& range,
               Instant now) {
  WhatIf result;
  for (const OrderId& id : tx.order_ids()) {
    const auto stored = tx.order(id);
    const auto begin = planned_at(tx.log_of(id));
    if (!stored || !begin || *begin > now || !is_in(range, *stored, before)) continue;
    ++result.orders;
    const Walk walk(stored->order, tx, *begin, now);
    walk.add_under_way(before, after, result);
    const auto old_ends = walk.in(before);
    const auto new_ends = walk.in(after);
    for (std::size_t i = 0; i < old_ends.size(); ++i) {
      if (!(old_ends[i] == new_ends[i]))
        result.differences.push_back(
            {id, static_cast<messaging::Stage>(i + 1), old_ends[i], new_ends[i]});
    }
  }
  return result;
}

}  // namespace enclosure::app
