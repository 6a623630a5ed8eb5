#pragma once
// The part of the store that keeps messages back: what buyers and their mailboxes did, and the
// seller's block list.

#include <optional>
#include <vector>

#include "core/order.h"
#include "messaging/block_list.h"
#include "messaging/buyer_event.h"

namespace enclosure::app {

/// How an import changed an order.
enum class Change { kNew, kChanged, kUnchanged };

/// The part of a transaction that keeps them.
struct BuyerEventTransaction {
  virtual ~BuyerEventTransaction() = default;

  /// New, or unchanged when an event of that id is there already, of whatever kind. An opt-out and
  /// a returned message concern the address that the order has at that moment, unless they name
  /// one.
  virtual Change put_buyer_event(const messaging::BuyerEvent& event, Instant now) = 0;
  virtual std::optional<messaging::BuyerEvent> buyer_event(const EventId& id) = 0;
  /// Those of an order, by time.
  virtual std::vector<messaging::BuyerEvent> buyer_events_of(const OrderId& order) = 0;
  /// Opt-outs and returned messages that concern `address`, whatever the order, by time. An event
  /// "opted_out" of an order (core/order.h) is among them.
  virtual std::vector<messaging::BuyerEvent> buyer_events_to(const EmailAddress& address) = 0;
  /// The orders whose buyer has `address`, by the moment they were placed (else imported).
  virtual std::vector<OrderId> orders_to(const EmailAddress& address) = 0;

  /// Adds an entry, or changes that of the same kind and value.
  virtual Change put_block(const messaging::Block& block) = 0;
  /// Whether there was one.
  virtual bool remove_block(messaging::BlockKind kind, const std::string& value) = 0;
  virtual std::vector<messaging::Block> blocks() = 0;  ///< by kind and value
  /// The entries that cover `order`.
  virtual std::vector<messaging::Block> blocks_of(const Order& order) = 0;
};

}  // namespace enclosure::app
