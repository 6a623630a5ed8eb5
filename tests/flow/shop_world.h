#pragma once
// A sample shop with a store, and what is sold there.

#include <gtest/gtest.h>

#include <string>

#include "app/flow/import_file.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {

/// An order of a consumer of the own shop that left on the morning of the 1st of September 2026.
struct SoldTo {
  std::string id = "D-1";
  std::string name = "Erika Mustermann";
  std::string email = "erika@buyer.example";
  std::string language = "de";
  std::string title = "Becher";
  std::string quantity = "1";
  std::string price = "9.99";
};

inline std::string order_of(const SoldTo& buyer = {}) {
  return R"({"id": ")" + buyer.id +
         R"(", "channel": "shop", "fulfilment": "shop", "currency": "EUR", "prices": "gross",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": ")" +
         buyer.name + R"(", "language": ")" + buyer.language + R"(", "email": ")" + buyer.email +
         R"("},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": ")" +
         buyer.title + R"(", "quantity": ")" + buyer.quantity + R"(", "unit_price_gross": ")" +
         buyer.price + R"(", "rate_class": "standard"}]})";
}

class ShopWorld : public testing::Test {
 protected:
  /// Orders or events come in.
  void take_in(const std::string& json, Instant now) {
    const auto report = import_file("in", json, std::nullopt, shop_, store_, now);
    ASSERT_TRUE(report) << report.faults().front().code << " " << report.faults().front().path
                        << ": " << report.faults().front().message;
  }

  StoredMessage message(int stage, const char* order = "D-1") {
    return store_.read<StoredMessage>([&](StoreTransaction& tx) {
      return tx.messages_of(*OrderId::parse(order)).at(static_cast<std::size_t>(stage - 1));
    });
  }

  support::TemporaryFolder folder_;
  Shop shop_ = support::sample_shop(folder_.path());
  SqliteStore store_{(folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite};
};

}  // namespace enclosure::app
