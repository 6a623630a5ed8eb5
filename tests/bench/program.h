#pragma once
// The program itself, run as a child and watched.

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace enclosure::bench {

/// What a run of the program took.
struct Usage {
  double wall_seconds = 0;
  double cpu_seconds = 0;     ///< user and system, of all its threads
  double peak_megabytes = 0;  ///< resident
};

/// Runs the program with `arguments` to its end and stops the benchmark when it fails. `watch`, if
/// given, is called every few milliseconds with its process id.
Usage run_program(const std::vector<std::string>& arguments,
                  const std::function<void(pid_t)>& watch = {});

/// Prints what `render`, `issue` and `regenerate` take, with one thread and with two.
void print_commands();

/// Renders 100,000 orders in one run and prints its resident memory at ten points.
void print_flatness();

}  // namespace enclosure::bench
