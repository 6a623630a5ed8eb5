#include "app/store/sqlite_store.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Exception.h>
#include <sqlite3.h>

#include <filesystem>
#include <mutex>
#include <utility>

#include "app/errors.h"
#include "app/store/data.h"
#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

constexpr int kBusyTimeoutMs = 5000;

/// Turns what SQLite says into what a seller can do about it.
[[noreturn]] void rethrow(const std::string& file, const Poco::Exception& error) {
  using namespace Poco::Data::SQLite;
  if (dynamic_cast<const DBLockedException*>(&error) ||
      dynamic_cast<const TableLockedException*>(&error)) {
    throw WorldError(kExitTryLater, "the database " + file + " is locked by another program",
                     "close the program that has it open and try again");
  }
  if (dynamic_cast<const DatabaseFullException*>(&error) ||
      dynamic_cast<const IOErrorException*>(&error)) {
    throw WorldError(kExitTryLater,
                     "cannot write to the database " + file + ": the disk is full or fails",
                     "free some space and run the command again; nothing was half done");
  }
  if (dynamic_cast<const CantOpenDBFileException*>(&error) ||
      dynamic_cast<const ReadOnlyException*>(&error) ||
      dynamic_cast<const Poco::Data::ConnectionFailedException*>(&error)) {
    throw WorldError(
        kExitConfiguration, "cannot open the database " + file + ": " + error.displayText(),
        "run `enclosure init` first, or check that this user may read and write the file");
  }
  if (dynamic_cast<const CorruptImageException*>(&error)) {
    throw WorldError(kExitUnavailable, "the database " + file + " is damaged",
                     "restore it from a backup");
  }
  throw WorldError(kExitOurBug,
                   "the database " + file + " refused a statement: " + error.displayText(),
                   "please report this with the message above");
}

/// Poco's exception for a result code of SQLite, as Poco throws it for its own statements.
[[noreturn]] void throw_for(int code, const std::string& what) {
  using namespace Poco::Data::SQLite;
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw DBLockedException(what);
    case SQLITE_FULL:
      throw DatabaseFullException(what);
    case SQLITE_IOERR:
      throw IOErrorException(what);
    case SQLITE_CANTOPEN:
      throw CantOpenDBFileException(what);
    case SQLITE_READONLY:
      throw ReadOnlyException(what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw CorruptImageException(what);
    default:
      throw InternalDBErrorException(what);
  }
}

}  // namespace

struct SqliteStore::Impl {
  Impl(const std::string& path, Mode mode_) : file(path), mode(mode_), session(open()) {}

  Poco::Data::Session open() const {
    static std::once_flag registered;
    std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
    if (mode == Mode::kReadOnly && !std::filesystem::exists(file)) {
      throw WorldError(kExitConfiguration, "there is no store at " + file,
                       "run `enclosure init` first");
    }
    return Poco::Data::Session("SQLite", file, kBusyTimeoutMs / 1000);
  }

  /// Scripts hold several statements, triggers among them: SQLite takes them as one text.
  void script(const std::string& text) {
    char* message = nullptr;
    sqlite3* handle = Poco::Data::SQLite::Utility::dbHandle(session);
    const int code = sqlite3_exec(handle, text.c_str(), nullptr, nullptr, &message);
    const std::string what = message == nullptr ? "" : message;
    sqlite3_free(message);
    if (code != SQLITE_OK) throw_for(code, what);
  }

  void migrate() {
    const auto version = sql::value<sql::Int>(session, "PRAGMA user_version").value_or(0);
    const auto scripts = store_data::files();  // sorted by name: 0001_…, 0002_…
    if (version > static_cast<sql::Int>(scripts.size())) {
      throw WorldError(kExitConfiguration,
                       "the database " + file + " was made by a newer version of this program",
                       "use that version, or a copy of the workspace from before");
    }
    for (auto i = static_cast<std::size_t>(version); i < scripts.size(); ++i) {
      script("BEGIN IMMEDIATE;" + std::string(scripts[i].bytes) +
             ";PRAGMA user_version = " + std::to_string(i + 1) + ";COMMIT;");
    }
  }

  /// A store that is only looked at stays as it is, so it must have the form of this version.
  void demand_current_form() {
    const auto version = sql::value<sql::Int>(session, "PRAGMA user_version").value_or(0);
    if (version == 0) {
      throw WorldError(kExitUnavailable, "the database " + file + " is empty",
                       "restore it from a backup");
    }
    if (version != static_cast<sql::Int>(store_data::files().size())) {
      throw WorldError(kExitConfiguration,
                       "the database " + file + " was made by another version of this program",
                       "`enclosure doctor` brings an older one up to date");
    }
  }

  std::string file;
  Mode mode;
  Poco::Data::Session session;
  std::mutex mutex;
};

SqliteStore::SqliteStore(const std::string& file, Mode mode) {
  try {
    impl_ = std::make_unique<Impl>(file, mode);
    if (mode == Mode::kReadOnly) {
      impl_->script("PRAGMA query_only = ON");
      impl_->demand_current_form();
    } else {
      impl_->script(
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
      impl_->migrate();
    }
  } catch (const Poco::Exception& error) {
    rethrow(file, error);
  }
}

SqliteStore::~SqliteStore() = default;

void SqliteStore::run(const std::function<bool(StoreTransaction&)>& work) {
  const std::scoped_lock lock(impl_->mutex);
  try {
    impl_->script(impl_->mode == Mode::kReadOnly ? "BEGIN" : "BEGIN IMMEDIATE");
    try {
      SqliteTransaction transaction(impl_->session);
      const bool commit = work(transaction);
      impl_->script(commit ? "COMMIT" : "ROLLBACK");
    } catch (...) {
      if (sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(impl_->session)) == 0)
        impl_->script("ROLLBACK");
      throw;
    }
  } catch (const Poco::Exception& error) {
    rethrow(impl_->file, error);
  }
}

std::vector<std::string> SqliteStore::check() {
  const std::scoped_lock lock(impl_->mutex);
  std::vector<std::string> defects;
  try {
    for (const auto& row :
         sql::rows<Poco::Tuple<std::string>>(impl_->session, "PRAGMA integrity_check")) {
      if (row.get<0>() != "ok") defects.push_back(row.get<0>());
    }
    const auto orphans = sql::rows<Poco::Tuple<std::string>>(
        impl_->session, "SELECT \"table\" FROM pragma_foreign_key_check");
    for (const auto& row : orphans)
      defects.push_back("a row of " + row.get<0>() + " points at nothing");
  } catch (const Poco::Exception& error) {
    rethrow(impl_->file, error);
  }
  return defects;
}

}  // namespace enclosure::app
