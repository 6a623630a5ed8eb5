// Idempotency-Key: the same once more is the same answer, and is not done twice.

#include "app/api/once.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app::api {
namespace {

const ApiKey kShop{"00112233aabb", "shop", {}};
const ApiKey kOther{"ffeeddccbbaa", "other", {}};
constexpr const char* kRoute = "POST /api/v1/things";

class OnceTest : public testing::Test {
 protected:
  OnceTest() { open(); }

  void open() {
    once_.reset();
    store_.reset();
    store_ = std::make_unique<SqliteStore>((folder_ / "enclosure.db").string(),
                                           SqliteStore::Mode::kReadWrite);
    once_ = std::make_unique<Once>(*store_, [this] { return now_; });
  }

  /// Counts in the store how often it was done, and answers with that.
  http::Response post(const std::string& key, const std::string& body, int status = 201,
                      const ApiKey& who = kShop) {
    return with_request(key, body, [&](const http::Request& request) {
      return once_->joined(kRoute, who, request, [&](Store& store) {
        store.write(
            [&](StoreTransaction& tx) { tx.put_setting("done", std::to_string(done(tx) + 1)); });
        if (fails_) throw std::runtime_error("the disk burns");
        http::Response response = http::json(status, std::to_string(store.read<int>(done)));
        response.headers.emplace_back("Location", "/api/v1/things/1");
        return response;
      });
    });
  }

  template <typename Work>
  http::Response with_request(const std::string& key, const std::string& body, const Work& work) {
    http::RequestHead head;
    head.method = "POST";
    head.path = "/api/v1/things";
    if (!key.empty()) head.fields.push_back({"idempotency-key", key});
    const http::PathVariables variables;
    const http::Peer peer;
    const http::Form query = *http::Form::parse("");
    return work(http::Request{head, variables, peer, query, body});
  }

  static int done(StoreTransaction& tx) {
    const std::string text = tx.setting("done");
    return text.empty() ? 0 : std::stoi(text);
  }
  int times_done() { return store_->read<int>(done); }

  static bool is_replayed(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Idempotency-Replayed") return value == "true";
    }
    return false;
  }

  support::TemporaryFolder folder_;
  Instant now_ = *parse_instant("2026-09-01T08:00:00Z");
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<Once> once_;
  bool fails_ = false;
};

TEST_F(OnceTest, TheSameRequestGetsTheSameAnswer) {
  const auto first = post("k1", "{}");
  const auto second = post("k1", "{}");
  EXPECT_EQ(times_done(), 1);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers[0], first.headers[0]);
  EXPECT_EQ(second.headers[1], first.headers[1]);
  EXPECT_FALSE(is_replayed(first));
  EXPECT_TRUE(is_replayed(second));
}

TEST_F(OnceTest, WithoutAKeyItIsDoneEachTime) {
  post("", "{}");
  post("", "{}");
  EXPECT_EQ(times_done(), 2);
}

TEST_F(OnceTest, AnotherRequestUnderTheKeyIsRefused) {
  post("k1", "{\"amount\":\"1\"}");
  const auto other = post("k1", "{\"amount\":\"2\"}");
  EXPECT_EQ(other.status, 422);
  EXPECT_THAT(other.body, testing::HasSubstr("/api/v1/problems#idempotency-key-reused"));
  EXPECT_EQ(times_done(), 1);
}

TEST_F(OnceTest, KeysBelongToTheirBearer) {
  post("k1", "{}");
  EXPECT_FALSE(is_replayed(post("k1", "{}", 201, kOther)));
  EXPECT_EQ(times_done(), 2);
}

TEST_F(OnceTest, SurvivesARestart) {
  post("k1", "{}");
  open();
  EXPECT_TRUE(is_replayed(post("k1", "{}")));
  EXPECT_EQ(times_done(), 1);
}

TEST_F(OnceTest, IsForgottenAfterADay) {
  post("k1", "{}");
  now_ += std::chrono::hours{24};
  EXPECT_TRUE(is_replayed(post("k1", "{}")));
  now_ += std::chrono::seconds{1};
  EXPECT_FALSE(is_replayed(post("k1", "{}")));
  EXPECT_EQ(times_done(), 2);
}

TEST_F(OnceTest, WhatFailedMayBeMendedUnderTheSameKey) {
  EXPECT_EQ(post("k1", "{\"wrong\":1}", 422).status, 422);
  EXPECT_EQ(post("k1", "{}", 201).status, 201);
  EXPECT_TRUE(is_replayed(post("k1", "{}", 201)));
}

TEST_F(OnceTest, WhatThrowsLeavesNothingBehind) {
  fails_ = true;
  EXPECT_THROW(post("k1", "{}"), std::runtime_error);
  EXPECT_EQ(times_done(), 0);
  fails_ = false;
  EXPECT_FALSE(is_replayed(post("k1", "{}")));
  EXPECT_EQ(times_done(), 1);
}

TEST_F(OnceTest, WhileItIsAnsweredTheSameIsToldToWait) {
  int inner = 0;
  with_request("k1", "{}", [&](const http::Request& request) {
    return once_->harmless(kRoute, kShop, request, [&] {
      inner = once_->harmless(kRoute, kShop, request, [] { return http::json(200, "{}"); }).status;
      return http::json(200, "{}");
    });
  });
  EXPECT_EQ(inner, 409);
  EXPECT_TRUE(is_replayed(with_request("k1", "{}", [&](const http::Request& request) {
    return once_->harmless(kRoute, kShop, request, [] { return http::json(500, "{}"); });
  })));
}

}  // namespace
}  // namespace enclosure::app::api
