#pragma once
// Connections that only read: as many at a time as there are threads that look.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/store/sqlite_connection.h"

namespace enclosure::app {

/// Lends connections on which every attempt to write fails (`query_only`). Opened when they are
/// first needed, kept for the next one. Safe for several threads.
class SqliteReaders {
 public:
  /// So many are open at most; each has a cache of up to two megabytes.
  static constexpr std::size_t kMost = 16;

  SqliteReaders(std::string file, std::chrono::milliseconds patience)
      : file_(std::move(file)), patience_(patience) {}
  SqliteReaders(const SqliteReaders&) = delete;
  SqliteReaders& operator=(const SqliteReaders&) = delete;
  ~SqliteReaders() = default;

  /// A connection of one thread's own, until it is destroyed.
  class Mine {
   public:
    /// Throws WorldError (try later) when all are lent out for too long, Poco's exceptions when the
    /// file cannot be opened.
    explicit Mine(SqliteReaders& all) : all_(all), connection_(all.lend()) {}
    Mine(const Mine&) = delete;
    Mine& operator=(const Mine&) = delete;
    ~Mine() { all_.take_back(std::move(connection_)); }
    SqliteConnection* operator->() const { return connection_.get(); }

   private:
    SqliteReaders& all_;
    std::unique_ptr<SqliteConnection> connection_;
  };

 private:
  std::unique_ptr<SqliteConnection> lend();
  void take_back(std::unique_ptr<SqliteConnection> connection);

  std::string file_;
  std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
  std::size_t lent_ = 0;
};

}  // namespace enclosure::app
