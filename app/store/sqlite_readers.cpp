#include "app/store/sqlite_readers.h"

#include <utility>

#include "app/store/write_turn.h"

namespace enclosure::app {

std::unique_ptr<SqliteConnection> SqliteReaders::lend() {
  std::unique_ptr<SqliteConnection> mine;
  {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience_, [&] { return lent_ < kMost; })) throw_busy();
    ++lent_;
    if (!idle_.empty()) {
      mine = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (mine) return mine;
  try {
    mine = std::make_unique<SqliteConnection>(file_, patience_);
    mine->script("PRAGMA query_only = ON");
  } catch (...) {
    take_back(nullptr);
    throw;
  }
  return mine;
}

void SqliteReaders::take_back(std::unique_ptr<SqliteConnection> connection) {
  {
    const std::scoped_lock lock(mutex_);
    --lent_;
    if (connection) idle_.push_back(std::move(connection));
  }
  changed_.notify_one();
}

}  // namespace enclosure::app
