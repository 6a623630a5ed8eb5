// Many at once, and some of them slow: nobody holds up the others.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <thread>

#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

/// More than the kernel holds for a client that reads nothing.
constexpr std::size_t kLarge = 1'000'000;
constexpr int kSmallBuffer = 16 * 1024;

/// A door at which requests wait until the test opens it.
class Door {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void wait_for(int waiting) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= waiting; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

/// "portion 0 portion 1 …", and then its end, or trouble.
struct Portions : BodySource {
  Portions(int count, bool breaks) : count_(count), breaks_(breaks) {}
  std::string next() override {
    if (made_ == count_ && breaks_) throw std::runtime_error("the disk is gone");
    if (made_ == count_) return "";
    return "portion " + std::to_string(made_++) + " ";
  }
  int made_ = 0;
  int count_;
  bool breaks_;
};

class Crowd : public RunningServer {
 protected:
  void SetUp() override {
    settings_.threads = 2;
    settings_.loops = 2;
    settings_.link_limits = {0, 0};
    settings_.head_timeout = settings_.body_timeout = settings_.keep_alive_timeout =
        settings_.rate_grace = std::chrono::minutes(10);  // a busy machine is slow, too
    large_ = std::make_shared<const std::string>(kLarge, 'x');
    metrics_ = std::make_unique<ServerMetrics>();
    add("/large", [this](const Request&) {
      Response response = plain_text(200, "");
      response.shared = {large_, 0, large_->size()};
      return response;
    });
    add("/part", [this](const Request&) {
      Response response = plain_text(206, "");
      response.shared = {large_, kLarge - 10, 10};
      return response;
    });
    add("/wait", [this](const Request&) {
      door_.pass();
      return plain_text(200, "passed\n");
    });
    add("/portions", [](const Request&) { return portions(3, false); });
    add("/broken", [](const Request&) { return portions(3, true); });
  }
  void TearDown() override {
    door_.open();
    server_->stop();
  }

  void add(std::string_view path, std::function<Response(const Request&)> answer) {
    more_.push_back({"GET", path, {}, std::move(answer)});
  }
  static Response portions(int count, bool breaks) {
    Response response = plain_text(200, "");
    response.source = std::make_shared<Portions>(count, breaks);
    return response;
  }
  [[nodiscard]] bool counts(std::string_view line) const {
    return metrics_->text().find(line) != std::string::npos;
  }

  std::shared_ptr<const std::string> large_;
  Door door_;
};

TEST_F(Crowd, TwoHundredIdleAndFiftySlowClientsDoNotStopANormalOne) {
  start();
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 200; ++i) {
    idle.push_back(std::make_unique<RawClient>(port()));
    if (i % 2 == 0) continue;  // half of them have asked before
    idle.back()->send(request("GET", "/healthz"));
    EXPECT_EQ(idle.back()->receive().status, 200);
  }
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<RawClient>(port(), kSmallBuffer));
    switch (i % 3) {
      case 0:
        slow.back()->send("GET /healthz HTTP/1.1\r\nHo");
        break;
      case 1:
        slow.back()->send("POST /u/x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nL");
        break;
      default:
        slow.back()->send(request("GET", "/large"));
    }
  }
  RawClient normal(port());
  for (int i = 0; i < 100; ++i) {
    normal.send(request("GET", "/readyz"));
    ASSERT_EQ(normal.receive().body, "ready\n");
  }
  EXPECT_EQ(get(std::string("/i/") + kToken + "/invoice.pdf").status, 200);
  // Those who were slow are served as well, once they go on.
  slow[0]->send("st: a\r\n\r\n");
  EXPECT_EQ(slow[0]->receive().body, "ok\n");
  EXPECT_EQ(slow[2]->receive().body.size(), kLarge);
}

TEST_F(Crowd, WhoFillsTheQueueIsToldToComeBack) {
  settings_.queue_limit = 3;
  start();
  std::vector<std::unique_ptr<RawClient>> held;
  for (int i = 0; i < 2; ++i) {
    held.push_back(std::make_unique<RawClient>(port()));
    held.back()->send(request("GET", "/wait"));
  }
  door_.wait_for(2);
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<RawClient>(port()));
    held.back()->send(request("GET", "/wait"));
  }
  while (!counts("enclosure_http_queue 3\n")) std::this_thread::yield();
  RawClient next(port());
  next.send(request("GET", "/readyz"));
  const auto answer = next.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.field("Retry-After"), "2");
  EXPECT_EQ(answer.field("Connection"), "keep-alive");
  EXPECT_EQ(get("/healthz").status, 200) << "what needs no worker is answered all the same";
  EXPECT_TRUE(counts("enclosure_http_refused_total{reason=\"queue_full\"} 1\n"));
  door_.open();
  for (auto& client : held) EXPECT_EQ(client->receive().body, "passed\n");
  next.send(request("GET", "/readyz"));
  EXPECT_EQ(next.receive().status, 200);
}

TEST_F(Crowd, OneAddressHasSoManyConnectionsAndNoMore) {
  settings_.connections_per_address = 3;
  start();
  {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(std::make_unique<RawClient>(port()));
      clients.back()->send(request("GET", "/healthz"));
      EXPECT_EQ(clients.back()->receive().status, 200);
    }
    RawClient fourth(port());
    const auto answer = fourth.receive();
    EXPECT_EQ(answer.status, 429);
    EXPECT_NE(answer.field("Retry-After"), "");
    EXPECT_TRUE(fourth.is_closed());
  }
  int status = 0;
  while (status != 200) status = get("/healthz").status;  // until the others have gone
  EXPECT_TRUE(counts("enclosure_http_refused_total{reason=\"connections_of_address\"}"));
}

TEST_F(Crowd, AProxyOfOursHasAsManyAsItNeeds) {
  settings_.connections_per_address = 1;
  settings_.proxies.proxies.push_back(net::IpNetwork::parse("127.0.0.0/8").value());
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 10; ++i) {
    clients.push_back(std::make_unique<RawClient>(port()));
    clients.back()->send(request("GET", "/healthz"));
    EXPECT_EQ(clients.back()->receive().status, 200);
  }
}

TEST_F(Crowd, WhoIsIdleForLongestMakesRoom) {
  settings_.loops = 1;
  settings_.max_connections = 3;
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(port()));
    clients.back()->send(request("GET", "/healthz"));
    EXPECT_EQ(clients.back()->receive().status, 200) << i;
  }
  EXPECT_TRUE(clients[0]->is_closed());
  clients[1]->send(request("GET", "/healthz"));
  EXPECT_EQ(clients[1]->receive().status, 200);
}

TEST_F(Crowd, WhenAllAreBusyTheNextIsToldToComeBack) {
  settings_.loops = 1;
  settings_.max_connections = 2;
  start();
  std::vector<std::unique_ptr<RawClient>> busy;
  for (int i = 0; i < 2; ++i) {
    busy.push_back(std::make_unique<RawClient>(port()));
    busy.back()->send(request("GET", "/wait"));
  }
  door_.wait_for(2);
  RawClient next(port());
  EXPECT_EQ(next.receive().status, 503);
}

TEST_F(Crowd, WhoReadsTooSlowlyIsCutOff) {
  settings_.rate_grace = std::chrono::milliseconds(200);
  settings_.min_bytes_per_second = 1'000'000'000;
  start();
  RawClient client(port(), kSmallBuffer);
  client.send(request("GET", "/large"));
  while (!counts("enclosure_http_refused_total{reason=\"slow_reader\"} 1\n"))
    std::this_thread::yield();
  EXPECT_LT(client.receive_all().size(), kLarge);
}

TEST_F(Crowd, WhoSendsTooSlowlyIsTold) {
  settings_.rate_grace = std::chrono::milliseconds(200);
  settings_.min_bytes_per_second = 1'000'000'000;
  start();
  RawClient client(port());
  client.send("POST /u/x HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n");
  int sent = 0;  // a byte now and then does not stretch the time
  while (!counts("enclosure_http_refused_total{reason=\"slow_body\"} 1\n")) {
    if (sent < 59'999) client.send("x");
    ++sent;
    std::this_thread::yield();
  }
  EXPECT_EQ(client.receive().status, 408);
}

TEST_F(Crowd, SendsPartsOfSharedBytes) {
  start();
  const auto answer = get("/part");
  EXPECT_EQ(answer.status, 206);
  EXPECT_EQ(answer.body, "xxxxxxxxxx");
  EXPECT_EQ(get("/large").body, *large_);
}

TEST_F(Crowd, SendsSourcesInChunks) {
  start();
  RawClient client(port());
  client.send(request("GET", "/portions") + request("GET", "/healthz", "Connection: close\r\n"));
  const std::string all = client.receive_all();
  EXPECT_NE(all.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_NE(all.find("\r\n\r\na\r\nportion 0 \r\na\r\nportion 1 \r\na\r\nportion 2 \r\n0\r\n\r\n"
                     "HTTP/1.1 200 OK\r\n"),
            std::string::npos)
      << all;
  EXPECT_TRUE(all.ends_with("\r\n\r\nok\n"));
}

TEST_F(Crowd, SendsSourcesToOldClientsUpToTheEndOfTheConnection) {
  start();
  RawClient client(port());
  client.send("GET /portions HTTP/1.0\r\n\r\n");
  const std::string all = client.receive_all();
  EXPECT_EQ(all.find("Transfer-Encoding"), std::string::npos);
  EXPECT_TRUE(all.ends_with("\r\nConnection: close\r\n\r\nportion 0 portion 1 portion 2 ")) << all;
}

TEST_F(Crowd, ShowsThatABodyIsNotWhole) {
  start();
  RawClient client(port());
  client.send(request("GET", "/broken"));
  const std::string all = client.receive_all();
  EXPECT_TRUE(all.ends_with("portion 2 \r\n")) << "no last chunk: " << all;
}

TEST_F(Crowd, TellsTheHeadOfASourceAlone) {
  start();
  RawClient client(port());
  client.send(request("HEAD", "/portions"));
  EXPECT_EQ(client.receive(true).field("Transfer-Encoding"), "chunked");
  client.send(request("GET", "/healthz"));
  EXPECT_EQ(client.receive().body, "ok\n");
}

TEST_F(Crowd, AnswersInOrderWhateverTakesLonger) {
  start();
  RawClient client(port());
  client.send(request("GET", "/wait") + request("GET", "/healthz") + request("GET", "/part"));
  door_.wait_for(1);
  EXPECT_EQ(get("/healthz").status, 200);
  door_.open();
  EXPECT_EQ(client.receive().body, "passed\n");
  EXPECT_EQ(client.receive().body, "ok\n");
  EXPECT_EQ(client.receive().body, "xxxxxxxxxx");
}

TEST_F(Crowd, GoesOnWhenAClientLeavesBeforeItsAnswer) {
  start();
  {
    RawClient client(port());
    client.send(request("GET", "/wait"));
    door_.wait_for(1);
  }
  door_.open();
  EXPECT_EQ(get("/wait").body, "passed\n");
}

TEST_F(Crowd, StopsWithoutWaitingForThoseWhoReadNothing) {
  settings_.stop_grace = std::chrono::milliseconds(100);
  start();
  RawClient client(port(), kSmallBuffer);
  client.send(request("GET", "/large"));
  EXPECT_EQ(get("/healthz").status, 200);
  server_->stop();
  EXPECT_LT(client.receive_all().size(), kLarge);
}

TEST_F(Crowd, CountsWhatItDoes) {
  start();
  get("/healthz");
  get("/nothing");
  ask(port(), "garbage\r\n\r\n");
  while (!counts("enclosure_http_connections 0\n")) std::this_thread::yield();
  const std::string text = get("/metrics").body;
  EXPECT_NE(text.find("enclosure_orders_total 60\n"), std::string::npos) << "the desk's own";
  for (const char* line :
       {"enclosure_http_requests_total{route=\"/healthz\",status=\"200\"} 1\n",
        "enclosure_http_requests_total{route=\"-\",status=\"404\"} 1\n",
        "enclosure_http_requests_total{route=\"-\",status=\"400\"} 1\n",
        "enclosure_http_request_duration_seconds_bucket{route=\"/healthz\",le=\"+Inf\"} 1\n",
        "enclosure_http_request_duration_seconds_count{route=\"/healthz\"} 1\n",
        "enclosure_http_connections 1\n", "enclosure_http_connections_idle 0\n",
        "enclosure_http_connections_accepted_total 4\n", "enclosure_http_queue 0\n",
        "enclosure_http_refused_total{reason=\"malformed\"} 1\n",
        "enclosure_tls_reloads_total{result=\"ok\"} 0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST_F(Crowd, TellsTheWatchdogThatItLives) {
  start();
  EXPECT_TRUE(server_->is_alive());
  while (!server_->is_alive()) std::this_thread::yield();
  server_->stop();
  EXPECT_FALSE(server_->is_alive());
}

}  // namespace
}  // namespace enclosure::app::http::test
