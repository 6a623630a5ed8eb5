#include "app/fetch/deadline.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace enclosure::app {

Deadline::Deadline(int socket_fd, std::chrono::seconds allowed)
    : fd_(::fcntl(socket_fd, F_DUPFD_CLOEXEC, 0)),
      watcher_([this, allowed](const std::stop_token& stop) { watch(stop, allowed); }) {}

Deadline::~Deadline() {
  watcher_.request_stop();
  watcher_.join();
  if (fd_ >= 0) ::close(fd_);
}

bool Deadline::has_passed() {
  const std::scoped_lock lock(mutex_);
  return passed_;
}

void Deadline::watch(const std::stop_token& stop, std::chrono::seconds allowed) {
  std::unique_lock lock(mutex_);
  over_.wait_for(lock, stop, allowed, [] { return false; });
  if (stop.stop_requested()) return;
  passed_ = true;
  ::shutdown(fd_, SHUT_RDWR);
}

}  // namespace enclosure::app
