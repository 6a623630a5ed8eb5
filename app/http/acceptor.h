#pragma once
// Listening sockets, and the clients that come in through them.

#include <vector>

#include <Poco/Net/ServerSocket.h>

#include "app/http/event_loop.h"
#include "app/http/server_context.h"

namespace enclosure::app::http {

/// Listens where the settings say, or on the sockets that they bring, and hands clients to loops in
/// turn. Runs in the first of them.
class Acceptor {
 public:
  /// Throws WorldError when the address cannot be had.
  explicit Acceptor(ServerContext& server);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  [[nodiscard]] int port() const;
  /// `loops` must outlive the acceptor's last client.
  void start(std::vector<EventLoop*> loops);
  /// Closes what it opened itself. In the first loop.
  void close() { socket_.close(); }

 private:
  void accept_from(int listener);
  bool accept_one(int listener);
  void pause();

  ServerContext& server_;
  Poco::Net::ServerSocket socket_;  ///< none of its own when the settings bring some
  std::vector<int> listeners_;
  std::vector<EventLoop*> loops_;
  std::size_t turn_ = 0;
  int spare_ = -1;  ///< given up for a moment when the process has no file left
};

}  // namespace enclosure::app::http
