#pragma once
// Has anything been committed since?

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "app/store/sqlite_connection.h"

struct sqlite3_stmt;

namespace enclosure::app {

/// Counts the changes of a database by whichever connection of whichever process. It has a
/// connection of its own that does nothing else: SQLite tells a connection only of the commits of
/// others (`PRAGMA data_version`). Safe for several threads; nothing is opened before the first
/// question.
class DataWatch {
 public:
  DataWatch(std::string file, std::chrono::milliseconds patience)
      : file_(std::move(file)), patience_(patience) {}
  DataWatch(const DataWatch&) = delete;
  DataWatch& operator=(const DataWatch&) = delete;
  ~DataWatch();

  /// Greater than before when there was a commit in between. Throws Poco's exceptions.
  [[nodiscard]] std::uint64_t version();

 private:
  void open();

  std::string file_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::unique_ptr<SqliteConnection> connection_;
  sqlite3_stmt* question_ = nullptr;
  std::int64_t seen_ = 0;  ///< what SQLite said: another number after a change, not always more
  std::uint64_t version_ = 0;
};

}  // namespace enclosure::app
