#pragma once
// An SMTP server in this process that takes everything and counts what it took.

#include <atomic>
#include <condition_variable>
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
  /// Where the server stands still, so that a client can be killed there.
  enum class Hold {
    kNever,
    kBefore,  ///< the message is there whole, and is not taken
    kAfter,   ///< it is taken, and nobody says so
  };
  /// Stands still at the message number `total`, until `release`; that message gets no answer.
  void hold_at(int total, Hold hold);
  [[nodiscard]] bool is_holding() const { return is_holding_; }
  void release();

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
  std::atomic<bool> is_holding_ = false;
  std::condition_variable released_;
  int hold_at_ = 0;
  int releases_ = 0;
  Hold hold_ = Hold::kNever;
  std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::map<std::string, std::string> texts_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// A free port of 127.0.0.1.
[[nodiscard]] int free_port();

}  // namespace enclosure::test
