#pragma once
// How long, and how often, is waited for what another process has.

#include <chrono>
#include <random>

namespace enclosure::app {

/// So long a transaction waits for others before it gives up: longer than any of our own takes.
inline constexpr std::chrono::milliseconds kPatience{30'000};

/// How long to sleep before looking again: short at first, then one to three milliseconds, by
/// chance, so that those that wait do not look in step. It does not grow: whoever has waited long
/// looks as often as whoever came last.
[[nodiscard]] inline std::chrono::microseconds pause_before_look(int looks_so_far) {
  if (looks_so_far < 5) return std::chrono::microseconds{200};
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::microseconds{std::uniform_int_distribution<int>(1000, 3000)(random)};
}

}  // namespace enclosure::app
