// The OpenAPI description and the API: the same routes, the same answers; and ten thousand requests
// made from the description over one connection, none of which may break anything.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "app/http/http_server.h"
#include "app/web/pages.h"
#include "tests/api/served_shop.h"
#include "tests/attachments/json_schema.h"
#include "tests/http/raw_client.h"

namespace enclosure::app::api::test {
namespace {

using Json = nlohmann::json;

const Json& document() {
  static const Json once = Json::parse(web::openapi_document());
  return once;
}

/// What `value` breaks of a schema of the description, which must be a part of `document()`.
std::vector<std::string> refused(const Json& schema, const Json& value) {
  static std::map<const Json*, Json> roots;  // each with the components that it refers to
  auto at = roots.find(&schema);
  if (at == roots.end()) {
    at = roots.emplace(&schema, schema).first;
    at->second["components"] = document()["components"];
  }
  return enclosure::test::refused_by_schema(at->second, value);
}

const Json& resolved(const Json& node) {
  if (!node.contains("$ref")) return node;
  return document().at(Json::json_pointer(node["$ref"].get<std::string>().substr(1)));
}

/// One operation of the API.
struct Operation {
  std::string method;
  std::string path;
  const Json& what;  ///< a part of `document()`
};

std::vector<Operation> operations() {
  std::vector<Operation> all;
  for (const auto& [path, methods] : document()["paths"].items()) {
    if (!path.starts_with("/api/v1/")) continue;
    for (const auto& [method, what] : methods.items()) {
      std::string upper;
      for (const char c : method) upper += static_cast<char>(c - 'a' + 'A');
      all.push_back({upper, path, what});
    }
  }
  return all;
}

/// What is wrong with an answer by the description; empty: nothing.
std::string judged(const Operation& operation, int status, const std::string& content_type,
                   const std::string& body) {
  const std::string code = std::to_string(status);
  const Json& responses = operation.what["responses"];
  if (!responses.contains(code)) return "status " + code + " is not described";
  const Json& response = resolved(responses[code]);
  if (!response.contains("content")) return body.empty() ? "" : "a body that is not described";
  const std::string type = content_type.substr(0, content_type.find(';'));
  if (!response["content"].contains(type)) return "type " + type + " is not described";
  if (type.find("json") == std::string::npos) return "";
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) return "no JSON: " + body.substr(0, 200);
  const auto wrong = refused(response["content"][type]["schema"], json);
  return wrong.empty() ? "" : wrong.front() + " in " + body.substr(0, 500);
}

class Described : public testing::Test {
 protected:
  static ServedShop& shop() {
    static ServedShop once;
    return once;
  }
};

TEST_F(Described, AreTheEndpointsAndNoOthers) {
  std::set<std::pair<std::string, std::string>> served;
  for (const http::Endpoint& endpoint : shop().endpoints())
    EXPECT_TRUE(served.emplace(endpoint.method, endpoint.path_template).second)
        << endpoint.method << " " << endpoint.path_template << " is there twice";
  std::set<std::pair<std::string, std::string>> described;
  for (const Operation& operation : operations())
    described.emplace(operation.method, operation.path);
  EXPECT_EQ(served, described);
}

TEST_F(Described, TellsTheScopeOfEach) {
  const std::string nothing = shop().key({"console"});
  for (const Operation& operation : operations()) {
    if (operation.what["security"].empty()) continue;
    std::string path = operation.path;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
      path.replace(at, path.find('}') - at + 1, "1");
    const Answer no =
        shop().ask_as(operation.method, path, "", {{"authorization", "Bearer " + nothing}});
    ASSERT_EQ(no.status, 403) << operation.method << " " << path;
    const std::string field = no.header("WWW-Authenticate");
    const std::size_t at = field.find("scope=\"") + 7;
    const std::string scope = field.substr(at, field.find('"', at) - at);
    EXPECT_THAT(operation.what["description"].get<std::string>(),
                testing::HasSubstr("Scope `" + scope + "`"))
        << operation.path;
  }
}

TEST_F(Described, ExamplesFitTheirSchemas) {
  std::size_t examples = 0;
  for (const Operation& operation : operations()) {
    if (!operation.what.contains("requestBody")) continue;
    for (const auto& [type, content] : operation.what["requestBody"]["content"].items()) {
      if (!content.contains("examples")) continue;
      for (const auto& [name, example] : content["examples"].items()) {
        ++examples;
        EXPECT_THAT(refused(content["schema"], example["value"]), testing::IsEmpty())
            << operation.path << " " << name;
      }
    }
  }
  EXPECT_GE(examples, 6U);
}

/// Makes requests from the description: mostly as it says, sometimes bent.
class Maker {
 public:
  Maker(unsigned seed, ServedShop& shop) : random_(seed) {
    const Json orders = shop.ask("GET", "/api/v1/orders?limit=40").json();
    for (const Json& row : orders["orders"]) orders_.push_back(row["order"]);
    const Json invoices = shop.ask("GET", "/api/v1/invoices?limit=40").json();
    for (const Json& row : invoices["invoices"]) numbers_.push_back(row["number"]);
    for (int i = 0; i < 3; ++i) {
      const auto made = shop.ask("POST", "/api/v1/webhooks",
                                 R"({"url": "https://shop.example/", "events": ["message.sent"]})");
      webhooks_.push_back(made.json()["id"]);
    }
  }

  std::string request(const Operation& operation, const std::string& key) {
    std::string path = operation.path;
    std::string query;
    std::string fields = "Host: a\r\n";
    if (!one_in(40)) fields += "Authorization: Bearer " + key + "\r\n";
    for (const Json& reference : operation.what.value("parameters", Json::array())) {
      const Json parameter = resolved(reference);
      const std::string name = parameter["name"];
      const std::string value = encoded(value_for(name, parameter["schema"]));
      if (parameter["in"] == "path") {
        const std::size_t at = path.find("{" + name + "}");
        path.replace(at, name.size() + 2, value.empty() ? "x" : value);
      } else if (parameter["in"] == "query") {
        if (one_in(2)) query += (query.empty() ? "?" : "&") + name + "=" + value;
      } else if (one_in(3)) {
        fields += name + ": " +
                  (name == "Idempotency-Key" ? "k" + std::to_string(below(50)) : "\"x\"") + "\r\n";
      }
    }
    if (one_in(30)) query += (query.empty() ? "?" : "&") + std::string("surprise=1");
    std::string body;
    if (operation.what.contains("requestBody")) {
      const Json& content = operation.what["requestBody"]["content"];
      body = bent(value_of(content.begin().value(), 0).dump());
      if (!one_in(30)) fields += "Content-Type: " + content.begin().key() + "\r\n";
    } else if (operation.method != "GET" && one_in(10)) {
      body = "{}";
    }
    if (operation.method != "GET")
      fields += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return operation.method + " " + path + query + " HTTP/1.1\r\n" + fields + "\r\n" + body;
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <typename List>
  const typename List::value_type& any(const List& list) {
    return list[below(list.size())];
  }

  std::string text() {
    static const std::vector<std::string> kTexts{"",
                                                 "a",
                                                 "20452",
                                                 "R-2026-000009",
                                                 "1",
                                                 "0",
                                                 "-1",
                                                 "1.00",
                                                 "99999.99",
                                                 "0.001",
                                                 "1e9",
                                                 "de",
                                                 "DE",
                                                 "Müller & Söhne",
                                                 "\x01",
                                                 "<b>x</b>",
                                                 "2026-09-01",
                                                 "2026-09-01T08:00:00Z",
                                                 "'; DROP TABLE orders; --",
                                                 "#1",
                                                 "60107",
                                                 "../../etc",
                                                 "https://shop.example/x",
                                                 "message.sent",
                                                 "scheduled",
                                                 std::string(70, 'x'),
                                                 std::string(900, 'y'),
                                                 "\xF0\x9F\x8E\x81",
                                                 "true"};
    return any(kTexts);
  }

  std::string value_for(const std::string& name, const Json& schema) {
    if (one_in(8)) return text();
    if (name == "id" || name == "order")
      return schema.contains("pattern") ? any(webhooks_) : any(orders_);
    if (name == "number") return any(numbers_);
    if (name == "countries") return one_in(2) ? "AT" : "AT,BE:nl+fr";
    if (name == "language") return one_in(2) ? "fr" : "xx";
    if (name == "delivery" || name == "cursor") return std::to_string(below(30));
    const Json value = of_schema(schema, 0);
    return value.is_string() ? value.get<std::string>() : value.dump();
  }

  Json value_of(const Json& content, int depth) {
    if (content.contains("examples") && one_in(2)) {
      auto at = content["examples"].begin();
      std::advance(at, static_cast<std::ptrdiff_t>(below(content["examples"].size())));
      return at.value()["value"];
    }
    return of_schema(content.value("schema", Json::object()), depth);
  }

  Json of_schema(const Json& given, int depth) {
    const Json& schema = resolved(given);
    if (one_in(25)) return one_in(2) ? Json(text()) : Json(nullptr);
    if (schema.contains("const")) return schema["const"];
    if (schema.contains("enum")) return any(schema["enum"].get<std::vector<Json>>());
    std::string type = "object";
    if (schema.contains("type"))
      type = schema["type"].is_array() ? any(schema["type"].get<std::vector<std::string>>())
                                       : schema["type"].get<std::string>();
    if (type == "boolean") return one_in(2);
    if (type == "integer")
      return schema.value("minimum", 0) +
             static_cast<int>(below(static_cast<std::size_t>(schema.value("maximum", 9) -
                                                             schema.value("minimum", 0) + 1)));
    if (type == "null") return nullptr;
    if (type == "array") {
      Json list = Json::array();
      for (std::size_t n = below(4); depth < 6 && n > 0; --n)
        list.push_back(of_schema(schema.value("items", Json::object()), depth + 1));
      return list;
    }
    if (type != "object") return text_like(schema);
    Json object = Json::object();
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, member] : properties.items()) {
      if (depth < 6 && one_in(2)) object[name] = of_schema(member, depth + 1);
    }
    return object;
  }

  std::string text_like(const Json& schema) {
    const std::string format = schema.value("format", "");
    if (format == "date-time") return "2026-09-0" + std::to_string(1 + below(9)) + "T10:00:00Z";
    if (format == "date") return "2026-09-0" + std::to_string(1 + below(9));
    if (schema.value("pattern", "").starts_with("^[0-9]+")) return std::to_string(below(9)) + ".50";
    return text();
  }

  /// Now and then cut, doubled or with a byte that is another one.
  std::string bent(std::string body) {
    if (body.empty() || !one_in(6)) return body;
    switch (below(4)) {
      case 0:
        return body.substr(0, below(body.size()));
      case 1:
        return body + body;
      case 2:
        body[below(body.size())] = static_cast<char>(below(256));
        return body;
      default:
        return std::string(200, '[') + body;
    }
  }

  static std::string encoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
      const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                         (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
      char hex[4];
      std::snprintf(hex, sizeof(hex), "%%%02X", static_cast<unsigned char>(c));
      out += plain ? std::string(1, c) : std::string(hex);
    }
    return out;
  }

  std::mt19937 random_;
  std::vector<std::string> orders_;
  std::vector<std::string> numbers_;
  std::vector<std::string> webhooks_;
};

TEST(RandomRequests, BreakNothingAndAreAnsweredAsDescribed) {
  constexpr int kRequests = 10'000;
  ServedShop shop;
  std::vector<std::string> errors;
  HttpServerSettings settings;
  settings.threads = 4;
  HttpServer server(settings, shop.endpoints(), {},
                    [&](std::string_view route, std::string_view what) {
                      errors.push_back(std::string(route) + ": " + std::string(what));
                    });
  server.start();
  const auto all = operations();
  Maker maker(20261129, shop);
  auto client = std::make_unique<http::test::RawClient>(server.port());
  std::map<int, int> statuses;
  std::map<std::string, int> wrong;
  int connections = 1;
  for (int i = 0; i < kRequests; ++i) {
    const Operation& operation = all[maker.below(all.size())];
    const std::string request = maker.request(operation, shop.all_scopes);
    client->send(request);
    const http::test::RawAnswer answer = client->receive();
    ++statuses[answer.status];
    ASSERT_NE(answer.status, 0) << request;
    ASSERT_LT(answer.status, 500) << request << "\n" << answer.body;
    // A path that the description cannot mean (%00, "..", another number of segments) is another
    // one.
    const std::string what =
        judged(operation, answer.status, answer.field("Content-Type"), answer.body);
    const bool elsewhere = answer.status == 404 || answer.status == 400;
    if (!what.empty() && !elsewhere && wrong.size() < 10)
      ++wrong[operation.method + " " + operation.path + ": " + what];
    if (answer.field("Connection") == "close") {
      client = std::make_unique<http::test::RawClient>(server.port());
      ++connections;
    }
  }
  server.stop();
  EXPECT_THAT(errors, testing::IsEmpty());
  EXPECT_THAT(wrong, testing::IsEmpty());
  EXPECT_GT(statuses[200] + statuses[201], kRequests / 10) << "most of them must get somewhere";
  EXPECT_GT(statuses[422], 100);
  EXPECT_EQ(shop.store.check(), std::vector<std::string>());
  std::string told;
  for (const auto& [status, count] : statuses)
    told += std::to_string(status) + ": " + std::to_string(count) + "  ";
  std::printf("%s over %d connections\n", told.c_str(), connections);
}

}  // namespace
}  // namespace enclosure::app::api::test
