#pragma once
// What goes on beside a running server: certificates that are renewed, the watchdog.

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "app/http/http_server.h"
#include "app/service/service_manager.h"

namespace enclosure::app {

/// From then on no thread is interrupted by SIGHUP, SIGINT, SIGQUIT and SIGTERM: `ServerUpkeep`
/// waits for the first, the program for the others. Before any thread begins.
void hold_signals_back();

/// Reads the certificate again on SIGHUP and a little after its files have changed; tells when it
/// is out of date; tells the service manager that we live, as long as the server does. One thread,
/// as long as it lives.
class ServerUpkeep {
 public:
  using Say = std::function<void(const std::string&)>;

  /// `say` is told what happened to the certificate, from the thread.
  ServerUpkeep(HttpServer& server, const ServiceManager& manager, Say say);
  ~ServerUpkeep();
  ServerUpkeep(const ServerUpkeep&) = delete;
  ServerUpkeep& operator=(const ServerUpkeep&) = delete;

 private:
  void run();
  void reload();
  void tell_trouble();

  HttpServer& server_;
  const ServiceManager& manager_;
  Say say_;
  std::string told_;  // of the thread alone: the trouble that was told last
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace enclosure::app
