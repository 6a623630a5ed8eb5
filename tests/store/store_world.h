#pragma once
// A store under test, and what is put into it.

#include <memory>
#include <string>

#include "app/ports/store.h"
#include "tests/store/implementations.h"

namespace enclosure::app {

inline const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

inline Order order_named(const std::string& id) {
  Order order;
  order.id = *OrderId::parse(id);
  order.buyer.name = "Παράδειγμα Ελένη";
  OrderLine line;
  line.id = *LineId::parse("1");
  line.description = "Mug";
  line.quantity = Decimal(1);
  line.unit_price_gross = *Decimal::parse("24.99");
  order.lines.push_back(line);
  return order;
}

inline StoredInvoice invoice_for(const std::string& order, const std::string& number,
                                 std::int64_t sequence) {
  StoredInvoice invoice;
  invoice.number = *InvoiceNumber::parse(number);
  invoice.series = "R-2026";
  invoice.sequence = sequence;
  invoice.order = *OrderId::parse(order);
  invoice.issue_date = *parse_date("2026-09-01");
  invoice.issued_at = kNow;
  invoice.language = *LanguageTag::parse("el");
  invoice.total = Money(2499, Currency());
  invoice.snapshot = "{\"text\":\"ä \\u0000 ß\"}";
  invoice.consignment = "{}";
  invoice.pdf_sha256 = std::string(64, 'a');
  invoice.grounds = "{}";
  invoice.chain = std::string(64, 'b');
  return invoice;
}

inline messaging::PlannedMessage message_for(const std::string& order, messaging::Stage stage) {
  messaging::PlannedMessage message;
  message.order = *OrderId::parse(order);
  message.stage = stage;
  message.due_at = kNow;
  return message;
}

class StoreWorld : public testing::TestWithParam<Implementation> {
 protected:
  StoreWorld() : store_(GetParam().open(folder_)) {}
  Store& store() { return *store_; }
  void put(const Order& order, Instant now = kNow) {
    store().write([&](StoreTransaction& tx) { tx.put_order(order, now); });
  }

 private:
  support::TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

}  // namespace enclosure::app
