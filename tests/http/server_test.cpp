// What the server answers to those who behave.

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <nlohmann/json.hpp>

#include "app/errors.h"
#include "app/web/buyer_page.h"
#include "app/web/pages.h"
#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

using nlohmann::json;

class Server : public RunningServer {};

TEST_F(Server, TellsItsHealth) {
  EXPECT_EQ(get("/healthz").body, "ok\n");
  EXPECT_EQ(get("/readyz").status, 200);
  health_.ready = false;
  EXPECT_EQ(get("/readyz").status, 503);
  const auto metrics = get("/metrics");
  EXPECT_EQ(metrics.body, "enclosure_orders_total 60\n");
  EXPECT_EQ(metrics.field("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
}

/// What a server tells that cannot listen as `settings` say.
std::string hint_of(const HttpServerSettings& settings) {
  try {
    HttpServer server(settings, {});
    server.start();
  } catch (const WorldError& error) {
    return error.hint();
  }
  return "";
}

TEST_F(Server, SaysWhatHelpsWhereItCannotListen) {
  HttpServerSettings settings;
  settings.bind_address = "127.0.0.1";
  settings.port = port();
  EXPECT_EQ(hint_of(settings).find("choose another http.port"), 0U) << hint_of(settings);
  settings.port = 0;
  settings.bind_address = "192.0.2.1";  // of nobody (RFC 5737)
  EXPECT_EQ(hint_of(settings).find("http.address"), 0U) << hint_of(settings);
  settings.bind_address = "no.such.host.invalid";
  EXPECT_EQ(hint_of(settings).find("http.address"), 0U) << hint_of(settings);
}

TEST_F(Server, ShowsTheBuyersPage) {
  const auto page = get(std::string("/i/") + kToken);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, web::buyer_page(sample_page(), kToken));
  EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
  EXPECT_TRUE(page.field("Content-Security-Policy").starts_with("default-src 'none'; style-src"));
  EXPECT_EQ(page.field("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page.field("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.field("Cache-Control"), "no-store");
  EXPECT_EQ(page.field("X-Robots-Tag"), "noindex, nofollow");
}

TEST_F(Server, HandsOutTheArchivedBytes) {
  const std::string base = std::string("/i/") + kToken;
  const auto latest = get(base + "/invoice.pdf");
  EXPECT_EQ(latest.body, std::string("%PDF-1.7\0", 9) + "1");
  EXPECT_EQ(latest.field("Content-Type"), "application/pdf");
  EXPECT_EQ(latest.field("Content-Disposition"), "attachment; filename=\"R-2026-000002.pdf\"");
  EXPECT_EQ(latest.field("Cache-Control"), "no-store");
  EXPECT_EQ(get(base + "/invoices/0.pdf").body, std::string("%PDF-1.7\0", 9) + "0");
  const auto manual = get(base + "/manuals/0");
  EXPECT_EQ(manual.body, "%PDF-manual");
  EXPECT_EQ(manual.field("Content-Disposition"),
            "attachment; filename=\"Anleitung f_r P100.pdf\"; "
            "filename*=UTF-8''Anleitung%20f%C3%BCr%20P100.pdf");
}

TEST_F(Server, SendsALargeFileWhole) {
  buyers_.manual_bytes.assign(12'000'000, 'x');
  buyers_.manual_bytes.back() = 'y';
  const auto manual = get(std::string("/i/") + kToken + "/manuals/0");
  EXPECT_EQ(manual.body.size(), 12'000'000U);
  EXPECT_EQ(manual.body.back(), 'y');
}

TEST_F(Server, AnswersHeadLikeGetWithoutTheBody) {
  for (const std::string& target : {std::string("/healthz"), std::string("/i/") + kToken,
                                    std::string("/i/unknown"), std::string("/nothing")}) {
    const auto whole = get(target);
    RawClient client(port());
    client.send(request("HEAD", target));
    const auto head = client.receive(true);
    EXPECT_EQ(head.head_without_date(), whole.head_without_date()) << target;
    client.send(request("GET", "/healthz"));
    EXPECT_EQ(client.receive().body, "ok\n") << "nothing was left over from " << target;
  }
}

TEST_F(Server, GivesEveryBadLinkTheSameAnswer) {
  const auto expected = get("/i/ffffffffffffffffffffffffffffffff");
  EXPECT_EQ(expected.status, 404);
  EXPECT_EQ(expected.body, web::not_found_page());
  std::string changed = kToken;
  changed[5] = 'z';
  const std::vector<std::string> targets = {std::string("/i/") + kExpiredToken,
                                            "/i/" + changed,
                                            "/i/" + changed + "/invoice.pdf",
                                            "/i/" + changed + "/invoices/0.pdf",
                                            "/i/" + changed + "/manuals/0",
                                            std::string("/i/") + kToken + "/",
                                            std::string("/i/") + kToken + "/invoices/7.pdf",
                                            std::string("/i/") + kToken + "/invoices/x.pdf",
                                            std::string("/i/") + kToken + "/manuals/7",
                                            std::string("/i/") + kToken + "/nothing",
                                            "/i/",
                                            "/i/x",
                                            "/i/..",
                                            "/i/%00",
                                            "/i/%zz",
                                            "/i/a%2Fb",
                                            "/i/%C3%A4%22%3Cscript%3E",
                                            "/i/" + std::string(3000, 'a')};
  for (const std::string& target : targets) {
    const auto answer = get(target);
    EXPECT_EQ(answer.head_without_date(), expected.head_without_date()) << target;
    EXPECT_EQ(answer.body, expected.body) << target;
  }
}

TEST_F(Server, AsksTheDeskAboutMalformedTokensAsWell) {
  get("/i/x");
  get("/i/a%20b/invoice.pdf");
  EXPECT_EQ(buyers_.asked(), (std::vector<std::string>{"x", "a b"}));
}

TEST_F(Server, ServesTheStylesheetAndTheDescription) {
  const auto style = get("/assets/style.css?v=1");
  EXPECT_EQ(style.field("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(style.field("Cache-Control"), "public, max-age=3600");
  EXPECT_EQ(style.body, web::stylesheet());
  EXPECT_EQ(json::parse(get("/api/v1/openapi.json").body)["openapi"], "3.1.0");
}

TEST_F(Server, TakesOrdersOver) {
  const auto answer = post("/api/v1/orders", "{\"id\":1}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.field("Content-Type"), "application/json");
  EXPECT_EQ(json::parse(answer.body), json::parse(R"({"orders":8,"new_orders":1,"changed_orders":2,
                                                      "events":3,"new_events":4,"notices":["look"]})"));
  EXPECT_EQ(post("/api/v1/orders", "a\tb\n", "Content-Type: text/tab-separated-values\r\n").status,
            200);
  EXPECT_EQ(
      post("/api/v1/orders", "{}", "Content-Type: Application/JSON; charset=utf-8\r\n").status,
      200);
  EXPECT_EQ(seller_.bodies(), (std::vector<std::string>{"{\"id\":1}", "a\tb\n", "{}"}));
}

TEST_F(Server, TakesChunkedBodies) {
  RawClient client(port());
  client.send(request("POST", "/api/v1/orders",
                      "Authorization: bearer " + std::string(kKey) +
                          "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
  client.send("2\r\n{\"\r\n");
  client.send("5;x=y\r\na\":1}\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(seller_.bodies().at(0), "{\"a\":1}");
  client.send(request("GET", "/healthz"));
  EXPECT_EQ(client.receive().status, 200) << "the connection goes on";
}

TEST_F(Server, SaysGoOnToThoseWhoWait) {
  RawClient client(port());
  client.send(request("POST", "/api/v1/orders",
                      "Authorization: Bearer " + std::string(kKey) +
                          "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                          "Content-Length: 2\r\n"));
  EXPECT_EQ(client.receive().status, 100);
  client.send("{}");
  EXPECT_EQ(client.receive().status, 200);
}

TEST_F(Server, TurnsFaultsIntoAProblem) {
  const auto answer = post("/api/v1/events", "");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
  EXPECT_EQ(json::parse(answer.body)["faults"][0]["code"], "IMPORT-003");
}

TEST_F(Server, KnowsItsOrders) {
  const std::string key = "Authorization: Bearer " + std::string(kKey) + "\r\n";
  const auto get_with_key = [&](std::string_view target) {
    return ask(port(), request("GET", target, key));
  };
  EXPECT_EQ(get_with_key("/api/v1/orders/A-1").body, "{\"id\":\"A-1\"}");
  EXPECT_EQ(get_with_key("/api/v1/orders/A%2D1").status, 200);
  EXPECT_EQ(get_with_key("/api/v1/orders/Z-9").status, 404);
  EXPECT_EQ(json::parse(post("/api/v1/orders/A-1/invoice-link", "", "").body)["url"],
            "https://invoices.example/i/" + std::string(kToken));
  EXPECT_EQ(post("/api/v1/orders/B-2/invoice-link", "", "").status, 409);
  EXPECT_EQ(post("/api/v1/orders/Z-9/invoice-link", "", "").status, 404);
}

TEST_F(Server, PutsTheOrderIntoItsEvents) {
  EXPECT_EQ(post("/api/v1/orders/A-1/events", R"({"id":"e1","type":"shipped"})").status, 200);
  EXPECT_EQ(json::parse(seller_.bodies().at(0)),
            json::parse(R"({"id":"e1","type":"shipped","order":"A-1"})"));
  EXPECT_EQ(post("/api/v1/orders/A-1/events", R"({"id":"e1","order":"B-2"})").status, 422);
  EXPECT_EQ(post("/api/v1/orders/Z-9/events", R"({"id":"e1"})").status, 404);
  EXPECT_EQ(seller_.bodies().size(), 1U);
}

TEST_F(Server, ChecksTheIdempotencyKey) {
  const std::string type = "Content-Type: application/json\r\n";
  EXPECT_EQ(post("/api/v1/orders", "{}", type + "Idempotency-Key: 8e03978e\r\n").status, 200);
  EXPECT_EQ(post("/api/v1/orders", "{}", type + "Idempotency-Key: \r\n").status, 400);
  EXPECT_EQ(post("/api/v1/orders", "{}", type + "Idempotency-Key: a b\r\n").status, 400);
  EXPECT_EQ(
      post("/api/v1/orders", "{}", type + "Idempotency-Key: " + std::string(256, 'a') + "\r\n")
          .status,
      400);
  EXPECT_EQ(
      post("/api/v1/orders", "{}", type + "Idempotency-Key: a\r\nIdempotency-Key: b\r\n").status,
      400);
}

TEST_F(Server, SaysNothingOfItsOwnFailures) {
  const auto answer = get("/i/throw");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  EXPECT_EQ(post("/api/v1/orders", "throw").status, 500);
  const auto busy = get("/i/busy/invoice.pdf");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.field("Retry-After"), "5");
  EXPECT_EQ(errors(), (std::vector<std::string>{"/i/{token}: a secret of the buyer",
                                                "/api/v1/orders: a secret of the seller",
                                                "/i/{token}/invoice.pdf: the database is locked"}));
}

TEST_F(Server, LogsRoutesAndNeverTokens) {
  get(std::string("/i/") + kToken + "/invoices/0.pdf");
  get("/i/%00");
  get("/secret-path");
  ask(port(), request("BREW", "/secret"));
  ask(port(), "garbage\r\n\r\n");
  ask(port(), request("POST", "/api/v1/orders"));
  EXPECT_EQ(log(), (std::vector<std::string>{"GET /i/{token}/invoices/{n}.pdf 200", "GET /i/- 404",
                                             "GET - 404", "- - 501", "- - 400",
                                             "POST /api/v1/orders 401"}));
}

TEST_F(Server, KeepsTheConnectionAndAnswersInTurn) {
  RawClient client(port());
  client.send(request("GET", "/healthz") + request("GET", "/metrics") + request("GET", "/nothing") +
              request("GET", "/readyz", "Connection: close\r\n"));
  EXPECT_EQ(client.receive().body, "ok\n");
  EXPECT_EQ(client.receive().body, "enclosure_orders_total 60\n");
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_EQ(client.receive().field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Server, ToleratesAnEmptyLineBeforeARequest) {
  RawClient client(port());
  client.send("\r\n" + request("GET", "/healthz") + "\r\n" + request("GET", "/readyz"));
  EXPECT_EQ(client.receive().body, "ok\n");
  EXPECT_EQ(client.receive().body, "ready\n");
}

TEST_F(Server, ServesPocosClient) {
  Poco::Net::HTTPClientSession session("127.0.0.1", static_cast<Poco::UInt16>(port()));
  session.setKeepAlive(true);
  for (int i = 0; i < 3; ++i) {
    Poco::Net::HTTPRequest request("POST", "/api/v1/orders", Poco::Net::HTTPMessage::HTTP_1_1);
    request.set("Authorization", "Bearer " + std::string(kKey));
    request.setContentType("application/json");
    request.setChunkedTransferEncoding(true);
    session.sendRequest(request) << "{\"number\":" << i << "}";
    Poco::Net::HTTPResponse response;
    std::string body;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
    EXPECT_EQ(response.getStatus(), 200);
    EXPECT_EQ(json::parse(body)["orders"], 12);
  }
}

TEST_F(Server, ServesManyAtOnce) {
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int thread = 0; thread < 8; ++thread) {
    clients.emplace_back([&, thread] {
      for (int i = 0; i < 50; ++i) {
        const bool even = (thread + i) % 2 == 0;
        const auto answer = even ? get(std::string("/i/") + kToken + "/invoices/0.pdf")
                                 : post("/api/v1/orders", "{}");
        if (answer.status == 200 && (even ? answer.body.back() == '0' : answer.body[0] == '{'))
          ++good;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(good, 400);
  EXPECT_EQ(log().size(), 400U);
}

TEST_F(Server, SharesItsPortWithNobody) {
  HttpServerSettings settings;
  settings.port = port();
  HttpServer second(settings, all_endpoints(buyers_, seller_, health_));
  try {
    second.start();
    FAIL() << "two servers on one port";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitUnavailable);
  }
  EXPECT_EQ(second.port(), 0);
}

TEST_F(Server, StartsAgainAfterStopping) {
  const int before = port();
  server_->stop();
  server_->stop();
  EXPECT_EQ(port(), 0);
  EXPECT_THROW(RawClient client(before), std::runtime_error);
  server_->start();
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(Server, StoppingEndsConnectionsThatWaitAtOnce) {
  server_->stop();
  settings_.head_timeout = settings_.keep_alive_timeout = std::chrono::minutes(2);
  settings_.stop_grace = std::chrono::minutes(1);
  start();
  RawClient silent(port());
  RawClient idle(port());
  idle.send(request("GET", "/healthz"));
  EXPECT_EQ(idle.receive().status, 200);

  const auto before = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(10));

  EXPECT_TRUE(idle.is_closed());
  EXPECT_TRUE(silent.is_closed());
}

TEST_F(Server, StoppingLetsARequestInHandFinish) {
  RawClient client(port());
  const std::string whole = request("POST", "/api/v1/orders",
                                    "Authorization: Bearer " + std::string(kKey) +
                                        "\r\nContent-Type: application/json\r\n"
                                        "Expect: 100-continue\r\nContent-Length: 2\r\n");
  client.send(whole);
  EXPECT_EQ(client.receive().status, 100);
  std::thread stopping([&] { server_->stop(); });
  client.send("{}");
  EXPECT_EQ(client.receive().status, 200);
  stopping.join();
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Server, OptsOutWithOneClickAndNotByLooking) {
  const std::string target = std::string("/u/") + kToken;
  const auto page = get(target);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Diese Nachrichten abbestellen"), std::string::npos) << page.body;
  EXPECT_EQ(buyers_.opt_outs, 0);
  EXPECT_EQ(post(target, "x=y", "Content-Type: application/x-www-form-urlencoded\r\n").status, 400);
  EXPECT_EQ(buyers_.opt_outs, 0);
  const auto done = post(target, "List-Unsubscribe=One-Click",
                         "Content-Type: application/x-www-form-urlencoded\r\n");
  EXPECT_EQ(done.status, 200);
  EXPECT_NE(done.body.find("Erledigt"), std::string::npos);
  EXPECT_EQ(buyers_.opt_outs, 1);
  EXPECT_EQ(get("/u/unknown").body, get("/i/unknown").body);
}

}  // namespace
}  // namespace enclosure::app::http::test
