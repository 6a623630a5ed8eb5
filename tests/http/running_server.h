#pragma once
// A server on 127.0.0.1 with fake desks, and what it logged.

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/http/http_server.h"
#include "app/http/server_metrics.h"
#include "tests/http/fake_desks.h"
#include "tests/http/raw_client.h"

namespace enclosure::app::http::test {

/// Starts with the test and stops with it; `settings_` may be changed before `start`.
class RunningServer : public testing::Test {
 protected:
  void start() {
    server_.reset();
    Endpoints endpoints = all_endpoints(buyers_, seller_, health_, metrics_.get());
    endpoints.insert(endpoints.end(), more_.begin(), more_.end());
    server_ = std::make_unique<HttpServer>(
        settings_, std::move(endpoints),
        [this](const AccessRecord& record) {
          const std::lock_guard lock(mutex_);
          log_.push_back(std::string(record.method) + " " + std::string(record.route) + " " +
                         std::to_string(record.status));
        },
        [this](std::string_view route, std::string_view what) {
          const std::lock_guard lock(mutex_);
          errors_.push_back(std::string(route) + ": " + std::string(what));
        },
        metrics_.get());
    server_->start();
  }

  void SetUp() override { start(); }
  void TearDown() override { server_->stop(); }

  [[nodiscard]] int port() const { return server_->port(); }
  RawAnswer get(std::string_view target) { return ask(port(), request("GET", target)); }
  RawAnswer post(std::string_view target, std::string_view body,
                 std::string_view fields = "Content-Type: application/json\r\n") {
    const std::string key = "Authorization: Bearer " + std::string(kKey) + "\r\n";
    return ask(port(), request("POST", target, key + std::string(fields), body));
  }

  std::vector<std::string> log() {
    const std::lock_guard lock(mutex_);
    return log_;
  }
  std::vector<std::string> errors() {
    const std::lock_guard lock(mutex_);
    return errors_;
  }

  HttpServerSettings settings_;
  Endpoints more_;                          ///< beside those of the desks
  std::unique_ptr<ServerMetrics> metrics_;  ///< none, or one for one `start`
  FakeBuyers buyers_;
  FakeSeller seller_;
  FakeHealth health_;
  std::unique_ptr<HttpServer> server_;

 private:
  std::mutex mutex_;
  std::vector<std::string> log_;
  std::vector<std::string> errors_;
};

}  // namespace enclosure::app::http::test
