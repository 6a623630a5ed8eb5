#include "app/store/data_watch.h"

#include <sqlite3.h>

namespace enclosure::app {

DataWatch::~DataWatch() {
  sqlite3_finalize(question_);
}

void DataWatch::open() {
  auto connection = std::make_unique<SqliteConnection>(file_, patience_);
  connection->script("PRAGMA query_only = ON");
  const int code = sqlite3_prepare_v3(connection->handle(), "PRAGMA data_version", -1,
                                      SQLITE_PREPARE_PERSISTENT, &question_, nullptr);
  if (code != SQLITE_OK) throw_for(code, sqlite3_errmsg(connection->handle()));
  connection_ = std::move(connection);
}

std::uint64_t DataWatch::version() {
  const std::scoped_lock lock(mutex_);
  if (!connection_) open();
  const int code = sqlite3_step(question_);
  const std::int64_t seen = code == SQLITE_ROW ? sqlite3_column_int64(question_, 0) : 0;
  sqlite3_reset(question_);
  if (code != SQLITE_ROW) throw_for(code, sqlite3_errmsg(connection_->handle()));
  if (seen != seen_) ++version_;
  seen_ = seen;
  return version_;
}

}  // namespace enclosure::app
