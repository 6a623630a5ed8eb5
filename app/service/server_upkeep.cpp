#include "app/service/server_upkeep.h"

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <csignal>
#include <utility>

namespace enclosure::app {
namespace {

using Clock = std::chrono::steady_clock;

/// Between two looks at the files of the certificate.
constexpr std::chrono::seconds kLookEvery{5};

sigset_t hangup() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGHUP);
  return signals;
}

/// Whether SIGHUP came within `patience`.
bool wait_for_hangup(std::chrono::nanoseconds patience) {
  const sigset_t signals = hangup();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience);
  const timespec wait{static_cast<time_t>(seconds.count()),
                      static_cast<long>((patience - seconds).count())};  // NOLINT: timespec's
  return ::sigtimedwait(&signals, nullptr, &wait) == SIGHUP;
}

}  // namespace

void hold_signals_back() {
  sigset_t signals = hangup();
  for (const int one : {SIGINT, SIGQUIT, SIGTERM}) sigaddset(&signals, one);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

ServerUpkeep::ServerUpkeep(HttpServer& server, const ServiceManager& manager, Say say)
    : server_(server), manager_(manager), say_(std::move(say)), thread_([this] { run(); }) {}

ServerUpkeep::~ServerUpkeep() {
  stopping_ = true;
  ::pthread_kill(thread_.native_handle(), SIGHUP);
  thread_.join();
}

void ServerUpkeep::run() {
  const auto watchdog = manager_.watchdog();
  const auto pause = watchdog ? std::min<std::chrono::nanoseconds>(*watchdog / 2, kLookEvery)
                              : std::chrono::nanoseconds(kLookEvery);
  auto next_look = Clock::now() + kLookEvery;
  tell_trouble();
  while (!stopping_) {
    const bool told = wait_for_hangup(pause);
    if (stopping_) return;
    if (told) {
      manager_.reloading();
      reload();
      manager_.ready("Listening");
    }
    if (Clock::now() >= next_look) {
      next_look = Clock::now() + kLookEvery;
      if (server_.tls_files_have_changed()) reload();
      tell_trouble();
    }
    if (watchdog && server_.is_alive()) manager_.alive();
  }
}

/// Once for each trouble: when the server begins, or when the certificate's time runs out.
void ServerUpkeep::tell_trouble() {
  std::string trouble = server_.tls_trouble();
  if (trouble == told_) return;
  told_ = std::move(trouble);
  if (!told_.empty()) say_(told_);
}

void ServerUpkeep::reload() {
  if (!server_.speaks_tls()) return;
  if (const auto complaint = server_.reload_tls()) {
    say_("the certificate stays as it was: " + *complaint);
  } else {
    say_("certificate read again");
  }
}

}  // namespace enclosure::app
