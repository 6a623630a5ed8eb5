#pragma once
// One connection of a client: requests in, answers out, one after the other. A state machine that
// its loop calls whenever something has happened; it never waits.
//
//   handshake -> head -> (admit -> body) -> working -> writing -> head -> ...
//                  any of them -> lingering -> gone

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/http/channel.h"
#include "app/http/outgoing.h"
#include "app/http/request_reader.h"
#include "app/http/router.h"
#include "app/http/server_context.h"
#include "app/net/ip_address.h"

namespace enclosure::app::http {

class EventLoop;

/// One request on its way through the workers. Whoever has it alone touches it.
struct Exchange {
  RequestHead head;
  Routed routed;
  std::string body;
  std::optional<Response> response;
};

/// Lives in the thread of its loop; the workers get copies of what they need.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  using Place = std::list<Connection*>::iterator;

  Connection(std::uint64_t id, std::shared_ptr<Channel> channel, const net::IpAddress& address,
             Place place, EventLoop& loop, ServerContext& server);

  /// The first thing that is called.
  void begin();
  /// Something happened to the socket: bits of epoll.
  void on_event(std::uint32_t events);
  /// Goes on where the loop, or a worker, was needed in between.
  void go_on();
  void on_deadline();
  /// Ends when it waits for a request, else after the answer in hand.
  void stop();
  /// The loop lets go of it: nothing is called any more.
  void end() { stage_ = Stage::kEnded; }

  [[nodiscard]] std::uint64_t id() const { return id_; }
  [[nodiscard]] int socket() const { return channel_->socket(); }
  [[nodiscard]] const net::IpAddress& address() const { return address_; }
  [[nodiscard]] Clock::time_point deadline() const { return deadline_; }
  [[nodiscard]] Place place() const { return place_; }
  bool is_idle = false;  ///< the loop's own note

 private:
  enum class Stage {
    kHandshake,
    kHead,
    kBody,
    kWorking,  ///< a worker has the request, or makes a portion of the answer
    kWriting,
    kLingering,
    kEnded,
  };

  // Each does one step; true when another may follow at once.
  bool step();
  bool step_head();
  bool step_body();
  bool step_writing();
  bool step_lingering();

  void hand_over_handshake();
  void on_handshake(TlsChannel::Handshake result);

  void on_head();
  void on_admitted(const std::shared_ptr<Exchange>& exchange);
  void expect_body();
  void on_body();
  /// Has a worker do it, or answers 503 when too many wait.
  void hand_over(std::function<void(Exchange&)> work,
                 void (Connection::*then)(const std::shared_ptr<Exchange>&));
  void on_answered(const std::shared_ptr<Exchange>& exchange);
  void reply(Response response);
  /// Answers and gives up on the connection, whatever else the client has sent.
  void turn_away(Response response);
  void pull();
  void on_portion(const std::optional<std::string>& portion);
  void after_answer();
  void linger();
  void leave();

  bool receive();
  void wait_until(Clock::time_point deadline);
  void wait_no_more() { deadline_ = Clock::time_point::max(); }
  [[nodiscard]] Clock::time_point rate_deadline(Clock::time_point began, std::size_t bytes) const;

  const std::uint64_t id_;
  const std::shared_ptr<Channel> channel_;  ///< shared with the handshake in hand
  const net::IpAddress address_;
  const Place place_;
  EventLoop& loop_;
  ServerContext& server_;

  Stage stage_ = Stage::kHead;
  bool readable_ = false;  ///< as far as epoll has told
  bool writable_ = false;
  bool has_ended_sending_ = false;  ///< the client
  Clock::time_point deadline_ = Clock::time_point::max();
  RequestReader reader_;
  Outgoing outgoing_;
  bool first_ = true;
  bool handshake_in_hand_ = false;
  bool handshake_again_ = false;

  // The request in hand:
  std::optional<Clock::time_point> began_;
  std::shared_ptr<Exchange> exchange_;  ///< while its body is read
  Framing framing_;
  std::string method_ = "-";      ///< for the log
  std::string_view route_ = "-";  ///< for the log
  WireOptions wire_;
  Clock::time_point body_began_{};
  Clock::time_point writing_began_{};
  std::size_t written_ = 0;
  std::size_t lingered_ = 0;
};

}  // namespace enclosure::app::http
