#pragma once
// Who works in a workspace, and what one process at a time does there: locks on `enclosure.lock`.
// The system lets go of a lock when the process that has it ends, however it ends.

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace enclosure::app {

/// What only one process, and one thread of it, does at a time (docs/decisions/0141). Everything
/// else may be done by any number of them at once.
enum class Job {
  kWriteTurn,  ///< to be the next one that writes to the database
  kDispatch,   ///< a pass of the scheduler: issue, ask outside, hand mails over
  kRegister,   ///< asking VIES about the numbers that orders wait for
  kMailbox,    ///< reading the mailbox for bounces
  kCatalogue,  ///< changing products/catalogue.json
};

/// "the dispatcher", "the mailbox for bounces", …
[[nodiscard]] std::string to_string(Job job);

/// The lock file of a workspace, opened. One object is one holder: what it holds it does not keep
/// from itself. Not for several threads at once.
class LockFile {
 public:
  /// Makes the file where it is missing. Throws WorldError (configuration) when it cannot be had.
  explicit LockFile(std::filesystem::path file);
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;
  ~LockFile();

  /// To be one of those that work here; false while one has the workspace alone. The whole file is
  /// locked by flock(2): versions up to 0.1 had it alone as long as they ran.
  [[nodiscard]] bool try_share() const;
  /// To be the only one; false while others share. What this object shared before is given up.
  [[nodiscard]] bool try_have_alone() const;
  void leave() const;

  /// Takes `job`; false while another holder has it.
  [[nodiscard]] bool try_take(Job job) const;
  void give_back(Job job) const;
  /// Notes that this process has `job`, for others to tell. Only while it has it.
  void sign(Job job) const;
  /// The process that signed last for `job`, as "process 4711"; or "another process".
  [[nodiscard]] std::string who_has(Job job) const;

 private:
  std::filesystem::path file_;
  int fd_;
};

/// The lock file of `workspace`.
[[nodiscard]] std::filesystem::path lock_file_of(const std::filesystem::path& workspace);

/// Has one job until it is destroyed.
class JobLock {
 public:
  /// Nothing while another process or thread has `job`. Throws WorldError (configuration).
  static std::optional<JobLock> try_take(const std::filesystem::path& workspace, Job job);

  /// Waits for it. `told` hears, once and only when it takes more than a moment, who has it. Throws
  /// WorldError: it is not to be had within `patience` (try later).
  static JobLock take(const std::filesystem::path& workspace, Job job,
                      std::chrono::milliseconds patience,
                      const std::function<void(const std::string&)>& told = {});

  JobLock(JobLock&&) = default;
  JobLock& operator=(JobLock&&) = default;
  JobLock(const JobLock&) = delete;
  JobLock& operator=(const JobLock&) = delete;
  ~JobLock() = default;

 private:
  explicit JobLock(std::unique_ptr<LockFile> file) : file_(std::move(file)) {}

  std::unique_ptr<LockFile> file_;  // closing it gives the job back
};

}  // namespace enclosure::app
