#include "app/store/write_turn.h"

#include <algorithm>
#include <thread>

#include "app/errors.h"
#include "app/store/patience.h"

namespace enclosure::app {

using Clock = std::chrono::steady_clock;

bool ThreadQueue::enter(Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = next_++;
  waiting_.push_back(mine);
  if (changed_.wait_until(lock, deadline, [&] { return waiting_.front() == mine; })) return true;
  std::erase(waiting_, mine);
  return false;
}

void ThreadQueue::leave() {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.pop_front();
  }
  changed_.notify_all();
}

WriteTurn::Mine::Mine(WriteTurn& turn, Clock::time_point deadline) : turn_(turn) {
  if (!turn_.threads_.enter(deadline)) throw_busy();
  try {
    be_next(deadline);
  } catch (...) {
    turn_.threads_.leave();
    throw;
  }
}

void WriteTurn::Mine::be_next(Clock::time_point deadline) {
  if (turn_.file_ == nullptr) return;
  for (int looks = 0; !turn_.file_->try_take(Job::kWriteTurn); ++looks) {
    if (Clock::now() >= deadline) throw_busy();
    std::this_thread::sleep_for(pause_before_look(looks));
  }
  is_next_ = true;
}

WriteTurn::Mine::~Mine() {
  pass_on();
  turn_.threads_.leave();
}

void WriteTurn::Mine::pass_on() {
  if (is_next_) turn_.file_->give_back(Job::kWriteTurn);
  is_next_ = false;
}

void throw_busy() {
  throw WorldError(kExitTryLater, "the database is busy: others have been writing all the time",
                   "try again; where it goes on, look for a program that has enclosure.db open");
}

}  // namespace enclosure::app
