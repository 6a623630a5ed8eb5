#pragma once
// What the world does to us, as exceptions that carry their exit code. Data that is wrong is a
// Fault, never one of these.

#include <stdexcept>
#include <string>
#include <utility>

namespace enclosure::app {

/// Exit codes of the program (sysexits; docs/cli.md).
enum ExitCode : int {
  kExitDone = 0,
  kExitCheckSaidNo = 1,
  kExitUsage = 64,
  kExitBadData = 65,
  kExitUnavailable = 69,
  kExitOurBug = 70,
  kExitTryLater = 75,
  kExitPolicy = 77,
  kExitConfiguration = 78,
};

/// The world broke: a full disk, a locked database, a missing file. Caught once per job.
class WorldError : public std::runtime_error {
 public:
  WorldError(ExitCode exit_code, const std::string& what, std::string hint)
      : std::runtime_error(what), exit_code_(exit_code), hint_(std::move(hint)) {}

  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  ExitCode exit_code_;
  std::string hint_;
};

}  // namespace enclosure::app
