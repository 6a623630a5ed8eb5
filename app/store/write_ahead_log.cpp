#include "app/store/write_ahead_log.h"

#include <sqlite3.h>

namespace enclosure::app {
namespace {

constexpr const char* kKeepBytes = "67108864";
/// So long new writers may be kept waiting for old readers; a longer one (`verify`) is waited for
/// at another time.
constexpr std::chrono::milliseconds kPatienceWithReaders{200};

}  // namespace

WriteAheadLog::WriteAheadLog(SqliteConnection& writer, std::chrono::milliseconds patience,
                             Limits limits)
    : writer_(writer), patience_(patience), limits_(limits), restart_at_(limits.restart) {
  writer_.script(std::string("PRAGMA journal_size_limit = ") + kKeepBytes);
  sqlite3_wal_hook(writer_.handle(), note, this);  // in place of SQLite's own
}

WriteAheadLog::~WriteAheadLog() {
  sqlite3_wal_hook(writer_.handle(), nullptr, nullptr);
}

int WriteAheadLog::note(void* self, sqlite3* /*handle*/, const char* /*database*/, int pages) {
  static_cast<WriteAheadLog*>(self)->pages_ = pages;
  return SQLITE_OK;
}

/// Its answers are not looked at: what was committed is safe in the log, and a disk that fails
/// shows at the next commit.
void WriteAheadLog::tidy() {
  if (pages_ < limits_.move) return;
  if (pages_ < limits_.restart) restart_at_ = limits_.restart;
  if (pages_ < restart_at_) {
    sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
    return;
  }
  writer_.set_patience(kPatienceWithReaders);
  const int code = sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, SQLITE_CHECKPOINT_RESTART,
                                             nullptr, nullptr);
  writer_.set_patience(patience_);
  restart_at_ = code == SQLITE_OK ? limits_.restart : pages_ + limits_.restart;
}

}  // namespace enclosure::app
