#include "app/store/sqlite_statement.h"

#include <sqlite3.h>

#include "app/store/sqlite_errors.h"

namespace enclosure::app::sql {

Statement::Statement(sqlite3* database, const std::string& text) : database_(database) {
  const int code = sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) fail(code);
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::bind(int place, const std::string& value) {
  bound(sqlite3_bind_text(statement_, place, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC));
}

void Statement::bind(int place, Int value) {
  bound(sqlite3_bind_int64(statement_, place, value));
}

void Statement::bind(int place, const NullableInt& value) {
  if (!value.isNull()) return bind(place, value.value());
  bound(sqlite3_bind_null(statement_, place));
}

void Statement::bind(int place, const NullableText& value) {
  if (!value.isNull()) return bind(place, value.value());
  bound(sqlite3_bind_null(statement_, place));
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(code);
  return code == SQLITE_ROW;
}

void Statement::read(int column, std::string& value) const {
  const auto* const text = sqlite3_column_text(statement_, column);  // before its length
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  if (text == nullptr) {
    value.clear();
  } else {
    value.assign(reinterpret_cast<const char*>(text), size);
  }
}

void Statement::read(int column, Int& value) const {
  value = sqlite3_column_int64(statement_, column);
}

void Statement::read(int column, NullableInt& value) const {
  value.clear();
  if (sqlite3_column_type(statement_, column) != SQLITE_NULL)
    value = sqlite3_column_int64(statement_, column);
}

void Statement::read(int column, NullableText& value) const {
  value.clear();
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return;
  std::string text;
  read(column, text);
  value = std::move(text);
}

std::size_t Statement::changes() const {
  return static_cast<std::size_t>(sqlite3_changes(database_));
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::fail(int code) const {
  throw_for(code, sqlite3_errmsg(database_));
}

void Statement::bound(int code) const {
  if (code != SQLITE_OK) fail(code);
}

}  // namespace enclosure::app::sql
