#pragma once
// A few words to speak SQL with: bind values in order, read rows as tuples.

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>
#include <Poco/Tuple.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"

namespace enclosure::app::sql {

using Int = Poco::Int64;
using NullableInt = Poco::Nullable<Int>;

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

/// Runs a statement with its values; gives the number of rows it changed.
template <typename... Values>
std::size_t run(Poco::Data::Session& session, const std::string& text, Values... values) {
  Poco::Data::Statement statement(session);
  statement << text;
  (statement.addBind(Poco::Data::Keywords::bind(values)), ...);
  return statement.execute();
}

/// The rows of a query as tuples.
template <typename Row, typename... Values>
std::vector<Row> rows(Poco::Data::Session& session, const std::string& text, Values... values) {
  std::vector<Row> result;
  Poco::Data::Statement statement(session);
  statement << text;
  (statement.addBind(Poco::Data::Keywords::bind(values)), ...);
  statement.addExtract(Poco::Data::Keywords::into(result));
  statement.execute();
  return result;
}

/// The first column of the first row, or nothing.
template <typename Value, typename... Values>
std::optional<Value> value(Poco::Data::Session& session, const std::string& text,
                           Values... values) {
  const auto all = rows<Poco::Tuple<Value>>(session, text, values...);
  return all.empty() ? std::nullopt : std::optional<Value>(all.front().template get<0>());
}

/// The moment that a query gives; nothing where it gives none or NULL.
template <typename... Values>
std::optional<Instant> moment(Poco::Data::Session& session, const std::string& text,
                              Values... values) {
  const auto at = value<NullableInt>(session, text, values...);
  return at ? instant(*at) : std::nullopt;
}

/// What a query counts.
template <typename... Values>
std::size_t count(Poco::Data::Session& session, const std::string& text, Values... values) {
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
