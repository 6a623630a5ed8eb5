// A million guesses at a token: none is answered differently from any other.

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <variant>

#include "app/http/buyer_endpoints.h"
#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Guesses of a fixed series: near misses of the token, tokens of the right form, and anything.
class Guesses {
 public:
  std::string next() {
    std::string guess;
    switch (random_() % 4) {
      case 0:
        guess = kToken;
        guess[random_() % guess.size()] = letter();
        break;
      case 1:
        guess = kExpiredToken;
        break;
      case 2:
        for (int i = 0; i < 43; ++i) guess.push_back(letter());
        break;
      default:
        for (std::size_t i = 0; i < 1 + random_() % 60; ++i) guess.push_back(letter());
    }
    return guess == kToken ? "x" : guess;
  }
  /// The path of a guess, at one of the places that a link has.
  std::string next_path() {
    static constexpr std::string_view kEnds[] = {"", "/invoice.pdf", "/invoices/0.pdf",
                                                 "/manuals/0"};
    return "/i/" + next() + std::string(kEnds[random_() % std::size(kEnds)]);
  }

 private:
  char letter() { return kAlphabet[random_() % kAlphabet.size()]; }

  std::mt19937 random_{20261129};  // NOLINT(cert-msc51-cpp): the same guesses each time
};

bool is_same(const Response& a, const Response& b) {
  return a.status == b.status && a.headers == b.headers && a.body == b.body && !a.source &&
         !a.shared.bytes;
}

/// 997,000 of them against the router, which makes the answers, the rest over connections.
TEST(Guessing, AMillionTriesGetOneAnswer) {
  FakeBuyers buyers;
  const Router router(buyer_endpoints(buyers), {}, {0, 0});
  Guesses guesses;
  RequestHead head;
  head.method = "GET";
  const Response expected = no_such_link();
  for (int i = 0; i < 997'000; ++i) {
    head.path = guesses.next_path();
    auto routed = router.route(head, {});
    const auto* found = std::get_if<Routed>(&routed);
    const Response response =
        found != nullptr ? router.answer(*found, head, "") : std::get<TurnedAway>(routed).response;
    if (!is_same(response, expected)) FAIL() << head.path << " is told " << response.status;
  }
}

class GuessingOverTheWire : public RunningServer {
 protected:
  void SetUp() override {
    settings_.link_limits = {0, 0};
    start();
  }
};

TEST_F(GuessingOverTheWire, GetsOneAnswerByteForByte) {
  Guesses guesses;
  RawClient client(port());
  std::set<std::string> answers;
  for (int batch = 0; batch < 60; ++batch) {
    std::string requests;
    for (int i = 0; i < 50; ++i) requests += request("GET", guesses.next_path());
    client.send(requests);
    for (int i = 0; i < 50; ++i) {
      const auto answer = client.receive();
      answers.insert(answer.head_without_date() + answer.body);
    }
  }
  EXPECT_EQ(answers.size(), 1U);
  EXPECT_TRUE(answers.begin()->starts_with("HTTP/1.1 404 Not Found\r\n"));
}

}  // namespace
}  // namespace enclosure::app::http::test
