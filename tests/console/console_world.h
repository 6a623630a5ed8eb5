#pragma once
// A shop with the console over it: store and archive in a folder of its own, time as the test says,
// a key that opens it.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "app/flow/console_desk.h"
#include "app/flow/import_file.h"
#include "app/flow/sample_data.h"
#include "app/http/console_endpoints.h"
#include "app/http/router.h"
#include "app/scheduler/scheduler.h"
#include "app/smtp/outbox_transport.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/console/browser.h"
#include "tests/support/process.h"

namespace enclosure::app::test {

/// An order that was shipped on 2026-09-01 at seven; `extra` goes into its buyer.
inline std::string order_json(const std::string& id, const std::string& buyer_name = "Erika Muster",
                              const std::string& extra = "",
                              const std::string& description = "Becher") {
  return R"({"id": ")" + id +
         R"(", "channel": "shop", "fulfilment": "shop", "currency": "EUR", "prices": "gross",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": ")" +
         buyer_name +
         R"(", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": ")" +
         buyer_name + R"(", "language": "de", "email": "erika@buyer.example")" + extra +
         R"(},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": ")" +
         description +
         R"(", "quantity": "2", "unit_price_gross": "9.99", "rate_class": "standard"}]})";
}

/// A firm in France whose VAT number nobody has confirmed: its order waits for the seller.
inline std::string business_order_json(const std::string& id) {
  std::string json =
      order_json(id, "Max Muster", R"(, "company": "Muster SARL", "vat_id": "FR40303265045")");
  const auto put = [&json](const std::string& from, const std::string& to) {
    json.replace(json.find(from), from.size(), to);
  };
  put(R"("postcode": "10115", "city": "Berlin", "country": "DE")",
      R"("postcode": "75001", "city": "Paris", "country": "FR")");
  put(R"("type": "consumer")", R"("type": "business")");
  return json;
}

struct FakeKeys : ConsoleKeys {
  struct Key {
    std::string key;
    bool opens = true;
  };
  std::optional<std::string> opened_by(std::string_view key) override {
    for (const auto& [id, one] : all) {
      if (one.opens && one.key == key) return id;
    }
    return std::nullopt;
  }
  std::optional<std::string> name_of(const std::string& id) override {
    const auto at = all.find(id);
    return at != all.end() && at->second.opens ? std::optional<std::string>("desk") : std::nullopt;
  }
  std::vector<console::KeyLine> list() override { return {}; }

  std::map<std::string, Key> all;
};

class ConsoleWorld : public testing::Test {
 protected:
  ConsoleWorld()
      : shop_(open()),
        store_((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite),
        outbox_(folder_ / "outbox") {}

  static void fill_workspace(const std::filesystem::path& workspace) {
    for (const EmbeddedFile& file : sample_data::files()) {
      if (file.path == "enclosure.json" || file.path == "logo.png" ||
          file.path.starts_with("products/")) {
        const auto path = workspace / std::string(file.path);
        make_folder(path.parent_path());
        write_file(path, file.bytes);
      }
    }
  }

  /// The sample shop. Reading laws, languages and fonts takes longer than most tests: once for all.
  static const Shop& sample() {
    static const support::TemporaryFolder folder;
    static const Shop shop = [] {
      fill_workspace(folder.path());
      return *Shop::open(folder.path());
    }();
    return shop;
  }

  Shop open() {
    fill_workspace(folder_.path());
    Shop shop = sample();
    shop.workspace = folder_.path();
    shop.link_keys = std::make_shared<LinkKeyring>(folder_.path() / "secrets" / "link.key");
    shop.judged_files = std::make_shared<JudgedFiles>();
    return shop;
  }

  void take(const std::string& json) {
    const auto report = import_file("in", json, std::nullopt, shop_, store_, now_);
    ASSERT_TRUE(report) << report.faults().front().code << report.faults().front().path
                        << report.faults().front().message;
  }

  /// What the dispatcher does while time stands at now_.
  void pass() {
    ScheduleReport report;
    run_pass(shop_, store_, outbox_, {}, std::nullopt, now_, report);
  }

  /// A key that opens the console, or one that is good for other things.
  std::string make_key(bool opens = true) {
    key_id_ = "key-" + std::to_string(keys_.all.size());
    keys_.all[key_id_] = {"secret-of-" + key_id_, opens};
    return keys_.all[key_id_].key;
  }

  void log_in() {
    const auto answer = browser_.post("/console/login", {{"key", make_key()}});
    ASSERT_EQ(answer.status, 303) << answer.body;
  }

  /// The form of `page`, sent with these fields over those that it has.
  Answer submit(const Answer& page, const std::string& target, Fields fields) {
    for (const char* hidden : {"csrf", "form", "step", "number"}) {
      const std::string value = page.input(hidden);
      const bool given = std::any_of(fields.begin(), fields.end(),
                                     [&](const auto& one) { return one.first == hidden; });
      if (!value.empty() && !given) fields.emplace_back(hidden, value);
    }
    return browser_.post(target, fields);
  }

  std::size_t documents() {
    return store_.read<std::size_t>(
        [](StoreTransaction& tx) { return tx.invoice_numbers().size(); });
  }

  support::TemporaryFolder folder_;
  Instant now_ = *parse_instant("2026-09-01T08:00:00Z");
  Shop shop_;
  SqliteStore store_;
  OutboxTransport outbox_;
  std::string key_id_;
  int woken_ = 0;
  FakeKeys keys_;
  StoreConsoleDesk desk_{shop_, store_, {keys_, [this] { return now_; }, [this] { ++woken_; }}};
  std::string errors_;
  http::Router router_{http::console_endpoints(desk_, {[this] { return now_; }, ""}),
                       [this](std::string_view route, std::string_view what) {
                         errors_ += std::string(route) + ": " + std::string(what) + "\n";
                       }};
  Browser browser_{router_};
};

}  // namespace enclosure::app::test
