#pragma once
// Threads that do what may wait: answers that need the store or a file, handshakes.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace enclosure::app::http {

/// A fixed number of threads and a queue of at most `limit` jobs that wait for them. Jobs must not
/// throw. Safe for many threads.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  WorkerPool(int threads, std::size_t limit);
  /// Stops.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full: the job is not taken.
  [[nodiscard]] bool submit(Job job);
  /// For the rest of what was begun already, which must not be refused: always taken.
  void submit_rest(Job job);
  /// Lets the jobs in hand finish, forgets those that wait. Harmless when stopped.
  void stop();

  [[nodiscard]] std::size_t waiting() const;

 private:
  void work();

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace enclosure::app::http
