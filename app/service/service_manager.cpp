#include "app/service/service_manager.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace enclosure::app {
namespace {

constexpr int kFirstListener = 3;  // SD_LISTEN_FDS_START

/// The variable, which is gone from then on.
std::string taken(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no other thread yet
  std::string text = value == nullptr ? "" : value;
  ::unsetenv(name);  // NOLINT(concurrency-mt-unsafe)
  return text;
}

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// Whether the variable names this process; where it may be missing, also when it is.
bool is_ours(const std::string& pid, bool may_be_missing) {
  if (pid.empty()) return may_be_missing;
  return number(pid) == static_cast<std::uint64_t>(::getpid());
}

/// A path, or with "@" a name of Linux's that is no file.
int connected_to(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() < 2 || path.size() >= sizeof(address.sun_path)) return -1;
  if (path.front() != '/' && path.front() != '@') return -1;
  std::memcpy(address.sun_path, path.data(), path.size());
  if (path.front() == '@') address.sun_path[0] = '\0';
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), length) == 0) return socket;
  ::close(socket);
  return -1;
}

}  // namespace

ServiceManager::ServiceManager() : socket_(connected_to(taken("NOTIFY_SOCKET"))) {
  const auto microseconds = number(taken("WATCHDOG_USEC"));
  if (is_ours(taken("WATCHDOG_PID"), true) && microseconds.value_or(0) > 1)
    watchdog_ = std::chrono::microseconds(*microseconds / 2);
  const auto count = number(taken("LISTEN_FDS"));
  ::unsetenv("LISTEN_FDNAMES");  // NOLINT(concurrency-mt-unsafe)
  if (!is_ours(taken("LISTEN_PID"), false)) return;
  for (std::uint64_t i = 0; i < count.value_or(0) && i < 64; ++i) {
    const int socket = kFirstListener + static_cast<int>(i);
    int listens = 0;
    socklen_t length = sizeof(listens);
    if (::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0) continue;
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    if (listens != 0) listeners_.push_back(socket);
  }
}

ServiceManager::~ServiceManager() {
  if (socket_ >= 0) ::close(socket_);
}

void ServiceManager::ready(std::string_view status) const {
  tell("READY=1\nSTATUS=" + std::string(status));
}

void ServiceManager::stopping() const {
  tell("STOPPING=1\nSTATUS=Requests in hand are finished");
}

/// With the time, which newer managers ask for.
void ServiceManager::reloading() const {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  tell("RELOADING=1\nMONOTONIC_USEC=" +
       std::to_string(static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000));
}

void ServiceManager::alive() const {
  tell("WATCHDOG=1");
}

void ServiceManager::tell(const std::string& lines) const {
  if (socket_ >= 0)
    static_cast<void>(::send(socket_, lines.data(), lines.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace enclosure::app
