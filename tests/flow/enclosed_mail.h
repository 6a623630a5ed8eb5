#pragma once
// One order of a mug with three documents, and what becomes of its mail.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/dispatch.h"
#include "app/flow/enclosures.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"
#include "app/flow/why_enclosures.h"
#include "app/scheduler/scheduler.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/check/raw_pdf.h"
#include "tests/flow/collecting.h"
#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {

inline const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

inline constexpr const char* kCatalogue =
    R"({"schema": 2, "products": [{"match": {"sku": "X-*"}, "name": "Mug",
  "documents": [
    {"id": "safety", "kind": "safety", "language": "de", "file": "safety.pdf", "title": "Sicherheit: Becher/Tasse"},
    {"id": "manual", "kind": "manual", "language": "de", "file": "manual.pdf", "title": "Anleitung", "version": "1"},
    {"id": "care", "kind": "other", "topic": "care", "language": "de", "file": "care.pdf", "title": "Anleitung"}],
  "drivers": [{"title": "App", "url": "https://d.example/app", "os": "Android"},
              {"title": "Driver", "url": "https://d.example/driver", "os": "Windows 11", "needed_before_first_use": true}],
  "quick_start": {"de": ["Zuerst ausspülen."], "en": ["Rinse first."]}}]})";

inline std::string order_on(const std::string& channel) {
  const std::string seller =
      channel == "shop" ? R"("shop")" : R"("FBM", "marketplace_id": "A1PA6795UKMFR9")";
  return R"({"id": "302-7654321-7654321", "fulfilment": )" + seller +
         R"(, "currency": "EUR", "prices": "gross", "channel": ")" + channel +
         R"(", "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": "Erika Mustermann", "language": "de", "email": "erika@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Becher", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"}]})";
}

/// A PDF of one page and of exactly `size` bytes.
inline std::string pdf_of_size(std::size_t size, char filling = 'x',
                               const std::string& catalog = "") {
  std::string bytes;
  for (std::size_t padding = size / 2; bytes.size() != size; padding += size - bytes.size()) {
    bytes = test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>"},
                          {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                          {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
                          {4, test::stream_object("", std::string(padding, filling))}});
  }
  return bytes;
}

class EnclosedMail : public testing::Test {
 protected:
  EnclosedMail() {
    support::write_sample_workspace(folder_.path());
    write_file(folder_.path() / "products/catalogue.json", kCatalogue);
    for (const char* name : {"safety", "manual", "care"}) write_pdf(name, 30'000, name[0]);
    store_ = std::make_unique<SqliteStore>((folder_ / "enclosure.db").string(),
                                           SqliteStore::Mode::kReadWrite);
    shop_.emplace(support::opened(folder_.path()));
    shop_->config.cover_sheet = false;  // it has tests of its own
    EXPECT_TRUE(import_file("in", order_on("shop"), std::nullopt, *shop_, *store_, kStart));
  }

  void write_product(const std::string& file, const std::string& bytes) {
    write_file(folder_.path() / "products" / file, bytes);
  }
  void write_pdf(const std::string& name, std::size_t size, char filling = 'x') {
    write_product(name + ".pdf", pdf_of_size(size, filling));
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(*shop_, *store_, transport_, {}, std::nullopt, now, report);
  }

  std::vector<KeptEnclosure> kept() {
    return store_->read<std::vector<KeptEnclosure>>([](StoreTransaction& tx) {
      return tx.enclosures_of(*OrderId::parse("302-7654321-7654321"), messaging::Stage::kDocuments);
    });
  }

  std::optional<KeptNotes> notes() {
    return store_->read<std::optional<KeptNotes>>([](StoreTransaction& tx) {
      return tx.notes_of(*OrderId::parse("302-7654321-7654321"), messaging::Stage::kDocuments);
    });
  }
  StoredMessage message() {
    return store_->read<StoredMessage>([](StoreTransaction& tx) {
      return tx.messages_of(*OrderId::parse("302-7654321-7654321")).at(0);
    });
  }
  std::vector<WhyEnclosure> why() {
    return store_->read<std::vector<WhyEnclosure>>([&](StoreTransaction& tx) {
      const OrderId id = *OrderId::parse("302-7654321-7654321");
      return why_enclosures(*mail_case(id, *shop_, tx, kStart), tx.messages_of(id), *shop_, kStart);
    });
  }
  std::string token() {
    return store_->read<std::string>([&](StoreTransaction& tx) {
      return token_of(*tx.link_of(*OrderId::parse("302-7654321-7654321")), *shop_);
    });
  }
  attachments::Selection selection() {
    order_ = store_->read<Order>([](StoreTransaction& tx) {
      return tx.order(*OrderId::parse("302-7654321-7654321"))->order;
    });
    return selection_for(*order_, *shop_, kStart);
  }

  /// The mail with the documents as it would go now.
  ComposedMail composed() {
    return store_->read<ComposedMail>([&](StoreTransaction& tx) {
      const auto known = mail_case(*OrderId::parse("302-7654321-7654321"), *shop_, tx, kStart);
      const auto message = tx.messages_of(*OrderId::parse("302-7654321-7654321")).at(0);
      auto mail = compose_message(message.plan, *known, *shop_, kStart);
      EXPECT_TRUE(mail);
      return *std::move(mail);
    });
  }

  std::vector<std::string> carriages(const ComposedMail& mail) {
    std::vector<std::string> all;
    for (const LoadedEnclosure& one : mail.enclosures) all.push_back(one.kept.carriage);
    return all;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<Shop> shop_;
  std::optional<Order> order_;
  Collecting transport_;
};

}  // namespace enclosure::app
