#pragma once
// Threads that share the work on many documents.

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace enclosure::app {

/// As many workers as the machine has cores.
[[nodiscard]] unsigned hardware_jobs();

/// Workers that wait for work until the crew is destroyed; the calling thread is one of them. They
/// stay the same from one piece of work to the next, and with them what they keep for themselves.
class Crew {
 public:
  explicit Crew(unsigned jobs);
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew();

  [[nodiscard]] unsigned jobs() const { return static_cast<unsigned>(workers_.size()) + 1; }

  /// Calls `work` with 0, 1, … `count` - 1, each once, in any order and in all threads, and returns
  /// when all is done. After an exception nothing new is begun; the first one is thrown here. For
  /// one caller at a time.
  void each(std::size_t count, const std::function<void(std::size_t)>& work);

 private:
  void serve();
  void work_off();

  std::mutex mutex_;
  std::condition_variable begin_;
  std::condition_variable end_;
  const std::function<void(std::size_t)>* work_ = nullptr;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
  std::size_t round_ = 0;  ///< the how manieth piece of work; workers take part once in each
  std::size_t busy_ = 0;   ///< workers that have not finished this round
  std::exception_ptr failure_;
  bool closing_ = false;
  std::vector<std::thread> workers_;  // the last member: they use all the others
};

}  // namespace enclosure::app
