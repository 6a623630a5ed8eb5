#pragma once
// A store with orders, documents and messages to count and to list.

#include <string>
#include <vector>

#include "tests/store/store_world.h"

namespace enclosure::app {

constexpr std::chrono::hours kHour{1};

inline OrderId id(const std::string& text) {
  return *OrderId::parse(text);
}

class ListWorld : public StoreWorld {
 protected:
  void put(const std::string& order, Instant at = kNow, Channel channel = Channel::kShop,
           Fulfilment fulfilment = Fulfilment::kShop) {
    Order one;
    one.id = id(order);
    one.channel = channel;
    one.fulfilment = fulfilment;
    StoreWorld::put(one, at);
  }

  void stand(const std::string& order, const OrderStanding& standing) {
    store().write([&](StoreTransaction& tx) { tx.put_standing(id(order), standing); });
  }

  void put_invoice(const std::string& order, std::int64_t sequence, Instant at = kNow,
                   Money total = Money(100, Currency()), const std::string& language = "de") {
    store().write([&](StoreTransaction& tx) {
      StoredInvoice invoice =
          invoice_for(order, "R-2026-" + std::to_string(sequence), tx.take_next_number("R-2026"));
      invoice.issued_at = at;
      invoice.total = total;
      invoice.language = *LanguageTag::parse(language);
      tx.add_invoice(invoice);
    });
  }

  void plan(const std::string& order, messaging::Stage stage, messaging::MessageState state,
            const std::string& reason, std::optional<Instant> due,
            std::optional<Instant> sent = std::nullopt) {
    store().write([&](StoreTransaction& tx) {
      StoredMessage message;
      message.plan = message_for(order, stage);
      message.plan.due_at = due;
      tx.enqueue({message.plan}, kNow);
      message.plan.state = state;
      message.plan.reason = reason;
      message.sent_at = sent;
      message.updated_at = sent.value_or(kNow);
      tx.update_message(message);
    });
  }
};

}  // namespace enclosure::app
