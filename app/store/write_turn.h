#pragma once
// The queue of those that want to write: threads of this process, and other processes.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>

#include "app/store/lock.h"

namespace enclosure::app {

/// Lets one thread in after the other, in the order in which they came. Safe for several threads.
class ThreadQueue {
 public:
  /// False when it was not this thread's turn until `deadline`.
  [[nodiscard]] bool enter(std::chrono::steady_clock::time_point deadline);
  void leave();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::uint64_t> waiting_;  ///< the first one is in
  std::uint64_t next_ = 0;
};

/// Who writes next. SQLite alone lets whoever looks first have its lock, so a process that writes
/// again and again would keep the others out. Here each must have had the turn first, and whoever
/// has it waits for the lock alone: who has just written stands behind those that waited.
class WriteTurn {
 public:
  /// `file`: the workspace's lock file, borrowed; null where there is no other process.
  explicit WriteTurn(const LockFile* file) : file_(file) {}

  /// One thread's turn, until it is destroyed.
  class Mine {
   public:
    /// Throws WorldError (try later) when the turn does not come until `deadline`.
    Mine(WriteTurn& turn, std::chrono::steady_clock::time_point deadline);
    Mine(const Mine&) = delete;
    Mine& operator=(const Mine&) = delete;
    ~Mine();

    /// The lock of the database is had: another process may be the next one to wait for it.
    void pass_on();

   private:
    void be_next(std::chrono::steady_clock::time_point deadline);

    WriteTurn& turn_;
    bool is_next_ = false;
  };

 private:
  const LockFile* file_;
  ThreadQueue threads_;
};

/// What is said when the database cannot be had for writing.
[[noreturn]] void throw_busy();

}  // namespace enclosure::app
