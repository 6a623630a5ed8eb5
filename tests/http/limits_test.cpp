// How often links may be asked for.

#include <gtest/gtest.h>

#include "app/http/link_guard.h"
#include "app/http/token_buckets.h"
#include "app/web/pages.h"
#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

using std::chrono::seconds;

TEST(TokenBuckets, GiveABurstAndThenOneAtATime) {
  TokenBuckets buckets(Allowance::per_minute(3), 64, 1);
  const TokenBuckets::Time now = seconds(1000);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(buckets.take("a", now)) << i;
  EXPECT_EQ(buckets.take("a", now), seconds(20));
  EXPECT_EQ(buckets.take("a", now + seconds(19)), seconds(1)) << "refusals cost nothing";
  EXPECT_FALSE(buckets.take("a", now + seconds(20)));
  EXPECT_EQ(buckets.take("a", now + seconds(20)), seconds(20));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(buckets.take("a", now + seconds(1000)));
  EXPECT_TRUE(buckets.take("a", now + seconds(1000))) << "no more than the burst is saved up";
}

TEST(TokenBuckets, LookWithoutTaking) {
  TokenBuckets buckets(Allowance::per_minute(1), 64, 1);
  EXPECT_FALSE(buckets.look("a", seconds(1)));
  EXPECT_FALSE(buckets.look("a", seconds(1)));
  EXPECT_FALSE(buckets.take("a", seconds(1)));
  EXPECT_EQ(buckets.look("a", seconds(1)), seconds(60));
  EXPECT_FALSE(buckets.look("b", seconds(1)));
}

TEST(TokenBuckets, HoldManyKeysApart) {
  TokenBuckets buckets(Allowance::per_minute(1), 65'536, 7);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) refused += buckets.take(std::to_string(i), seconds(1)) ? 1 : 0;
  EXPECT_EQ(refused, 0);
}

TEST(TokenBuckets, KeepThoseThatLimitWhenThereIsNoRoom) {
  TokenBuckets buckets(Allowance{100, seconds(1)}, 4, 7);  // one set of four
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(buckets.take("greedy", seconds(1)));
  for (int i = 0; i < 1000; ++i) static_cast<void>(buckets.take(std::to_string(i), seconds(1)));
  EXPECT_TRUE(buckets.take("greedy", seconds(1)));
}

TEST(TokenBuckets, GiveWhatIsAsManyAsNobodyAsksFor) {
  TokenBuckets buckets(Allowance::per_minute(1'000'000'000), 64, 1);
  for (int i = 0; i < 100'000; ++i) EXPECT_FALSE(buckets.take("a", seconds(1)));
}

/// A guard whose clock the test moves.
class Guard : public testing::Test {
 protected:
  LinkGuard::Verdict look(const Peer& peer, std::string_view token) {
    return guard_.look(peer, token, wait_);
  }

  std::chrono::steady_clock::time_point now_{seconds(1000)};
  LinkGuard guard_{{2, 3}, [this] { return now_; }};
  seconds wait_{0};
  const Peer guesser_{"192.0.2.1", false, false};
  const Peer buyer_{"198.51.100.1", false, false};
};

TEST_F(Guard, LetsAnAddressBeWrongAFewTimes) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(look(guesser_, std::to_string(i)), LinkGuard::Verdict::kWelcome);
    guard_.note_wrong(guesser_);
  }
  EXPECT_EQ(look(guesser_, "right or wrong"), LinkGuard::Verdict::kTooManyWrong);
  EXPECT_EQ(wait_, seconds(30));
  EXPECT_EQ(look(buyer_, "right"), LinkGuard::Verdict::kWelcome);
  now_ += seconds(30);
  EXPECT_EQ(look(guesser_, "right"), LinkGuard::Verdict::kWelcome);
}

TEST_F(Guard, CountsASubscriberOfIpv6AsOne) {
  for (int i = 0; i < 2; ++i)
    guard_.note_wrong({"2001:db8:1:2::" + std::to_string(i + 1), false, false});
  EXPECT_EQ(look({"2001:db8:1:2:ffff::", false, false}, "t"), LinkGuard::Verdict::kTooManyWrong);
  EXPECT_EQ(look({"2001:db8:1:3::1", false, false}, "t"), LinkGuard::Verdict::kWelcome);
}

TEST_F(Guard, HoldsNothingAgainstThoseBehindAProxyThatNobodyNamed) {
  const Peer many{"127.0.0.1", false, true};
  for (int i = 0; i < 10; ++i) guard_.note_wrong(many);
  EXPECT_EQ(look(many, "t"), LinkGuard::Verdict::kWelcome);
}

TEST_F(Guard, LetsALinkBeAskedForAFewTimesByAll) {
  EXPECT_EQ(look(buyer_, "t"), LinkGuard::Verdict::kWelcome);
  EXPECT_EQ(look(guesser_, "t"), LinkGuard::Verdict::kWelcome);
  EXPECT_EQ(look(buyer_, "t"), LinkGuard::Verdict::kWelcome);
  EXPECT_EQ(look(buyer_, "t"), LinkGuard::Verdict::kTooOften);
  EXPECT_EQ(wait_, seconds(20));
  EXPECT_EQ(look(buyer_, "u"), LinkGuard::Verdict::kWelcome);
}

class LimitedServer : public RunningServer {
 protected:
  void SetUp() override {}
};

TEST_F(LimitedServer, TellsAGuesserNothing) {
  settings_.link_limits = {5, 0};
  start();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(get("/i/guess" + std::to_string(i)).status, 404);
  const auto wrong = get("/i/guess6");
  const auto right = get(std::string("/i/") + kToken);
  EXPECT_EQ(wrong.status, 429);
  EXPECT_NE(wrong.field("Retry-After"), "");
  EXPECT_EQ(right.status, 429);
  EXPECT_EQ(right.body, wrong.body);
  EXPECT_EQ(right.body, web::too_many_page());
  EXPECT_EQ(get("/healthz").status, 200) << "links alone are limited";
}

TEST_F(LimitedServer, TellsNothingOfALinkThatIsAskedForTooOften) {
  settings_.link_limits = {0, 5};
  start();
  const std::string wrong(kExpiredToken);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(get("/i/" + wrong).status, 404);
    EXPECT_EQ(get(std::string("/i/") + kToken + "/invoice.pdf").status, 200);
  }
  EXPECT_EQ(get("/i/" + wrong).status, 429);
  EXPECT_EQ(get(std::string("/i/") + kToken).status, 429);
  std::string respelled = kToken;
  respelled.replace(0, 1, "%30");
  EXPECT_EQ(get("/i/" + respelled).status, 429) << "another spelling is the same link";
}

TEST_F(LimitedServer, BelievesItsProxyAlone) {
  settings_.link_limits = {2, 0};
  settings_.proxies.proxies.push_back(net::IpNetwork::parse("127.0.0.1").value());
  start();
  const auto from = [&](const char* address, const char* token) {
    const std::string field = std::string("X-Forwarded-For: 203.0.113.1, ") + address + "\r\n";
    return ask(port(), request("GET", std::string("/i/") + token, field)).status;
  };
  for (int i = 0; i < 2; ++i) EXPECT_EQ(from("192.0.2.1", "wrong"), 404);
  EXPECT_EQ(from("192.0.2.1", kToken), 429);
  EXPECT_EQ(from("192.0.2.2", kToken), 200);
}

}  // namespace
}  // namespace enclosure::app::http::test
