#pragma once
// One thread that waits for many connections at once (epoll, edge-triggered).

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "app/http/connection.h"
#include "app/http/server_context.h"
#include "app/net/ip_address.h"

namespace enclosure::app::http {

/// Owns its connections and calls them when something happens: bytes, room for bytes, a deadline,
/// the answer of a worker. Nothing that it calls may wait.
class EventLoop {
 public:
  using Clock = std::chrono::steady_clock;

  explicit EventLoop(ServerContext& server);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Runs until `stop` was called and the last connection has ended. In a thread of its own.
  void run();

  // From any thread:
  /// Calls `task` in the loop.
  void post(std::function<void()> task);
  /// Calls `task` with the connection `id`, unless it has ended meanwhile.
  void post_to(std::uint64_t id, std::function<void(Connection&)> task);
  /// Serves a client whose address was counted.
  void adopt(int socket, const net::IpAddress& address);
  /// Calls `on_ready` whenever somebody waits at a listening socket.
  void watch(int listener, std::function<void()> on_ready);
  /// Ends the connections that wait for a request, and those in hand when `deadline` comes.
  void stop(Clock::time_point deadline);
  /// How often the loop has answered `ask_for_sign`.
  [[nodiscard]] std::uint64_t signs_of_life() const { return signs_; }
  void ask_for_sign();

  // For its connections, in its thread:
  void remove(Connection& connection);
  /// Calls `connection` again after the others had their turn.
  void again(Connection& connection) { again_.push_back(connection.id()); }
  /// `connection` wants to be told at `deadline`, at the latest a little later.
  void note_deadline(Clock::time_point deadline) {
    if (deadline < next_look_) next_look_ = deadline;
  }
  void note_idle(Connection& connection);
  void note_busy(Connection& connection);
  /// For bytes that are read now.
  [[nodiscard]] std::span<char> buffer() { return buffer_; }

 private:
  struct Listener {
    int socket;
    std::function<void()> on_ready;
  };

  void wait();
  void run_posted();
  void look_at_deadlines();
  void take_in(int socket, const net::IpAddress& address);
  bool make_room();
  void turn_away(int socket, const net::IpAddress& address);
  void begin_stop(Clock::time_point deadline);
  [[nodiscard]] int milliseconds_to_wait() const;
  [[nodiscard]] Connection* find(std::uint64_t id);

  ServerContext& server_;
  const int epoll_;
  const int wake_;  ///< eventfd
  std::array<char, 64 * 1024> buffer_{};

  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;

  std::vector<std::unique_ptr<Listener>> listeners_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  std::vector<std::unique_ptr<Connection>> ended_;  ///< until the end of the turn
  std::list<Connection*> idle_;                     ///< idle for longest in front
  std::list<Connection*> busy_;
  std::vector<std::uint64_t> again_;
  std::uint64_t next_id_ = 1;
  Clock::time_point next_look_ = Clock::time_point::max();
  Clock::time_point end_ = Clock::time_point::max();  ///< of the grace, once stopping
  bool stopping_ = false;
  std::atomic<std::uint64_t> signs_ = 0;
};

}  // namespace enclosure::app::http
