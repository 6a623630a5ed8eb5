// Being told what happened: written with the fact, signed, tried again, given up, and never sent to
// where it should not go.

#include "app/flow/webhooks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "app/fetch/public_address.h"
#include "app/flow/credit.h"
#include "app/http/http_server.h"
#include "app/store/files.h"
#include "app/webhooks/webhook_client.h"
#include "tests/api/served_shop.h"

namespace enclosure::app::api::test {
namespace {

using Json = nlohmann::json;

/// Answers as it is told to, and notes what it got.
struct FakeReceiver : WebhookSender {
  WebhookAnswer send(const WebhookMessage& message) override {
    got.push_back(message);
    if (meanwhile) meanwhile();
    return answer;
  }
  [[nodiscard]] Json body(std::size_t n) const { return Json::parse(got.at(n).body); }

  WebhookAnswer answer{204, ""};
  std::function<void()> meanwhile;  ///< happens while it answers
  std::vector<WebhookMessage> got;
};

class Webhooks : public testing::Test {
 protected:
  Json add(const std::string& events = R"(["document.credited", "message.suppressed"])") {
    const Answer made =
        shop_.ask("POST", "/api/v1/webhooks",
                  R"({"url": "https://shop.example/hook", "events": )" + events + "}");
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json();
  }
  Answer credit() {
    return shop_.ask("POST", "/api/v1/invoices/" + shop_.some_invoice() + "/credit-notes",
                     R"({"amount": "0.10"})");
  }
  WebhookReport deliver() {
    return deliver_webhooks(shop_.store, receiver_, [this] { return shop_.now; });
  }
  Json webhook(const Json& made) {
    return shop_.ask("GET", "/api/v1/webhooks/" + made["id"].get<std::string>()).json();
  }

  ServedShop shop_;
  FakeReceiver receiver_;
};

TEST_F(Webhooks, AreToldWhatHappenedAndNothingElse) {
  add();
  const Answer note = credit();
  ASSERT_EQ(note.status, 201) << note.body;
  EXPECT_EQ(deliver().delivered, 1U);
  ASSERT_EQ(receiver_.got.size(), 1U);
  const Json body = receiver_.body(0);
  EXPECT_EQ(body["type"], "document.credited");
  EXPECT_EQ(body["data"]["number"], note.json()["number"]);
  EXPECT_EQ(body["data"]["preceding"], note.json()["preceding"]);
  EXPECT_EQ(body["data"]["cancels"], false);
  EXPECT_EQ(body["timestamp"], "2026-09-10T08:00:00Z");
  EXPECT_EQ(deliver().delivered, 0U) << "once";
}

TEST_F(Webhooks, ADryRunOrARefusedCreditNoteTellsNothing) {
  add();
  const std::string path = "/api/v1/invoices/" + shop_.some_invoice() + "/credit-notes";
  shop_.ask("POST", path, R"({"amount": "0.10", "dry_run": true})");
  shop_.ask("POST", path, R"({"amount": "99999"})");
  EXPECT_EQ(deliver().delivered, 0U);
}

TEST_F(Webhooks, WithoutOneNothingIsWritten) {
  credit();
  add();
  EXPECT_EQ(deliver().delivered, 0U);
}

TEST_F(Webhooks, AreSignedAsStandardWebhooksSay) {
  // The example of the specification.
  EXPECT_EQ(
      webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330", R"({"test": 2432232314})"),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const Json made = add();
  credit();
  deliver();
  const auto& headers = receiver_.got.at(0).headers;
  EXPECT_EQ(headers[0].first, "webhook-id");
  EXPECT_EQ(headers[1],
            (std::pair<std::string, std::string>{
                "webhook-timestamp", std::to_string(shop_.now.time_since_epoch().count())}));
  EXPECT_EQ(headers[2].second,
            webhook_signature(made["secret"].get<std::string>(), headers[0].second,
                              headers[1].second, receiver_.got[0].body));
}

TEST_F(Webhooks, EachTryIsSignedWithItsOwnMoment) {
  add();
  credit();
  credit();
  receiver_.meanwhile = [this] { shop_.now += std::chrono::seconds{7}; };
  const Instant begun = shop_.now;
  EXPECT_EQ(deliver().delivered, 2U);
  const auto stamp = [&](std::size_t n) { return receiver_.got.at(n).headers[1].second; };
  EXPECT_EQ(stamp(0), std::to_string(begun.time_since_epoch().count()));
  EXPECT_EQ(stamp(1), std::to_string(begun.time_since_epoch().count() + 7));
}

TEST_F(Webhooks, RestAfterAFailureAndGoOnWhereTheyWere) {
  const Json made = add();
  credit();
  credit();
  receiver_.answer = {500, ""};
  EXPECT_EQ(deliver().failed, 1U) << "the second one is not tried while it rests";
  EXPECT_EQ(webhook(made)["failures"], 1);
  EXPECT_EQ(deliver().failed, 0U);
  receiver_.answer = {200, ""};
  shop_.now += std::chrono::seconds{30};
  EXPECT_EQ(deliver().delivered, 2U);
  EXPECT_EQ(webhook(made)["failures"], 0);
  EXPECT_TRUE(webhook(made)["failing_since"].is_null());
  // What failed before comes after what is new, under the same id.
  ASSERT_EQ(receiver_.got.size(), 3U);
  EXPECT_EQ(receiver_.got[2].headers[0], receiver_.got[0].headers[0]);
  EXPECT_GT(receiver_.body(1)["sequence"].get<int>(), receiver_.body(2)["sequence"].get<int>());
}

TEST_F(Webhooks, AreDisabledAfterThreeDaysOfFailuresAndGoOnWhenEnabled) {
  const Json made = add();
  credit();
  receiver_.answer = {0, "nobody is there"};
  Faults notices;
  for (int hours = 0; hours < 80 && notices.empty(); ++hours) {
    notices = deliver().notices;
    shop_.now += std::chrono::hours{1};
  }
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].code, "WEBHOOK-005");
  EXPECT_FALSE(webhook(made)["enabled"].get<bool>());
  EXPECT_EQ(shop_.ask("GET", "/api/v1/health").json()["webhooks"]["disabled"], 1);
  receiver_.answer = {200, ""};
  EXPECT_EQ(deliver().delivered, 0U);
  shop_.ask("PATCH", "/api/v1/webhooks/" + made["id"].get<std::string>(), R"({"enabled": true})");
  EXPECT_LE(deliver().delivered, 1U) << "unless it was given up before";
  credit();
  EXPECT_GE(deliver().delivered, 1U);
}

TEST_F(Webhooks, ThatAreGoneAreDisabledAtOnce) {
  const Json made = add();
  credit();
  receiver_.answer = {410, ""};
  EXPECT_EQ(deliver().notices.size(), 1U);
  EXPECT_FALSE(webhook(made)["enabled"].get<bool>());
}

TEST_F(Webhooks, DeliveriesAreListedAndSentOnceMore) {
  const Json made = add();
  const std::string path = "/api/v1/webhooks/" + made["id"].get<std::string>();
  EXPECT_EQ(shop_.ask("POST", path + "/test").status, 200);
  credit();
  deliver();
  const Json page = shop_.ask("GET", path + "/deliveries?limit=1").json();
  ASSERT_EQ(page["deliveries"].size(), 1U);
  EXPECT_EQ(page["deliveries"][0]["type"], "document.credited") << "the newest first";
  const Json begun = shop_.ask("GET", path + "/deliveries?limit=1&cursor=0").json();
  EXPECT_EQ(begun["deliveries"], page["deliveries"]) << "0 is where a list begins";
  const Json older = shop_.ask("GET", page["next"]).json();
  EXPECT_EQ(older["deliveries"][0]["type"], "webhook.test");
  EXPECT_TRUE(older["next"].is_null());
  const std::string once_more =
      path + "/deliveries/" + page["deliveries"][0]["id"].get<std::string>() + "/redelivery";
  EXPECT_EQ(shop_.ask("POST", once_more).json()["state"], "pending");
  EXPECT_EQ(deliver().delivered, 1U);
  EXPECT_EQ(receiver_.got.back().headers[0], receiver_.got[1].headers[0]) << "under the same id";
  EXPECT_EQ(shop_.ask("POST", path + "/deliveries/0/redelivery").status, 404);
}

TEST_F(Webhooks, WhatIsWrongWithOneIsTold) {
  for (const char* body :
       {"{}",
        R"({"url": "http://shop.example/", "events": ["message.sent"]})",
        R"({"url": "https://user:pw@shop.example/", "events": ["message.sent"]})",
        R"({"url": "https://shop.example/#a", "events": ["message.sent"]})",
        R"({"url": "http://127.0.0.1/", "events": ["message.sent"]})",
        R"({"url": "ftp://shop.example/", "events": ["message.sent"]})",
        R"({"url": "https://", "events": ["message.sent"]})",
        R"({"url": "https:///hook", "events": ["message.sent"]})",
        R"({"url": "https://?a=b", "events": ["message.sent"]})",
        R"({"url": "https://:443/", "events": ["message.sent"]})",
        R"({"url": "https://shop.example:0/", "events": ["message.sent"]})",
        R"({"url": "https://shop.example:65536/", "events": ["message.sent"]})",
        R"({"url": "https://shop.example:https/", "events": ["message.sent"]})",
        R"({"url": "https://shop..example/", "events": ["message.sent"]})",
        R"({"url": "https://[::1/", "events": ["message.sent"]})",
        R"({"url": "https://[::1]/", "events": ["message.sent"]})",
        R"({"url": "https://10.0.0.1/", "events": ["message.sent"]})",
        R"({"url": "https://localhost/", "events": ["message.sent"]})",
        R"({"url": "https://%73hop.example/", "events": ["message.sent"]})",
        R"({"url": "shop.example/hook", "events": ["message.sent"]})",
        R"({"url": "https://shop.example/", "events": ["message.read"]})",
        R"({"url": "https://shop.example/", "events": []})",
        R"({"url": "https://shop.example/", "events": "message.sent"})"})
    EXPECT_EQ(shop_.ask("POST", "/api/v1/webhooks", body).status, 422) << body;
  for (const char* url : {"https://shop.example", "https://shop.example:8443/hook?a=b",
                          "https://8.8.8.8/", "https://[2606:4700::1111]:444/"}) {
    const std::string body =
        R"({"url": ")" + std::string(url) + R"(", "events": ["message.sent"]})";
    EXPECT_EQ(shop_.ask("POST", "/api/v1/webhooks", body).status, 201) << url;
  }
  EXPECT_EQ(shop_.ask("GET", "/api/v1/webhooks/0123456789ab").status, 404);
  EXPECT_EQ(shop_.ask("DELETE", "/api/v1/webhooks/0123456789ab").status, 404);
}

TEST_F(Webhooks, KeepTheirSecretToThemselves) {
  const Json made = add();
  const std::string secret = made["secret"];
  const std::string path = "/api/v1/webhooks/" + made["id"].get<std::string>();
  EXPECT_THAT(shop_.ask("GET", path).body, testing::Not(testing::HasSubstr("whsec_")));
  EXPECT_THAT(shop_.ask("GET", "/api/v1/webhooks").body,
              testing::Not(testing::HasSubstr("whsec_")));
  EXPECT_NE(shop_.ask("POST", path + "/secret").json()["secret"], secret);
  EXPECT_EQ(shop_.ask("DELETE", path).status, 200);
  EXPECT_EQ(shop_.ask("GET", path).status, 404);
}

TEST_F(Webhooks, TheAnswerThatIsKeptHoldsNoSecret) {
  const ServedShop::Fields fields{{"idempotency-key", "hook-1"}};
  const std::string body = R"({"url": "https://shop.example/", "events": ["message.sent"]})";
  const Answer first = shop_.ask("POST", "/api/v1/webhooks", body, fields);
  ASSERT_EQ(first.status, 201) << first.body;
  const std::string path = "/api/v1/webhooks/" + first.json()["id"].get<std::string>();
  const Answer renewed = shop_.ask("POST", path + "/secret", "", fields);
  EXPECT_THAT(shop_.kept_answers(),
              testing::AllOf(testing::SizeIs(2),
                             testing::Each(testing::Not(testing::HasSubstr("whsec_")))));
  const Answer again = shop_.ask("POST", path + "/secret", "", fields);
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(again.body, renewed.body);
  const Answer made_again = shop_.ask("POST", "/api/v1/webhooks", body, fields);
  EXPECT_EQ(made_again.json()["id"], first.json()["id"]);
  EXPECT_EQ(made_again.json()["secret"], renewed.json()["secret"]) << "the one that is valid";
}

TEST(PublicAddress, IsNoneOfThisMachineOrItsNetworks) {
  for (const char* address : {"0.0.0.0",
                              "10.1.2.3",
                              "100.64.0.1",
                              "127.0.0.1",
                              "127.255.0.1",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "192.0.2.1",
                              "198.18.0.1",
                              "198.51.100.7",
                              "203.0.113.7",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "fe80::1",
                              "fc00::1",
                              "fd12:3456::1",
                              "ff02::1",
                              "::ffff:127.0.0.1",
                              "::ffff:8.8.8.8",
                              "64:ff9b::7f00:1",
                              "2002:7f00:1::",
                              "2001::1",
                              "2001:db8::1",
                              "3fff::1",
                              "",
                              "shop.example",
                              "127.1"})
    EXPECT_FALSE(is_public_address(address)) << address;
  for (const char* address : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1",
                              "2a00:1450:4001:81b::200e", "2606:4700::1111"})
    EXPECT_TRUE(is_public_address(address)) << address;
}

/// A receiver of ours on this machine.
class Receiving : public testing::Test {
 protected:
  Receiving()
      : server_({}, {{"POST",
                      "/hook",
                      {},
                      [this](const http::Request& request) {
                        const std::scoped_lock lock(mutex_);
                        fields_ = request.head.fields;
                        body_ = std::string(request.body);
                        return http::plain_text(status_, "ok");
                      }},
                     {"POST", "/moved", {}, [](const http::Request&) {
                        http::Response response = http::plain_text(302, "");
                        response.headers.emplace_back("Location", "/hook");
                        return response;
                      }}}) {
    server_.start();
  }
  std::string url(const std::string& path) {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
  }
  std::string field(const std::string& name) {
    for (const auto& one : fields_) {
      if (one.name == name) return one.value;
    }
    return "";
  }

  std::mutex mutex_;
  std::vector<http::HeaderField> fields_;
  std::string body_;
  int status_ = 200;
  HttpServer server_;
};

TEST_F(Receiving, GetsTheMessageAsItWasSigned) {
  WebhookClient client({std::chrono::seconds{10}, "", true});
  const WebhookAnswer answer =
      client.send({url("/hook?from=enclosure"), {{"webhook-id", "evt_1"}}, R"({"a":1})"});
  EXPECT_EQ(answer.status, 200) << answer.trouble;
  EXPECT_EQ(body_, R"({"a":1})");
  EXPECT_EQ(field("webhook-id"), "evt_1");
  EXPECT_EQ(field("content-type"), "application/json");
  EXPECT_EQ(field("host"), "127.0.0.1:" + std::to_string(server_.port()));
}

TEST_F(Receiving, IsNotFollowedElsewhere) {
  WebhookClient client({std::chrono::seconds{10}, "", true});
  EXPECT_EQ(client.send({url("/moved"), {}, "{}"}).status, 302);
  EXPECT_EQ(body_, "");
}

TEST_F(Receiving, OnThisMachineIsNotToldUnlessThatIsWanted) {
  WebhookClient client({std::chrono::seconds{10}, "", false});
  for (const std::string& address :
       {url("/hook"), "https://127.0.0.1:" + std::to_string(server_.port()) + "/hook",
        "https://localhost:" + std::to_string(server_.port()) + "/hook",
        std::string("https://[::1]/hook"), std::string("https://[::ffff:127.0.0.1]/hook"),
        std::string("https://169.254.169.254/latest/meta-data")}) {
    const WebhookAnswer answer = client.send({address, {}, "{}"});
    EXPECT_EQ(answer.status, 0) << address;
    EXPECT_THAT(answer.trouble, testing::AnyOf(testing::HasSubstr("may not be asked"),
                                               testing::HasSubstr("cannot reach")))
        << address << ": a machine without that kind of network cannot even look it up";
  }
  EXPECT_EQ(body_, "");
}

}  // namespace
}  // namespace enclosure::app::api::test
