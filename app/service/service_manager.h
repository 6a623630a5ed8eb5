#pragma once
// What a service manager such as systemd and a service tell each other (sd_notify(3),
// sd_listen_fds(3), sd_watchdog_enabled(3)), spoken by hand: it is a datagram and four variables.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app {

/// Tells the service manager how it stands, when one started us; else does nothing. It forgets the
/// variables, so that no child believes they were meant for it.
class ServiceManager {
 public:
  /// Reads the environment: NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, LISTEN_FDS and
  /// LISTEN_PID. Before any other thread begins.
  ServiceManager();
  ~ServiceManager();
  ServiceManager(const ServiceManager&) = delete;
  ServiceManager& operator=(const ServiceManager&) = delete;

  void ready(std::string_view status) const;
  void stopping() const;
  void reloading() const;
  void alive() const;

  /// How often `alive` should be called: half of what the manager waits for. Nothing: it does not
  /// wait.
  [[nodiscard]] std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }
  /// Sockets that the manager listens on for us.
  [[nodiscard]] const std::vector<int>& listeners() const { return listeners_; }

 private:
  void tell(const std::string& lines) const;

  int socket_ = -1;  ///< connected to the manager's; -1: there is none
  std::optional<std::chrono::microseconds> watchdog_;
  std::vector<int> listeners_;
};

}  // namespace enclosure::app
