#include "app/store/sqlite_store.h"

#include <Poco/Data/SQLite/SQLiteException.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <utility>

#include "app/errors.h"
#include "app/store/data.h"
#include "app/store/data_watch.h"
#include "app/store/lock.h"
#include "app/store/sqlite_connection.h"
#include "app/store/sqlite_readers.h"
#include "app/store/sqlite_transaction.h"
#include "app/store/write_ahead_log.h"
#include "app/store/write_turn.h"

namespace enclosure::app {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kBetweenLooks{20};
constexpr const char* kInMemory = ":memory:";

sql::Int version_of(SqliteConnection& connection) {
  return sql::value<sql::Int>(connection.session(), "PRAGMA user_version").value_or(0);
}

sql::Int newest_version() {
  return static_cast<sql::Int>(store_data::files().size());
}

/// What was written where nothing may be: not the world's fault, unless the file is
/// write-protected.
void refuse_our_mistake(SqliteConnection& connection, const Poco::Exception& error) {
  const bool refused =
      dynamic_cast<const Poco::Data::SQLite::ReadOnlyException*>(&error) != nullptr;
  if (refused && sqlite3_db_readonly(connection.handle(), "main") == 0)
    throw std::logic_error("work that only looks has tried to write: " + error.displayText());
}

/// Makes every statement that writes fail until it is destroyed.
class QueryOnly {
 public:
  explicit QueryOnly(SqliteConnection& connection) : connection_(connection) {
    connection_.script("PRAGMA query_only = ON");
  }
  QueryOnly(const QueryOnly&) = delete;
  QueryOnly& operator=(const QueryOnly&) = delete;
  ~QueryOnly() {
    sqlite3_exec(connection_.handle(), "PRAGMA query_only = OFF", nullptr, nullptr, nullptr);
  }

 private:
  SqliteConnection& connection_;
};

/// A transaction in which nothing can be changed, on a connection with `query_only`.
void look_in(SqliteConnection& connection, const std::function<void(StoreTransaction&)>& work) {
  try {
    connection.script("BEGIN");
    SqliteTransaction transaction(connection.session());
    work(transaction);
    connection.script("COMMIT");
  } catch (const Poco::Exception& error) {
    connection.roll_back();
    refuse_our_mistake(connection, error);
    throw;
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

/// True when it was committed.
bool run_in(SqliteConnection& connection, const std::function<bool(StoreTransaction&)>& work,
            const std::function<void()>& begun) {
  connection.script("BEGIN IMMEDIATE");
  try {
    begun();
    SqliteTransaction transaction(connection.session());
    const bool commit = work(transaction);
    connection.script(commit ? "COMMIT" : "ROLLBACK");
    return commit;
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

}  // namespace

struct SqliteStore::Impl {
  Impl(std::string file_, Mode mode_, milliseconds patience_)
      : file(std::move(file_)),
        mode(mode_),
        patience(patience_),
        is_in_memory(file == kInMemory),
        lock(mode == Mode::kReadOnly || is_in_memory
                 ? nullptr
                 : std::make_unique<LockFile>(
                       std::filesystem::path(file).replace_extension(".lock"))),
        turn(lock.get()),
        readers(file, patience),
        watch(file, patience) {}

  /// A store that is only looked at stays as it is, so it must have the form of this version.
  void demand_current_form() {
    if (!std::filesystem::exists(file)) {
      throw WorldError(kExitConfiguration, "there is no store at " + file,
                       "run `enclosure init` first");
    }
    const SqliteReaders::Mine mine(readers);
    const auto version = version_of(*mine.operator->());
    if (version == 0) {
      throw WorldError(kExitUnavailable, "the database " + file + " is empty",
                       "restore it from a backup");
    }
    if (version != newest_version()) {
      throw WorldError(kExitConfiguration,
                       "the database " + file + " was made by another version of this program",
                       "`enclosure doctor` brings an older one up to date");
    }
  }

  void open_for_writing() {
    writer = std::make_unique<SqliteConnection>(file, patience);
    if (lock) {
      bring_up_to_date();
    } else {
      migrate();
    }
    writer->script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    log = std::make_unique<WriteAheadLog>(*writer, patience, WriteAheadLog::Limits{});
  }

  /// Takes part in the work here, with a database of this version. One of several processes that
  /// start at once brings it up to date, alone; the others wait for it.
  void bring_up_to_date() {
    const auto deadline = Clock::now() + patience;
    for (;;) {
      const bool shares = lock->try_share();
      if (shares && is_current()) return;
      lock->leave();
      if (lock->try_have_alone()) {
        migrate();
        continue;
      }
      if (Clock::now() >= deadline) refuse_to_wait(shares);
      std::this_thread::sleep_for(kBetweenLooks);
    }
  }

  [[noreturn]] void refuse_to_wait(bool shares) const {
    if (shares) {
      throw WorldError(kExitTryLater,
                       "the database " + file +
                           " must be brought up to date, and a process of an older version works "
                           "with it",
                       "stop that one (`serve`, `run`), then try again");
    }
    throw WorldError(kExitTryLater,
                     "another process has the workspace of " + file +
                         " to itself: an older version of this program, or one that brings the "
                         "database up to date",
                     "wait until it has finished, or stop it, and try again");
  }

  bool is_current() {
    const auto version = version_of(*writer);
    if (version > newest_version()) {
      throw WorldError(kExitConfiguration,
                       "the database " + file + " was made by a newer version of this program",
                       "use that version, or a copy of the workspace from before");
    }
    return version == newest_version();
  }

  void migrate() {
    if (is_current()) return;
    if (!is_in_memory) writer->script("PRAGMA journal_mode = WAL");
    const auto scripts = store_data::files();  // sorted by name: 0001_…, 0002_…
    for (auto i = static_cast<std::size_t>(version_of(*writer)); i < scripts.size(); ++i) {
      writer->script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;" +
                     std::string(scripts[i].bytes) +
                     ";PRAGMA user_version = " + std::to_string(i + 1) + ";COMMIT;");
    }
  }

  std::string file;
  Mode mode;
  milliseconds patience;
  bool is_in_memory;
  std::unique_ptr<LockFile> lock;
  WriteTurn turn;
  std::unique_ptr<SqliteConnection> writer;  ///< none when only looking
  std::unique_ptr<WriteAheadLog> log;        ///< of the writer
  SqliteReaders readers;
  DataWatch watch;
  std::atomic<std::uint64_t> commits{0};
};

SqliteStore::SqliteStore(const std::string& file, Mode mode, milliseconds patience)
    : impl_(std::make_unique<Impl>(file, mode, patience)) {
  try {
    if (mode == Mode::kReadOnly) {
      impl_->demand_current_form();
    } else {
      impl_->open_for_writing();
    }
  } catch (const Poco::Exception& error) {
    rethrow_as_world_error(file, error);
  }
}

SqliteStore::~SqliteStore() = default;

void SqliteStore::run(const std::function<bool(StoreTransaction&)>& work) {
  if (!impl_->writer) return look([&](StoreTransaction& tx) { (void)work(tx); });
  WriteTurn::Mine turn(impl_->turn, Clock::now() + impl_->patience);
  try {
    if (!run_in(*impl_->writer, work, [&] { turn.pass_on(); })) return;
    ++impl_->commits;
    impl_->log->tidy();
  } catch (const Poco::Exception& error) {
    rethrow_as_world_error(impl_->file, error);
  }
}

/// In memory there is one connection, which cannot write meanwhile.
void SqliteStore::look(const std::function<void(StoreTransaction&)>& work) {
  try {
    if (!impl_->is_in_memory) {
      const SqliteReaders::Mine mine(impl_->readers);
      return look_in(*mine.operator->(), work);
    }
    const WriteTurn::Mine turn(impl_->turn, Clock::now() + impl_->patience);
    const QueryOnly nothing_changes(*impl_->writer);
    look_in(*impl_->writer, work);
  } catch (const Poco::Exception& error) {
    rethrow_as_world_error(impl_->file, error);
  }
}

std::uint64_t SqliteStore::data_version() {
  try {
    return impl_->is_in_memory ? impl_->commits.load() : impl_->watch.version();
  } catch (const Poco::Exception& error) {
    rethrow_as_world_error(impl_->file, error);
  }
}

std::vector<std::string> SqliteStore::check() {
  std::vector<std::string> defects;
  const auto look_at = [&](SqliteConnection& connection) {
    for (const auto& row :
         sql::rows<Poco::Tuple<std::string>>(connection.session(), "PRAGMA integrity_check")) {
      if (row.get<0>() != "ok") defects.push_back(row.get<0>());
    }
    const auto orphans = sql::rows<Poco::Tuple<std::string>>(
        connection.session(), "SELECT \"table\" FROM pragma_foreign_key_check");
    for (const auto& row : orphans)
      defects.push_back("a row of " + row.get<0>() + " points at nothing");
  };
  try {
    if (impl_->is_in_memory) {
      const WriteTurn::Mine turn(impl_->turn, Clock::now() + impl_->patience);
      look_at(*impl_->writer);
    } else {
      const SqliteReaders::Mine mine(impl_->readers);
      look_at(*mine.operator->());
    }
  } catch (const Poco::Exception& error) {
    rethrow_as_world_error(impl_->file, error);
  }
  return defects;
}

}  // namespace enclosure::app
