#pragma once
// One connection to a database of SQLite, and its words for what went wrong.

#include <Poco/Data/Session.h>
#include <Poco/Exception.h>

#include <chrono>
#include <memory>
#include <string>

#include "app/store/sqlite_errors.h"
#include "app/store/sqlite_session.h"

struct sqlite3;

namespace enclosure::app {

/// One connection; one thread at a time. What fails in it is thrown as Poco's exception and becomes
/// a WorldError in `rethrow_as_world_error`.
class SqliteConnection {
 public:
  /// Opens `file`, or makes it. Waits up to `patience` for what others have.
  SqliteConnection(const std::string& file, std::chrono::milliseconds patience);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection();

  [[nodiscard]] sql::Session& session() { return statements_; }
  [[nodiscard]] sqlite3* handle() const { return handle_; }

  /// Runs one text of several statements, triggers among them.
  void script(const std::string& text);

  /// Ends a transaction that is open without what it did; nothing else can be done then.
  void roll_back() noexcept;

  /// Waits up to `patience` from now on.
  void set_patience(std::chrono::milliseconds patience);

 private:
  struct Waiting {
    std::chrono::milliseconds patience{};
    std::chrono::steady_clock::time_point since;
  };
  static int wait(void* waiting, int looks);

  Poco::Data::Session session_;
  sqlite3* handle_;
  sql::Session statements_;           // goes before the connection
  std::unique_ptr<Waiting> waiting_;  // SQLite knows its address
};

/// Turns what SQLite says into what a seller can do about it. `file` is named in it.
[[noreturn]] void rethrow_as_world_error(const std::string& file, const Poco::Exception& error);

}  // namespace enclosure::app
