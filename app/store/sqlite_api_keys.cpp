// The words of app/ports/api_keys.h in SQLite's dialect.

#include <algorithm>

#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using Row = Poco::Tuple<Text, Text, Text, Text, Int, NullableInt, NullableInt>;

constexpr const char* kColumns =
    "SELECT id, name, scopes, sha256, created_at, last_used_at, revoked_at FROM api_keys ";

Text text_of(ApiScopes scopes) {
  Text text;
  for (const auto& [scope, word] : kApiScopes) {
    if (scopes.has(scope)) text.append(text.empty() ? "" : " ").append(word);
  }
  return text;
}

/// A word that this version does not know gives no right.
ApiScopes scopes_of(std::string_view text) {
  ApiScopes scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    for (const auto& [scope, word] : kApiScopes) {
      if (word == text.substr(0, end)) scopes.add(scope);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

StoredApiKey key_of(const Row& row) {
  return {row.get<0>(),
          row.get<1>(),
          scopes_of(row.get<2>()),
          row.get<3>(),
          sql::instant(row.get<4>()),
          sql::instant(row.get<5>()),
          sql::instant(row.get<6>())};
}

std::optional<StoredApiKey> first(const std::vector<Row>& rows) {
  return sql::first(rows, key_of);
}

}  // namespace

void SqliteTransaction::add_api_key(const StoredApiKey& key) {
  sql::run(session_,
           "INSERT INTO api_keys (id, name, scopes, sha256, created_at, last_used_at, revoked_at) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)",
           key.id, key.name, text_of(key.scopes), key.sha256, sql::seconds(key.created_at),
           sql::seconds(key.last_used_at), sql::seconds(key.revoked_at));
}

std::optional<StoredApiKey> SqliteTransaction::api_key(const std::string& id) {
  return first(sql::rows<Row>(session_, Text(kColumns) + "WHERE id = ?", id));
}

std::optional<StoredApiKey> SqliteTransaction::api_key_by_hash(const std::string& sha256) {
  return first(sql::rows<Row>(session_, Text(kColumns) + "WHERE sha256 = ?", sha256));
}

std::vector<StoredApiKey> SqliteTransaction::api_keys() {
  return sql::mapped(sql::rows<Row>(session_, Text(kColumns) + "ORDER BY created_at, id"), key_of);
}

bool SqliteTransaction::revoke_api_key(const std::string& id, Instant now) {
  return sql::run(session_,
                  "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                  sql::seconds(now), id) > 0;
}

void SqliteTransaction::note_api_key_use(const std::string& id, Instant at) {
  sql::run(session_,
           "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) < ?",
           sql::seconds(at), id, sql::seconds(at));
}

}  // namespace enclosure::app
