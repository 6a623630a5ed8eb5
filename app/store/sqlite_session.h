#pragma once
// A few words to speak SQL with: bind values in order, read rows as tuples.

#include <Poco/Tuple.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/store/sqlite_statement.h"
#include "core/date.h"

namespace enclosure::app::sql {

inline Int seconds(Instant instant) {
  return instant.time_since_epoch().count();
}
inline Instant instant(Int seconds_since_1970) {
  return Instant{std::chrono::seconds{seconds_since_1970}};
}
inline NullableInt seconds(const std::optional<Instant>& at) {
  return at ? NullableInt(seconds(*at)) : NullableInt();
}
inline std::optional<Instant> instant(const NullableInt& at) {
  return at.isNull() ? std::nullopt : std::optional(instant(at.value()));
}

/// The statements of one connection, each compiled once. One thread at a time.
class Session {
 public:
  explicit Session(sqlite3* database) : database_(database) {}

  /// Runs a statement with its values and hands each row to `take`; gives it back for what else is
  /// to be asked. One that fails is not kept.
  template <typename Take, typename... Values>
  std::size_t run(const std::string& text, const Take& take, const Values&... values) {
    auto node = kept_.extract(text);
    std::unique_ptr<Statement> statement =
        node.empty() ? std::make_unique<Statement>(database_, text) : std::move(node.mapped());
    int place = 0;
    (statement->bind(++place, values), ...);
    while (statement->step()) take(*statement);
    const std::size_t changes = statement->changes();
    statement->reset();
    if (kept_.size() >= kMostKept) kept_.clear();
    kept_.insert_or_assign(text, std::move(statement));
    return changes;
  }

 private:
  /// Queries that are put together have many texts; all others would fit in several times.
  static constexpr std::size_t kMostKept = 1'000;

  sqlite3* database_;
  std::unordered_map<std::string, std::unique_ptr<Statement>> kept_;
};

/// Runs a statement with its values; gives the number of rows it changed.
template <typename... Values>
std::size_t run(Session& session, const std::string& text, const Values&... values) {
  return session.run(
      text, [](const Statement&) {}, values...);
}

/// The columns of a row as a tuple.
template <typename Row, std::size_t... Columns>
Row row_of(const Statement& statement, std::index_sequence<Columns...> /*columns*/) {
  Row row;
  (statement.read(static_cast<int>(Columns), row.template get<Columns>()), ...);
  return row;
}

/// The rows of a query as tuples.
template <typename Row, typename... Values>
std::vector<Row> rows(Session& session, const std::string& text, const Values&... values) {
  std::vector<Row> result;
  session.run(
      text,
      [&](const Statement& statement) {
        result.push_back(row_of<Row>(statement, std::make_index_sequence<Row::length>()));
      },
      values...);
  return result;
}

/// The first column of the first row, or nothing.
template <typename Value, typename... Values>
std::optional<Value> value(Session& session, const std::string& text, const Values&... values) {
  const auto all = rows<Poco::Tuple<Value>>(session, text, values...);
  return all.empty() ? std::nullopt : std::optional<Value>(all.front().template get<0>());
}

/// The moment that a query gives; nothing where it gives none or NULL.
template <typename... Values>
std::optional<Instant> moment(Session& session, const std::string& text, const Values&... values) {
  const auto at = value<NullableInt>(session, text, values...);
  return at ? instant(*at) : std::nullopt;
}

/// What a query counts.
template <typename... Values>
std::size_t count(Session& session, const std::string& text, const Values&... values) {
  return static_cast<std::size_t>(value<Int>(session, text, values...).value_or(0));
}

/// Rows as `convert` reads them.
template <typename Row, typename Value>
std::vector<Value> mapped(const std::vector<Row>& rows, Value (*convert)(const Row&)) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(convert(row));
  return values;
}

/// The first row likewise, or nothing.
template <typename Row, typename Value>
std::optional<Value> first(const std::vector<Row>& rows, Value (*convert)(const Row&)) {
  return rows.empty() ? std::nullopt : std::optional<Value>(convert(rows.front()));
}

}  // namespace enclosure::app::sql
