#pragma once
// A bound on how long a peer may take in all, however slowly it drips.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace enclosure::app {

/// Shuts the connection behind a socket down when the time is over, so that whoever reads from it
/// comes to an end. Works on a descriptor of its own: closing the socket meanwhile is harmless.
class Deadline {
 public:
  Deadline(int socket_fd, std::chrono::seconds allowed);
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline();

  /// Whether the time ran out.
  [[nodiscard]] bool has_passed();

 private:
  void watch(const std::stop_token& stop, std::chrono::seconds allowed);

  int fd_;
  std::mutex mutex_;
  std::condition_variable_any over_;
  bool passed_ = false;
  std::jthread watcher_;  // the last member: it uses all the others
};

}  // namespace enclosure::app
