#pragma once
// An SMTP server in this process that takes everything and counts what it took.

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace enclosure::test {

/// Listens on 127.0.0.1, in the clear, a thread per connection, until it is destroyed. A message is
/// counted when its last line has come, before the answer goes out.
class CountingServer {
 public:
  CountingServer();
  CountingServer(const CountingServer&) = delete;
  CountingServer& operator=(const CountingServer&) = delete;
  ~CountingServer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int total() const { return total_; }
  /// How often each Message-ID (without brackets) was taken.
  [[nodiscard]] std::map<std::string, int> counts();
  /// Whether every copy of a Message-ID had the same text (its Date aside).
  [[nodiscard]] bool copies_agree() const { return copies_agree_; }

 private:
  void accept_all();
  void serve(int connection);
  bool read_message(int connection, std::string& rest);

  int port_ = 0;  // before the listener, which finds it
  int listener_ = -1;
  std::atomic<int> total_ = 0;
  std::atomic<bool> copies_agree_ = true;
  std::atomic<bool> ends_ = false;
  std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::map<std::string, std::string> texts_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// A free port of 127.0.0.1.
[[nodiscard]] int free_port();

}  // namespace enclosure::test
