// Orders, documents, corrections, links, messages, products and the queue, over the sample orders.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "app/flow/heartbeat.h"
#include "app/flow/pause.h"
#include "app/http/http_server.h"
#include "app/store/files.h"
#include "app/store/lock.h"
#include "tests/api/served_shop.h"
#include "tests/http/raw_client.h"

namespace enclosure::app::api::test {
namespace {

using Json = nlohmann::json;

/// One workspace for the tests that only look, one for each that changes something.
class Looking : public testing::Test {
 protected:
  static ServedShop& shop() {
    static ServedShop once;
    return once;
  }
};
class Changing : public testing::Test {
 protected:
  ServedShop shop_;
};

TEST_F(Looking, PagesHoldEverythingOnce) {
  for (const std::string name : {"orders", "invoices", "messages"}) {
    const std::string path = "/api/v1/" + name;
    std::vector<std::string> whole;
    const Json all = shop().ask("GET", path + "?limit=500").json();
    for (const Json& row : all[name]) whole.push_back(row.dump());
    ASSERT_GT(whole.size(), 50U);
    std::vector<std::string> paged;
    Json next = path + "?limit=7";
    while (next.is_string()) {
      const Answer page = shop().ask("GET", next);
      ASSERT_EQ(page.status, 200) << page.body;
      const Json json = page.json();
      EXPECT_LE(json[name].size(), 7U);
      for (const Json& row : json[name]) paged.push_back(row.dump());
      next = json["next"];
      EXPECT_EQ(page.header("Link"),
                next.is_string() ? "<" + next.get<std::string>() + ">; rel=\"next\"" : "");
    }
    EXPECT_EQ(paged, whole);
    EXPECT_EQ(std::set<std::string>(paged.begin(), paged.end()).size(), paged.size());
  }
}

TEST_F(Looking, FiltersHold) {
  const Json unbilled = shop().ask("GET", "/api/v1/orders?channel=amazon&invoiced=false").json();
  for (const Json& row : unbilled["orders"]) {
    EXPECT_EQ(row["channel"], "amazon");
    EXPECT_EQ(row["documents"], 0);
  }
  const auto messages =
      shop().ask("GET", "/api/v1/messages?stage=2&state=scheduled&limit=500").json()["messages"];
  EXPECT_FALSE(messages.empty());
  for (const Json& row : messages) {
    EXPECT_EQ(row["stage"], 2);
    EXPECT_EQ(row["state"], "scheduled");
  }
  EXPECT_TRUE(
      shop().ask("GET", "/api/v1/invoices?issued_from=2030-01-01").json()["invoices"].empty());
}

TEST_F(Looking, WrongQueriesAreToldFieldByField) {
  const Answer answer =
      shop().ask("GET", "/api/v1/orders?limit=501&channel=ebay&cursor=x&colour=red");
  EXPECT_EQ(answer.status, 400);
  std::set<std::string> paths;
  const Json problem = answer.json();
  for (const Json& fault : problem["faults"]) paths.insert(fault["path"]);
  EXPECT_EQ(paths, (std::set<std::string>{"limit", "channel", "cursor", "colour"}));
}

TEST_F(Looking, ADocumentTellsItsGroundsAndHasItsFiles) {
  const std::string number = shop().some_invoice();
  const std::string path = "/api/v1/invoices/" + number;
  const Answer answer = shop().ask("GET", path);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["number"], number);
  EXPECT_TRUE(answer.json()["grounds"].is_object()) << answer.json()["grounds"];
  EXPECT_EQ(answer.json()["left"], answer.json()["totals"]["gross"]);

  const Answer pdf = shop().ask("GET", path + "/pdf");
  EXPECT_EQ(sha256_hex(pdf.body), answer.json()["sha256"]);
  EXPECT_EQ(pdf.header("ETag"), "\"" + answer.json()["sha256"].get<std::string>() + "\"");
  const Answer again =
      shop().ask("GET", path + "/pdf", "", {{"if-none-match", pdf.header("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  const Answer xml = shop().ask("GET", path + "/xml");
  EXPECT_EQ(xml.status, 200) << xml.body;
  EXPECT_THAT(xml.body, testing::StartsWith("<?xml"));
}

TEST_F(Looking, TheSameAnswerIsNotSentTwice) {
  const std::string path = "/api/v1/invoices/" + shop().some_invoice();
  const Answer first = shop().ask("GET", path);
  for (const std::string& tag : {first.header("ETag"), "W/" + first.header("ETag"),
                                 "\"a\", " + first.header("ETag"), std::string("*")})
    EXPECT_EQ(shop().ask("GET", path, "", {{"if-none-match", tag}}).status, 304) << tag;
  EXPECT_EQ(shop().ask("GET", path, "", {{"if-none-match", "\"other\""}}).status, 200);
}

TEST_F(Looking, EveryAnswerAboutOneThingHasATag) {
  const std::string invoice = "/api/v1/invoices/" + shop().some_invoice();
  for (const std::string& path :
       {invoice, invoice + "/pdf", invoice + "/xml", std::string("/api/v1/orders/20452"),
        std::string("/api/v1/orders/20452/messages/1/preview"),
        std::string("/api/v1/orders/20452/messages/1/preview?format=html"),
        std::string("/api/v1/products"), std::string("/api/v1/openapi.json")}) {
    const Answer first = shop().ask("GET", path);
    ASSERT_EQ(first.status, 200) << path << first.body;
    const std::string tag = first.header("ETag");
    EXPECT_THAT(tag, testing::MatchesRegex("\"[0-9a-f.xml]+\"")) << path;
    const Answer same =
        shop().ask("GET", path, "", {{"if-none-match", "\"a\", W/" + tag + " , \"b\""}});
    EXPECT_EQ(same.status, 304) << path;
    EXPECT_EQ(same.body, "") << path;
    EXPECT_EQ(same.header("ETag"), tag) << path;
  }
}

TEST_F(Looking, AFieldThatNobodyKnowsIsAMistakeEverywhere) {
  for (const http::Endpoint& endpoint : shop().endpoints()) {
    std::string path(endpoint.path_template);
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
      path.replace(at, path.find('}') - at + 1, "1");
    const Answer answer =
        shop().ask(std::string(endpoint.method), path + "?colour=red",
                   endpoint.method == "POST" || endpoint.method == "PATCH" ? "{}" : "");
    EXPECT_EQ(answer.status, 400) << endpoint.method << " " << path << answer.body;
    EXPECT_THAT(answer.body, testing::HasSubstr("QUERY-001")) << endpoint.method << " " << path;
  }
}

TEST_F(Looking, NothingNamesABuyer) {
  std::string all;
  for (const char* path : {"/api/v1/orders?limit=500", "/api/v1/invoices?limit=500",
                           "/api/v1/messages?limit=500", "/api/v1/health", "/api/v1/orders/20452"})
    all += shop().ask("GET", path).body;
  all += shop().ask("GET", "/api/v1/invoices/" + shop().some_invoice(8)).body;
  for (const char* word : {"Beispielhuber", "Mustergasse", "@"})
    EXPECT_THAT(all, testing::Not(testing::HasSubstr(word)));
}

TEST_F(Looking, WhoMayNotIsToldWhatIsMissing) {
  const std::string orders = shop().key({"orders:read"});
  const Answer no =
      shop().ask_as("GET", "/api/v1/invoices", "", {{"authorization", "Bearer " + orders}});
  EXPECT_EQ(no.status, 403);
  EXPECT_THAT(no.header("WWW-Authenticate"),
              testing::HasSubstr(R"(error="insufficient_scope", scope="documents:read")"));
  EXPECT_EQ(no.json()["type"], "/api/v1/problems#insufficient-scope");
  EXPECT_EQ(
      shop().ask_as("GET", "/api/v1/orders", "", {{"authorization", "Bearer " + orders}}).status,
      200);
  const Answer none = shop().ask_as("GET", "/api/v1/orders", "", {});
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.header("WWW-Authenticate"), "Bearer realm=\"enclosure\"");
  const Answer wrong =
      shop().ask_as("GET", "/api/v1/orders", "", {{"authorization", "Bearer enc_wrong"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(wrong.header("WWW-Authenticate"), testing::HasSubstr("invalid_token"));
}

TEST_F(Looking, PreviewsComeInFourForms) {
  const auto row =
      shop().ask("GET", "/api/v1/messages?stage=2&state=scheduled&limit=1").json()["messages"][0];
  const std::string path =
      "/api/v1/orders/" + row["order"].get<std::string>() + "/messages/2/preview";
  const Answer json = shop().ask("GET", path + "?language=fr");
  ASSERT_EQ(json.status, 200) << json.body;
  EXPECT_EQ(json.json()["language"], "fr");
  EXPECT_EQ(json.json()["policy"]["verdict"], "allow");
  EXPECT_THAT(shop().ask("GET", path + "?format=eml").header("Content-Type"),
              testing::HasSubstr("message/rfc822"));
  EXPECT_THAT(shop().ask("GET", path + "?format=html").header("Content-Type"),
              testing::HasSubstr("text/html"));
  EXPECT_EQ(shop().ask("GET", path + "?format=text").status, 200);
  EXPECT_EQ(shop().ask("GET", path + "?format=pdf").status, 400);
  EXPECT_EQ(shop().ask("GET", "/api/v1/orders/none/messages/2/preview").status, 404);
  EXPECT_EQ(shop().ask("GET", "/api/v1/orders/20452/messages/4/preview").status, 404);
}

TEST_F(Changing, PreviewsKeepTheLinkFromKeysThatMayNotHaveIt) {
  const std::string path = "/api/v1/orders/20452/messages/1/preview";
  const auto as = [&](const std::vector<std::string>& scopes, const std::string& query) {
    return shop_.ask_as("GET", path + query, "",
                        {{"authorization", "Bearer " + shop_.key(scopes)}});
  };
  const std::regex link("/i/[A-Za-z0-9_-]{43}");
  const Answer whole = as({"messages:read", "links:write"}, "?format=text");
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_TRUE(std::regex_search(whole.body, link)) << whole.body;
  for (const char* query : {"?format=text", "?format=html", ""}) {
    const Answer masked = as({"messages:read"}, query);
    EXPECT_EQ(masked.status, 200) << masked.body;
    EXPECT_FALSE(std::regex_search(masked.body, link)) << masked.body;
    EXPECT_THAT(masked.body, testing::HasSubstr("/i/…"));
  }
  EXPECT_EQ(as({"messages:read"}, "?format=eml").status, 403);
}

TEST_F(Looking, RefusalsNameWhatIsMeant) {
  const auto fault = [this](const std::string& target) {
    return shop().ask("GET", target).json()["faults"][0];
  };
  EXPECT_EQ(fault("/api/v1/orders/20452/messages/2/preview?language=xx")["path"], "language");
  EXPECT_EQ(fault("/api/v1/products/coverage?countries=")["path"], "countries");
  EXPECT_EQ(fault("/api/v1/products/coverage?countries=DE,DE")["path"], "countries");
  EXPECT_EQ(shop().ask("GET", "/api/v1/products/coverage?countries=DE,AT").status, 200);
  EXPECT_THAT(shop().ask("GET", "/api/v1/messages?stage=1&stage=2").body,
              testing::HasSubstr("each name once"));
  const Json events = shop()
                          .ask("POST", "/api/v1/webhooks",
                               R"({"url": "https://shop.example/", "events": ["no.such"]})",
                               {{"idempotency-key", "none"}})
                          .json()["faults"];
  EXPECT_EQ(events.size(), 1U) << events.dump();
}

TEST_F(Looking, TheQueueTellsWhatIsHeldAndWhy) {
  const Json health = shop().ask("GET", "/api/v1/health").json();
  EXPECT_GT(health["messages"]["due"].get<int>(), 0);
  EXPECT_GT(health["orders"]["without_invoice"].get<int>(), 0);
  EXPECT_FALSE(health["orders"]["states"].empty());
  EXPECT_FALSE(health["orders"]["faults"].empty());
}

TEST_F(Changing, HealthTellsWhetherAnybodyDispatches) {
  const auto health = [this] { return shop_.ask("GET", "/api/v1/health").json(); };
  EXPECT_EQ(health()["dispatcher"], "none");
  EXPECT_TRUE(health()["last_pass_at"].is_null());
  note_pass(shop_.store, shop_.now - std::chrono::minutes{4});
  EXPECT_EQ(health()["dispatcher"], "running");
  EXPECT_EQ(health()["last_pass_at"], to_string(shop_.now - std::chrono::minutes{4}));
  shop_.now += std::chrono::minutes{2};
  EXPECT_EQ(health()["dispatcher"], "none") << "it has gone";
  {
    const auto mine = JobLock::try_take(shop_.shop.workspace, Job::kDispatch);
    EXPECT_EQ(health()["dispatcher"], "running") << "a pass takes long";
  }
  shop_.store.write(
      [&](StoreTransaction& tx) { pause(tx, Channel::kShop, shop_.now, "holidays"); });
  EXPECT_EQ(health()["dispatcher"], "paused");
}

TEST_F(Changing, ACreditNoteForOneKeyIsIssuedOnce) {
  const std::string path = "/api/v1/invoices/" + shop_.some_invoice() + "/credit-notes";
  const std::string body = R"({"amount": "1.00", "reason": "a scratch"})";
  const Answer first = shop_.ask("POST", path, body, {{"idempotency-key", "r-1"}});
  ASSERT_EQ(first.status, 201) << first.body;
  const std::string note = first.json()["number"];
  EXPECT_EQ(first.header("Location"), "/api/v1/invoices/" + note);
  const Answer again = shop_.ask("POST", path, body, {{"idempotency-key", "r-1"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(shop_.ask("POST", path, R"({"amount": "2.00"})", {{"idempotency-key", "r-1"}}).status,
            422);
  const auto notes = shop_.ask("GET", "/api/v1/invoices?kind=credit_note").json()["invoices"];
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0]["number"], note);
  EXPECT_NE(shop_.ask("POST", path, body, {{"idempotency-key", "r-2"}}).json()["number"], note);
}

TEST_F(Changing, WhatIsWrongWithACreditNoteIsToldAtOnceAndDrawsNoNumber) {
  const std::string invoice = "/api/v1/invoices/" + shop_.some_invoice();
  const std::string path = invoice + "/credit-notes";
  for (const char* body :
       {"", "[]", "{}", R"({"all": true, "shipping": true})", R"({"lines": []})",
        R"({"line": "1"})", R"({"amount": "1e3"})", R"({"all": true, "hello": 1})",
        R"({"lines": [{"line": "no such"}]})", R"({"amount": "99999.00"})"})
    EXPECT_EQ(shop_.ask("POST", path, body, {{"content-type", "application/json"}}).status / 100, 4)
        << body;
  EXPECT_EQ(shop_.ask("POST", path, R"({"amount": "1.00", "dry_run": true})").json()["number"],
            "DRAFT");
  EXPECT_TRUE(shop_.ask("GET", "/api/v1/invoices?kind=credit_note").json()["invoices"].empty());
  EXPECT_EQ(shop_.ask("POST", path, R"({"all": true})").status, 201);
  EXPECT_EQ(shop_.ask("POST", path, R"({"all": true})").status, 409);
  EXPECT_TRUE(shop_.ask("GET", invoice).json()["cancelled"].get<bool>());
  EXPECT_EQ(shop_.ask("POST", "/api/v1/invoices/none/credit-notes", R"({"all": true})").status,
            404);
}

TEST_F(Changing, ACorrectionIsBothOrNothing) {
  const std::string invoice = "/api/v1/invoices/" + shop_.some_invoice();
  const std::string body = R"({"buyer": {"reference": "PO-1"}, "reason": "added"})";
  const Answer dry = shop_.ask("POST", invoice + "/corrections",
                               R"({"buyer": {"reference": "PO-1"}, "dry_run": true})");
  EXPECT_EQ(dry.status, 200) << dry.body;
  const Answer made =
      shop_.ask("POST", invoice + "/corrections", body, {{"idempotency-key", "c-1"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const Json before = shop_.ask("GET", invoice).json();
  EXPECT_TRUE(before["cancelled"].get<bool>());
  EXPECT_EQ(before["corrected_by"], made.json()["invoice"]["number"]);
  EXPECT_EQ(before["credit_notes"][0], made.json()["credit_note"]["number"]);
  EXPECT_EQ(shop_.ask("POST", invoice + "/corrections", body, {{"idempotency-key", "c-1"}}).body,
            made.body);
  EXPECT_EQ(shop_.ask("POST", invoice + "/corrections", body, {{"idempotency-key", "c-2"}}).status,
            409);
}

TEST_F(Changing, ARenewedLinkTakesThePlaceOfTheOneBefore) {
  const std::string order = "/api/v1/orders/20452";
  const std::string first = shop_.ask("POST", order + "/invoice-link").json()["url"];
  EXPECT_EQ(shop_.ask("GET", order + "/invoice-link").json()["url"], first);
  const Answer renewed = shop_.ask("POST", order + "/invoice-link/renewal");
  ASSERT_EQ(renewed.status, 201) << renewed.body;
  EXPECT_NE(renewed.json()["url"], first);
  EXPECT_EQ(shop_.ask("GET", order + "/invoice-link").json()["url"], renewed.json()["url"]);
  EXPECT_EQ(shop_.ask("DELETE", order + "/invoice-link").status, 200);
  EXPECT_EQ(shop_.ask("GET", order + "/invoice-link").status, 404);
  EXPECT_EQ(shop_.ask("DELETE", order + "/invoice-link").status, 404);
  EXPECT_EQ(shop_.ask("POST", "/api/v1/orders/none/invoice-link/renewal").status, 404);
}

TEST_F(Changing, TheSameRequestOnceMoreOpensNoLinkThatWasRevoked) {
  const std::string link = "/api/v1/orders/20452/invoice-link";
  const ServedShop::Fields fields{{"idempotency-key", "l-1"}};
  const Answer first = shop_.ask("POST", link, "", fields);
  EXPECT_THAT(first.json()["url"].get<std::string>(), testing::HasSubstr("/i/"));
  ASSERT_EQ(shop_.ask("DELETE", link).status, 200);
  const Answer again = shop_.ask("POST", link, "", fields);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(again.json()["url"], "");
  EXPECT_EQ(shop_.ask("GET", link).status, 404) << "nothing was done";
  EXPECT_NE(shop_.ask("POST", link).json()["url"], first.json()["url"]);
}

TEST_F(Changing, RevokingALinkOnceMoreRevokesNoOther) {
  const std::string link = "/api/v1/orders/20452/invoice-link";
  const ServedShop::Fields fields{{"idempotency-key", "d-1"}};
  shop_.ask("POST", link);
  EXPECT_EQ(shop_.ask("DELETE", link, "", fields).status, 200);
  const Answer later = shop_.ask("POST", link);
  const Answer again = shop_.ask("DELETE", link, "", fields);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(shop_.ask("GET", link).json()["url"], later.json()["url"]);
}

TEST_F(Changing, TheAnswerThatIsKeptOpensNoOrder) {
  const std::string link = "/api/v1/orders/20452/invoice-link";
  const ServedShop::Fields fields{{"idempotency-key", "l-1"}};
  const Answer first = shop_.ask("POST", link, "", fields);
  ASSERT_EQ(first.status, 200) << first.body;
  const Answer renewed = shop_.ask("POST", link + "/renewal", "", fields);
  ASSERT_EQ(renewed.status, 201) << renewed.body;
  EXPECT_THAT(
      shop_.kept_answers(),
      testing::AllOf(testing::SizeIs(2), testing::Each(testing::Not(testing::HasSubstr("/i/")))));
  const Answer again = shop_.ask("POST", link + "/renewal", "", fields);
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(again.body, renewed.body);
  EXPECT_EQ(shop_.ask("POST", link, "", fields).json()["url"], renewed.json()["url"]);
}

TEST_F(Changing, AKeyThatIsRevokedWhileTheBodyComesDoesNoMore) {
  HttpServer server({}, shop_.endpoints(), {}, [](std::string_view route, std::string_view what) {
    ADD_FAILURE() << route << ": " << what;
  });
  server.start();
  const auto key = shop_.store.transaction<NewApiKey>([&](StoreTransaction& tx) {
    return add_api_key("leaves", *parse_api_scopes({"documents:write"}), tx, shop_.now);
  });
  const std::string body = R"({"amount": "1.00"})";
  http::test::RawClient client(server.port());
  client.send("POST /api/v1/invoices/" + shop_.some_invoice() +
              "/credit-notes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key->key +
              "\r\nContent-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(client.receive(true).status, 100) << "the head was admitted";
  EXPECT_TRUE(shop_.keys.revoke(key->stored.id));
  client.send(body);
  EXPECT_EQ(client.receive().status, 401);
  server.stop();
  EXPECT_TRUE(shop_.ask("GET", "/api/v1/invoices?kind=credit_note").json()["invoices"].empty());
}

TEST_F(Changing, TheQueueCountsEveryOrderThatWaits) {
  const Json before = shop_.ask("GET", "/api/v1/health").json()["orders"];
  Order order;
  order.buyer.name = "x";
  constexpr int kMany = 250;
  shop_.store.write([&](StoreTransaction& tx) {
    for (int i = 0; i < kMany; ++i) {
      order.id = *OrderId::parse("M-" + std::to_string(i));
      tx.put_order(order, shop_.now);
    }
  });
  const Json orders = shop_.ask("GET", "/api/v1/health").json()["orders"];
  EXPECT_EQ(orders["without_invoice"], before["without_invoice"].get<int>() + kMany);
  EXPECT_EQ(orders["states"]["new"], before["states"].value("new", 0) + kMany);
  int sum = 0;
  for (const auto& [state, count] : orders["states"].items()) sum += count.get<int>();
  EXPECT_EQ(orders["without_invoice"], sum);
  EXPECT_EQ(orders["faults"], before["faults"]);
}

TEST_F(Looking, TheTypeOfAProblemLeadsToWhatItMeans) {
  const Answer page = shop().ask_as("GET", "/api/v1/problems", "", {});
  EXPECT_EQ(page.status, 200);
  for (const char* type : {"insufficient-scope", "idempotency-key-reused", "request-in-progress"})
    EXPECT_THAT(page.body, testing::HasSubstr("id=\"" + std::string(type) + "\"")) << type;
}

TEST_F(Changing, AMessageTakenOffThePlanStaysOff) {
  const auto row =
      shop_.ask("GET", "/api/v1/messages?stage=3&state=scheduled&limit=1").json()["messages"][0];
  const std::string order = row["order"];
  const std::string path = "/api/v1/orders/" + order + "/messages/3/cancel";
  const Answer off = shop_.ask("POST", path);
  ASSERT_EQ(off.status, 200) << off.body;
  EXPECT_EQ(off.json()["state"], "cancelled");
  EXPECT_EQ(off.json()["reason"], "S:by_seller");
  EXPECT_EQ(shop_.ask("POST", path).body, off.body) << "twice is once";
  EXPECT_EQ(shop_.ask("POST", "/api/v1/orders/none/messages/3/cancel").status, 404);
}

}  // namespace
}  // namespace enclosure::app::api::test
