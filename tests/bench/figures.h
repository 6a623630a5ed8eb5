#pragma once
// How the benchmarks measure: medians of five runs, CPU time of the one thread that works.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace enclosure::bench {

inline constexpr int kRuns = 5;

/// Of this thread, so that other work on the machine disturbs it little.
inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

inline double wall_milliseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// Resident memory of the process in MB.
inline double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
  }
  return 0;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Figures {
  double per_second = 0;  ///< of CPU time
  double p50 = 0;         ///< milliseconds of wall time
  double p99 = 0;
};

/// Does `work` for `seconds` of CPU time, at least three times.
template <typename Work>
Figures run_once(double seconds, const Work& work) {
  std::vector<double> times;
  const double begin = cpu_seconds();
  double used = 0;
  while (used < seconds || times.size() < 3) {
    const double from = wall_milliseconds();
    work();
    times.push_back(wall_milliseconds() - from);
    used = cpu_seconds() - begin;
  }
  std::sort(times.begin(), times.end());
  return {static_cast<double>(times.size()) / used, times[times.size() / 2],
          times[times.size() * 99 / 100]};
}

/// The medians of `kRuns` runs, after one that does not count.
template <typename Work>
Figures measure(double seconds, const Work& work) {
  work();
  std::vector<double> per_second;
  std::vector<double> p50;
  std::vector<double> p99;
  for (int i = 0; i < kRuns; ++i) {
    const Figures figures = run_once(seconds, work);
    per_second.push_back(figures.per_second);
    p50.push_back(figures.p50);
    p99.push_back(figures.p99);
  }
  return {median(per_second), median(p50), median(p99)};
}

}  // namespace enclosure::bench
