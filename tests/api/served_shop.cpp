#include "tests/api/served_shop.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>

#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/flow/sample_data.h"
#include "app/http/seller_endpoints.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app::api::test {

std::string Answer::header(const std::string& name) const {
  for (const auto& [field, value] : headers) {
    if (to_lower_ascii(field) == to_lower_ascii(name)) return value;
  }
  return "";
}

nlohmann::json Answer::json() const {
  return nlohmann::json::parse(body, nullptr, false);
}

namespace {

const Instant kStart = *parse_instant("2026-09-10T08:00:00Z");

Shop opened(const std::filesystem::path& folder) {
  auto shop = Shop::open(folder);
  if (!shop) throw std::logic_error(shop.faults().front().message);
  shop->config.link_base_url = "https://invoices.seller.example";
  return *std::move(shop);
}

/// Takes the orders of the samples over and issues what is due: the greater part of what a test
/// would cost.
void issue_samples(const std::filesystem::path& folder) {
  for (const EmbeddedFile& file : sample_data::files()) {
    const auto path = folder / std::string(file.path);
    std::filesystem::create_directories(path.parent_path());
    write_file(path, file.bytes);
  }
  const Shop shop = opened(folder);
  SqliteStore store((folder / "enclosure.db").string(), SqliteStore::Mode::kReadWrite);
  for (const EmbeddedFile& file : sample_data::files()) {
    if (!file.path.starts_with("orders/") && !file.path.starts_with("events/")) continue;
    static_cast<void>(import_file(file.path, file.bytes, std::nullopt, shop, store, kStart));
  }
  const auto orders =
      store.read<std::vector<OrderId>>([](StoreTransaction& tx) { return tx.orders_to_issue(); });
  Crew crew(2);
  static_cast<void>(issue_orders(orders, shop, store, kStart, crew));
}

std::filesystem::path copied_to(const std::filesystem::path& folder) {
  static const support::TemporaryFolder samples;
  static const bool issued = (issue_samples(samples.path()), true);
  static_cast<void>(issued);
  std::filesystem::copy(samples.path(), folder, std::filesystem::copy_options::recursive);
  return folder;
}

}  // namespace

ServedShop::ServedShop()
    : now(kStart),
      shop(opened(copied_to(folder.path()))),
      store((folder / "enclosure.db").string(), SqliteStore::Mode::kReadWrite),
      keys(store, "", [this] { return now; }),
      once(store, [this] { return now; }),
      world{shop, store, keys, once, [this] { return now; }, [] {}},
      desk(
          shop, store, [this] { return now; }, [] {}, keys),
      router(endpoints(), [](std::string_view route, std::string_view what) {
        ADD_FAILURE() << route << ": " << what;
      }) {
  std::vector<std::string> scopes;
  for (const auto& [scope, word] : kApiScopes) scopes.emplace_back(word);
  all_scopes = key(scopes);
}

http::Endpoints ServedShop::endpoints() {
  const auto answer_once = [this](const std::string& route, const ApiKey& key,
                                  const http::Request& request, const auto& work) {
    return once.harmless(route, key, request, work);
  };
  http::Endpoints all = http::seller_endpoints(desk, answer_once);
  http::Endpoints more = api::endpoints(world);
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::string ServedShop::key(const std::vector<std::string>& scopes) {
  return store
      .transaction<NewApiKey>([&](StoreTransaction& tx) {
        return add_api_key("test", *parse_api_scopes(scopes), tx, now);
      })
      ->key;
}

Answer ServedShop::ask(const std::string& method, const std::string& target,
                       const std::string& body, Fields fields) {
  fields.emplace_back("authorization", "Bearer " + all_scopes);
  if (!body.empty()) fields.emplace_back("content-type", "application/json");
  return ask_as(method, target, body, fields);
}

Answer ServedShop::ask_as(const std::string& method, const std::string& target,
                          const std::string& body, const Fields& fields) {
  http::RequestHead head;
  head.method = method;
  head.path = target.substr(0, target.find('?'));
  if (head.path.size() < target.size()) head.query = target.substr(head.path.size() + 1);
  for (const auto& [name, value] : fields) head.fields.push_back({name, value});
  const auto found = router.route(head, {});
  http::Response response;
  if (const auto* away = std::get_if<http::TurnedAway>(&found)) {
    response = away->response;
  } else {
    const auto& routed = std::get<http::Routed>(found);
    auto no = router.admit(routed, head);
    response = no ? *std::move(no) : router.answer(routed, head, body);
  }
  return {response.status, response.headers, response.body};
}

std::vector<std::string> ServedShop::kept_answers() {
  std::vector<std::string> kept;
  const auto note = [](void* to, int, char** values, char**) {
    static_cast<std::vector<std::string>*>(to)->push_back(std::string(values[0]) + values[1]);
    return 0;
  };
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open((folder / "enclosure.db").c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, "SELECT headers, body FROM kept_answers", note, &kept, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  return kept;
}

std::string ServedShop::some_invoice(std::size_t n) {
  std::vector<std::string> numbers;
  const auto page = ask("GET", "/api/v1/invoices?limit=500&kind=invoice").json();
  for (const auto& row : page["invoices"]) {
    if (!row["cancelled"].get<bool>()) numbers.push_back(row["number"]);
  }
  return numbers.at(n);
}

}  // namespace enclosure::app::api::test
