#include "tests/api/served_shop.h"

#include <gtest/gtest.h>

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

ServedShop::ServedShop()
    : now(*parse_instant("2026-09-10T08:00:00Z")),
      shop(open()),
      store((folder / "enclosure.db").string(), SqliteStore::Mode::kReadWrite),
      keys(store, "", [this] { return now; }),
      once(store, [this] { return now; }),
      world{shop, store, keys, once, [this] { return now; }, [] {}},
      desk(
          shop, store, [this] { return now; }, [] {}, keys),
      router(endpoints(), [](std::string_view route, std::string_view what) {
        ADD_FAILURE() << route << ": " << what;
      }) {
  for (const EmbeddedFile& file : sample_data::files()) {
    if (!file.path.starts_with("orders/") && !file.path.starts_with("events/")) continue;
    static_cast<void>(import_file(file.path, file.bytes, std::nullopt, shop, store, now));
  }
  const auto orders =
      store.read<std::vector<OrderId>>([](StoreTransaction& tx) { return tx.orders_to_issue(); });
  for (const OrderId& order : orders) static_cast<void>(issue_order(order, shop, store, now));
  std::vector<std::string> scopes;
  for (const auto& [scope, word] : kApiScopes) scopes.emplace_back(word);
  all_scopes = key(scopes);
}

Shop ServedShop::open() {
  for (const EmbeddedFile& file : sample_data::files()) {
    const auto path = folder.path() / std::string(file.path);
    std::filesystem::create_directories(path.parent_path());
    write_file(path, file.bytes);
  }
  auto opened = Shop::open(folder.path());
  if (!opened) throw std::logic_error(opened.faults().front().message);
  opened->config.link_base_url = "https://invoices.seller.example";
  return *std::move(opened);
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

std::string ServedShop::some_invoice(std::size_t n) {
  std::vector<std::string> numbers;
  const auto page = ask("GET", "/api/v1/invoices?limit=500&kind=invoice").json();
  for (const auto& row : page["invoices"]) {
    if (!row["cancelled"].get<bool>()) numbers.push_back(row["number"]);
  }
  return numbers.at(n);
}

}  // namespace enclosure::app::api::test
