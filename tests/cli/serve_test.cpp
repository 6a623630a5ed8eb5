// The HTTP endpoint over a real workspace: the link returns the archived bytes, and wrong links all
// look alike.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <csignal>
#include <iterator>

#include "app/store/files.h"
#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

constexpr const char* kKey = "a-test-key-that-is-long-enough";

struct Answer {
  int status = 0;
  std::string body;
  std::string headers;  ///< without Date
};

/// The sample workspace after its invoices were issued, served.
class Serving : public testing::Test {
 protected:
  Serving() {
    std::string config = support::slurp(shop_ / "enclosure.json");
    config.insert(config.find('{') + 1, std::string("\"api_key\": \"") + kKey + "\",");
    support::spit(shop_ / "enclosure.json", config);
    // 65: two of the samples are held on purpose.
    EXPECT_EQ(shop_.run({"issue"}, "2026-09-10T08:00:00Z").exit_code, 65);
    start("2026-09-10T08:00:00Z");
  }

  void start(const std::string& now) {
    server_.reset();
    std::filesystem::remove(shop_ / "serve.out");
    server_ = std::make_unique<support::Running>(
        std::vector<std::string>{ENCLOSURE_PROGRAM, "--workspace", shop_.path(), "--now", now,
                                 "--json", "serve", "--no-dispatch", "--port", "0"},
        shop_ / "serve.out");
    nlohmann::json told;
    while (!server_->has_ended() && !told.is_object())
      told = nlohmann::json::parse(support::slurp(shop_ / "serve.out"), nullptr, false);
    port_ = told.is_object() ? told["port"].get<Poco::UInt16>() : Poco::UInt16{0};
    ASSERT_NE(port_, 0) << support::slurp(shop_ / "serve.out.err");
  }

  Answer ask(const std::string& method, const std::string& path, const std::string& key = "",
             const std::string& body = "") {
    Poco::Net::HTTPClientSession session("127.0.0.1", port_);
    Poco::Net::HTTPRequest request(method, path, "HTTP/1.1");
    if (!key.empty()) request.set("Authorization", "Bearer " + key);
    if (!body.empty()) {
      request.setContentType("application/json");
      request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    }
    session.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    std::istream& in = session.receiveResponse(response);
    Answer answer;
    answer.body = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    answer.status = response.getStatus();
    for (const auto& [name, value] : response) {
      if (name != "Date") answer.headers += name + ": " + value + "\n";
    }
    return answer;
  }

  std::string token_for(const std::string& order) {
    const auto answer = ask("POST", "/api/v1/orders/" + order + "/invoice-link", kKey);
    EXPECT_THAT(answer.status, testing::AnyOf(200, 201)) << answer.body;
    const std::string text = answer.body;
    const auto at = text.find("/i/");
    return at == std::string::npos ? "" : text.substr(at + 3, 43);
  }

  std::string some_order() { return shop_.ask({"messages", "list"})["messages"][0]["order"]; }

  SampleWorkspace shop_;
  std::unique_ptr<support::Running> server_;
  Poco::UInt16 port_ = 0;
};

TEST_F(Serving, IsAlive) {
  EXPECT_EQ(ask("GET", "/healthz").status, 200);
  EXPECT_EQ(ask("GET", "/readyz").status, 200);
  EXPECT_THAT(ask("GET", "/metrics").body, testing::HasSubstr("enclosure_invoices_total"));
}

TEST_F(Serving, TheLinkGivesTheArchivedBytes) {
  const std::string order = some_order();
  const std::string token = token_for(order);
  const auto page = ask("GET", "/i/" + token);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, testing::HasSubstr(order));
  const auto pdf = ask("GET", "/i/" + token + "/invoice.pdf");
  EXPECT_EQ(pdf.status, 200);
  const auto known = nlohmann::json::parse(ask("GET", "/api/v1/orders/" + order, kKey).body);
  EXPECT_EQ(sha256_hex(pdf.body), known["invoices"].back()["sha256"]);
}

TEST_F(Serving, WrongUnknownExpiredAndMalformedLinksGetOneAnswer) {
  const std::string token = token_for(some_order());
  std::string forged = token;
  forged[20] = forged[20] == 'A' ? 'B' : 'A';
  const auto expected = ask("GET", "/i/" + std::string(43, 'A'));
  EXPECT_EQ(expected.status, 404);
  for (const std::string& wrong :
       {forged, token.substr(0, 42), token + "A", std::string("x"), std::string(43, '_')}) {
    const auto answer = ask("GET", "/i/" + wrong);
    EXPECT_EQ(answer.status, expected.status) << wrong;
    EXPECT_EQ(answer.body, expected.body) << wrong;
    EXPECT_EQ(answer.headers, expected.headers) << wrong;
  }
  start("2037-01-01T00:00:00Z");  // ten years and more have passed
  const auto expired = ask("GET", "/i/" + token);
  EXPECT_EQ(expired.status, expected.status);
  EXPECT_EQ(expired.body, expected.body);
  EXPECT_EQ(expired.headers, expected.headers);
}

TEST_F(Serving, TheApiNeedsItsKey) {
  EXPECT_EQ(ask("POST", "/api/v1/orders", "", "[]").status, 401);
  EXPECT_EQ(ask("POST", "/api/v1/orders", "another-key-that-is-long-enough", "[]").status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/orders/20451").status, 401);
}

TEST_F(Serving, OrdersAndEventsComeInThroughTheApi) {
  const std::string order =
      R"({"id": "API-1", "channel": "shop", "currency": "EUR", "prices": "gross",
    "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
    "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
    "buyer": {"type": "consumer", "name": "Erika Mustermann", "language": "de", "email": "erika@buyer.example"},
    "lines": [{"id": "1", "description": "Becher", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"}]})";
  const auto first = ask("POST", "/api/v1/orders", kKey, order);
  EXPECT_THAT(first.status, testing::AnyOf(200, 201)) << first.body;
  const auto again = ask("POST", "/api/v1/orders", kKey, order);
  EXPECT_THAT(again.status, testing::AnyOf(200, 201));
  const std::string event =
      R"({"id": "api-e1", "order": "API-1", "type": "shipped", "at": "2026-09-09T10:00:00Z"})";
  EXPECT_THAT(ask("POST", "/api/v1/events", kKey, event).status, testing::AnyOf(200, 201, 202));
  const auto bad = ask("POST", "/api/v1/orders", kKey, R"({"id": "API-2", "currency": "EURO"})");
  EXPECT_THAT(bad.status, testing::AnyOf(400, 422));
  EXPECT_THAT(bad.body, testing::HasSubstr("faults"));
}

}  // namespace
}  // namespace enclosure::app
