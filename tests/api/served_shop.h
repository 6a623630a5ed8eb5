#pragma once
// The API over a workspace with the sample orders, imported and issued; asked without sockets.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/api/world.h"
#include "app/flow/buyer_desk.h"
#include "app/flow/seller_desk.h"
#include "app/http/router.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app::api::test {

/// One answer, taken apart.
struct Answer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  [[nodiscard]] std::string header(const std::string& name) const;
  [[nodiscard]] nlohmann::json json() const;
};

class ServedShop {
 public:
  /// A copy of the samples whose orders were taken over and issued, once for all tests.
  ServedShop();

  using Fields = std::vector<std::pair<std::string, std::string>>;

  /// Asks with the key that may do everything, and says application/json where there is a body.
  Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
             Fields fields = {});
  /// Asks with exactly these fields.
  Answer ask_as(const std::string& method, const std::string& target, const std::string& body,
                const Fields& fields);

  /// The endpoints of the seller: all of app/api, orders and events.
  [[nodiscard]] http::Endpoints endpoints();
  /// A key with these scopes.
  std::string key(const std::vector<std::string>& scopes);

  /// What the store keeps for requests with an Idempotency-Key: headers and bodies.
  std::vector<std::string> kept_answers();

  /// An invoice in whole that nothing has been done to.
  std::string some_invoice(std::size_t n = 0);

  support::TemporaryFolder folder;
  Instant now;
  Shop shop;
  SqliteStore store;
  ApiKeys keys;
  Once once;
  World world;
  StoreSellerDesk desk;
  http::Router router;
  std::string all_scopes;  ///< a key
};

}  // namespace enclosure::app::api::test
