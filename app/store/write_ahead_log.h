#pragma once
// Keeps the write-ahead log short while others read and write all the time.

#include <chrono>

#include "app/store/sqlite_connection.h"

namespace enclosure::app {

/// Moves what was committed on `writer` from the log into the file. SQLite alone does so only where
/// nobody reads; then the log of a busy workspace grows for ever. One thread at a time; borrows the
/// connection.
class WriteAheadLog {
 public:
  /// Pages of the log, of four kilobytes each.
  struct Limits {
    int move = 1000;  ///< from so many on they are moved after each commit: SQLite's own measure
    int restart = 16384;  ///< 64 megabytes: others have kept it from beginning anew
  };

  WriteAheadLog(SqliteConnection& writer, std::chrono::milliseconds patience, Limits limits);
  WriteAheadLog(const WriteAheadLog&) = delete;
  WriteAheadLog& operator=(const WriteAheadLog&) = delete;
  ~WriteAheadLog();

  /// After a commit, outside of any transaction. What cannot be done now is done after another one.
  void tidy();

 private:
  static int note(void* self, sqlite3*, const char*, int pages);

  SqliteConnection& writer_;
  std::chrono::milliseconds patience_;
  Limits limits_;
  int pages_ = 0;  ///< in the log, after the last commit
  int restart_at_;
};

}  // namespace enclosure::app
