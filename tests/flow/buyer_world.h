#pragma once
// A shop in Germany, a buyer with a link, and a desk that serves it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/buyer_desk.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"
#include "app/scheduler/scheduler.h"
#include "app/store/sqlite_store.h"
#include "tests/flow/enclosed_mail.h"
#include "tests/support/fake_registry.h"
#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {

using PanelState = BuyerDetailsPanel::State;

/// Numbers whose check digits hold.
inline constexpr const char* kFrenchNumber = "FR40303265045";
inline constexpr const char* kOtherFrenchNumber = "FR61954506077";

/// An order of a consumer, sent from Hamburg on the day of kStart.
struct BoughtBy {
  std::string id = "W-1";
  std::string country = "FR";
  std::string postcode = "75001";
  std::string city = "Paris";
  std::string channel = R"("channel": "shop", "fulfilment": "shop")";
};

/// An order of which Amazon makes the invoice.
inline BoughtBy bought_where_amazon_invoices() {
  return {
      .id = "302-7654321-7654321",
      .country = "DE",
      .postcode = "10115",
      .city = "Berlin",
      .channel = R"("channel": "amazon", "fulfilment": "FBM", "marketplace_id": "A1PA6795UKMFR9",
            "marketplace": {"issues_invoice": true})"};
}

inline std::string order_of(const BoughtBy& buyer) {
  const std::string place = R"("postcode": ")" + buyer.postcode + R"(", "city": ")" + buyer.city +
                            R"(", "country": ")" + buyer.country + R"(")";
  return R"({"id": ")" + buyer.id + R"(", "currency": "EUR", "prices": "gross", )" + buyer.channel +
         R"(, "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Camille Exemple", "lines": ["1 rue de l'Exemple"], )" +
         place + R"(},
  "buyer": {"type": "consumer", "name": "Camille Exemple", "language": "fr", "email": "camille@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Tasse", "quantity": "1", "unit_price_gross": "120.00", "rate_class": "standard"}]})";
}

class BuyerWorld : public testing::Test {
 protected:
  BuyerWorld() {
    support::write_sample_workspace(folder_.path());
    write_file(folder_.path() / "products/catalogue.json", kCatalogue);
    for (const char* name : {"safety", "manual", "care"})
      write_file(folder_.path() / "products" / (std::string(name) + ".pdf"),
                 pdf_of_size(3000, name[0]));
    open();
  }

  /// Opens the workspace (again): what is only in memory is lost.
  void open() {
    desk_.reset();
    store_ = std::make_unique<SqliteStore>((folder_ / "enclosure.db").string(),
                                           SqliteStore::Mode::kReadWrite);
    shop_.emplace(support::opened(folder_.path()));
    shop_->config.cover_sheet = false;
    shop_->config.vies.ask = true;
    archive_ = std::make_unique<ArchiveCache>(shop_->archive(), std::size_t{1} << 20U);
    desk_ = std::make_unique<StoreBuyerDesk>(
        *shop_, *store_, [this] { return now_; }, BuyerServices{*archive_, uses_, &registry_});
  }

  /// Takes an order in, issues its invoice and sends its mail.
  void sell(const BoughtBy& buyer = {}) {
    ASSERT_TRUE(import_file("in", order_of(buyer), std::nullopt, *shop_, *store_, now_));
    order_ = *OrderId::parse(buyer.id);
    pass();
    token_ = store_->write<std::string>([&](StoreTransaction& tx) {
      return token_of(ensure_link(order_, *shop_, tx, now_), *shop_);
    });
  }

  /// One pass of the dispatcher, which asks the register.
  ScheduleReport pass() {
    ScheduleReport report;
    run_pass(*shop_, *store_, transport_, {&registry_, nullptr, nullptr}, std::nullopt, now_,
             report);
    return report;
  }

  BuyerVisit visit() {
    BuyerVisit visit;
    visit.token = token_;
    visit.pass = pass_;
    return visit;
  }

  void unlock(const std::string& answer = "75001") {
    const auto taken = desk_->unlock(visit(), answer);
    ASSERT_TRUE(taken);
    ASSERT_FALSE(taken->pass.empty());
    pass_ = taken->pass;
  }

  BuyerAnswer send(const DetailsInput& input) {
    auto answer = desk_->details(visit(), input);
    EXPECT_TRUE(answer);
    return answer ? *std::move(answer) : BuyerAnswer{};
  }
  BuyerAnswer send_number(const std::string& number) {
    DetailsInput input;
    input.company = "Exemple SARL";
    input.vat_id = number;
    return send(input);
  }

  PanelState shown(bool after_change = false) {
    BuyerVisit at = visit();
    at.after_change = after_change;
    const auto page = desk_->page(at);
    EXPECT_TRUE(page);
    return page ? page->panel.state : PanelState::kNotYet;
  }

  std::vector<StoredInvoice> documents() {
    return store_->read<std::vector<StoredInvoice>>(
        [&](StoreTransaction& tx) { return tx.invoices_of(order_); });
  }
  std::optional<DetailsRequest> last_request() {
    return store_->read<std::optional<DetailsRequest>>(
        [&](StoreTransaction& tx) { return tx.last_details_request(order_); });
  }

  support::TemporaryFolder folder_;
  Instant now_ = kStart;
  support::FakeRegistry registry_;
  Collecting transport_;
  LinkUses uses_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<Shop> shop_;
  std::unique_ptr<ArchiveCache> archive_;
  std::unique_ptr<StoreBuyerDesk> desk_;
  OrderId order_;
  std::string token_;
  std::string pass_;
};

}  // namespace enclosure::app
