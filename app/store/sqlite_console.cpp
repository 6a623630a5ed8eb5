// The words of app/ports/console_store.h in SQLite's dialect.

#include "app/store/sqlite_transaction.h"

namespace enclosure::app {

using sql::Int;
using Text = std::string;

void SqliteTransaction::put_console_session(const ConsoleSession& session) {
  sql::run(session_,
           "INSERT INTO console_sessions (id, key_id, created_at, last_seen_at) VALUES (?, ?, ?, "
           "?) ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at",
           session.id, session.key_id, sql::seconds(session.created_at),
           sql::seconds(session.last_seen_at));
}

std::optional<ConsoleSession> SqliteTransaction::console_session(const std::string& id) {
  const auto rows = sql::rows<Poco::Tuple<Text, Text, Int, Int>>(
      session_, "SELECT id, key_id, created_at, last_seen_at FROM console_sessions WHERE id = ?",
      id);
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return ConsoleSession{row.get<0>(), row.get<1>(), sql::instant(row.get<2>()),
                        sql::instant(row.get<3>())};
}

void SqliteTransaction::remove_console_session(const std::string& id) {
  sql::run(session_, "DELETE FROM console_sessions WHERE id = ?", id);
}

void SqliteTransaction::forget_console_sessions(Instant created, Instant seen) {
  sql::run(session_, "DELETE FROM console_sessions WHERE created_at < ? OR last_seen_at < ?",
           sql::seconds(created), sql::seconds(seen));
  sql::run(session_, "DELETE FROM console_forms WHERE taken_at < ?", sql::seconds(created));
}

bool SqliteTransaction::is_form_taken(const std::string& id) {
  return sql::value<Int>(session_, "SELECT 1 FROM console_forms WHERE id = ?", id).has_value();
}

bool SqliteTransaction::take_form(const std::string& id, Instant now) {
  return sql::run(session_,
                  "INSERT INTO console_forms (id, taken_at) VALUES (?, ?) ON CONFLICT (id) DO "
                  "NOTHING",
                  id, sql::seconds(now)) > 0;
}

}  // namespace enclosure::app
