#include "app/flow/crew.h"

#include <algorithm>
#include <utility>

namespace enclosure::app {

unsigned hardware_jobs() {
  return std::max(1U, std::thread::hardware_concurrency());
}

Crew::Crew(unsigned jobs) {
  for (unsigned i = 1; i < jobs; ++i) workers_.emplace_back([this] { serve(); });
}

Crew::~Crew() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  begin_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Crew::each(std::size_t count, const std::function<void(std::size_t)>& work) {
  {
    const std::scoped_lock lock(mutex_);
    work_ = &work;
    next_ = 0;
    count_ = count;
    busy_ = workers_.size();
    ++round_;
  }
  begin_.notify_all();
  work_off();
  std::unique_lock lock(mutex_);
  end_.wait(lock, [&] { return busy_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Crew::serve() {
  std::size_t seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      begin_.wait(lock, [&] { return closing_ || round_ != seen; });
      if (closing_) return;
      seen = round_;
    }
    work_off();
    const std::scoped_lock lock(mutex_);
    if (--busy_ == 0) end_.notify_one();
  }
}

void Crew::work_off() {
  for (;;) {
    std::size_t index = 0;
    {
      const std::scoped_lock lock(mutex_);
      if (next_ >= count_) return;
      index = next_++;
    }
    try {
      (*work_)(index);
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = count_;
    }
  }
}

}  // namespace enclosure::app
