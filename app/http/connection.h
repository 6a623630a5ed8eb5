#pragma once
// One connection of a client: requests in, answers out, one after the other.

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

#include "app/http/http_server.h"
#include "app/http/router.h"

namespace enclosure::app::http {

/// What the connections of one server share.
struct ServerContext {
  const Router& router;
  const HttpServerSettings& settings;
  const AccessLog& log;
  /// Whether an answer should be the connection's last: the server stops, or others wait for a
  /// thread.
  std::function<bool()> closes_soon;
};

/// Serves until the client leaves, asks to, or breaks a rule. Runs in one thread.
class Connection {
 public:
  Connection(const Poco::Net::StreamSocket& socket, const ServerContext& server);

  void serve() noexcept;

  /// From another thread, while `serve` runs: ends it when it waits for a request, or in any case.
  void interrupt(bool even_when_busy);

 private:
  using Clock = std::chrono::steady_clock;
  enum class Heard { kBytes, kEnd, kNothing };

  bool serve_one();
  bool wait_for_request();
  std::optional<RequestHead> read_head();
  std::optional<std::string> read_head_bytes();
  std::optional<std::string> read_body(const RequestHead& head, const Framing& framing,
                                       std::size_t max_bytes);
  std::optional<std::string> read_length(std::size_t length, Clock::time_point deadline);
  std::optional<std::string> read_chunks(std::size_t max_bytes, Clock::time_point deadline);
  bool receive_or_time_out(Clock::time_point deadline);
  Heard receive(Clock::time_point deadline);
  void reply(const Response& response, bool keep_alive);
  /// Answers and gives up on the connection, whatever else the client has sent.
  void turn_away(const Response& response);
  void send(std::string_view bytes);
  void send_source(BodySource& source);
  void linger();

  Poco::Net::StreamSocket socket_;
  Peer peer_;
  const ServerContext& server_;
  std::atomic<bool> busy_ = false;
  std::string received_;  ///< bytes that no request has taken yet
  bool first_ = true;
  // The request in hand:
  std::string method_;            ///< for the log
  std::string_view route_ = "-";  ///< for the log
  Clock::time_point began_{};
};

}  // namespace enclosure::app::http
