#include "app/store/sqlite_connection.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <sqlite3.h>

#include <mutex>
#include <thread>

#include "app/errors.h"
#include "app/store/patience.h"
#include "app/store/write_turn.h"

namespace enclosure::app {
namespace {

using namespace Poco::Data::SQLite;
using std::chrono::milliseconds;

constexpr std::size_t kSecondsToOpen = 30;

Poco::Data::Session open(const std::string& file) {
  static std::once_flag registered;
  std::call_once(registered, [] { Connector::registerConnector(); });
  return {"SQLite", file, kSecondsToOpen};
}

template <typename... Kinds>
bool is_one_of(const Poco::Exception& error) {
  return ((dynamic_cast<const Kinds*>(&error) != nullptr) || ...);
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, milliseconds patience)
    : session_(open(file)),
      handle_(Utility::dbHandle(session_)),
      statements_(handle_),
      waiting_(std::make_unique<Waiting>()) {
  set_patience(patience);
  sqlite3_busy_handler(handle_, wait, waiting_.get());
}

SqliteConnection::~SqliteConnection() {
  sqlite3_busy_handler(handle_, nullptr, nullptr);
}

void SqliteConnection::set_patience(milliseconds patience) {
  waiting_->patience = patience;
}

/// SQLite calls it while somebody else has what it needs; 0 gives up.
int SqliteConnection::wait(void* waiting, int looks) {
  auto& self = *static_cast<Waiting*>(waiting);
  const auto now = std::chrono::steady_clock::now();
  if (looks == 0) self.since = now;
  if (now - self.since >= self.patience) return 0;
  std::this_thread::sleep_for(pause_before_look(looks));
  return 1;
}

void SqliteConnection::script(const std::string& text) {
  char* message = nullptr;
  const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, &message);
  const std::string what = message == nullptr ? "" : message;
  sqlite3_free(message);
  if (code != SQLITE_OK) throw_for(code, what);
}

void SqliteConnection::roll_back() noexcept {
  if (sqlite3_get_autocommit(handle_) == 0)
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void rethrow_as_world_error(const std::string& file, const Poco::Exception& error) {
  if (is_one_of<DBLockedException, TableLockedException, LockProtocolException>(error))
    throw_busy();
  if (is_one_of<DatabaseFullException, IOErrorException>(error)) {
    throw WorldError(kExitTryLater,
                     "cannot write to the database " + file + ": the disk is full or fails",
                     "free some space and run the command again; nothing was half done");
  }
  if (is_one_of<CantOpenDBFileException, ReadOnlyException, Poco::Data::ConnectionFailedException>(
          error)) {
    throw WorldError(
        kExitConfiguration, "cannot open the database " + file + ": " + error.displayText(),
        "run `enclosure init` first, or check that this user may read and write the file");
  }
  if (is_one_of<CorruptImageException>(error)) {
    throw WorldError(kExitUnavailable, "the database " + file + " is damaged",
                     "restore it from a backup");
  }
  throw WorldError(kExitOurBug,
                   "the database " + file + " refused a statement: " + error.displayText(),
                   "please report this with the message above");
}

}  // namespace enclosure::app
