#pragma once
// Runs programs from tests: the built `enclosure` and the judges of what it makes.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace enclosure::support {

struct Finished {
  int exit_code = -1;  ///< 128 + signal when it was killed
  std::string out;
  std::string err;
};

/// Runs `arguments` (the first one is the program) to its end.
Finished run(const std::vector<std::string>& arguments);

/// A program that goes on running; killed when this ends.
class Running {
 public:
  Running(const std::vector<std::string>& arguments, const std::filesystem::path& out);
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running();

  void signal(int number) const;
  /// Whether it has come to its end by itself.
  bool has_ended();
  /// Waits for its end and gives the exit code.
  int wait();

 private:
  pid_t pid_;
  int status_ = 0;
};

/// A folder of its own for one test, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string slurp(const std::filesystem::path& file);
void spit(const std::filesystem::path& file, const std::string& bytes);

}  // namespace enclosure::support
