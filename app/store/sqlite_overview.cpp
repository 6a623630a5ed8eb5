// The words of app/ports/overview_store.h in SQLite's dialect.

#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

using messaging::Stage;
using sql::Int;
using sql::NullableInt;
using Text = std::string;

Standing standing_named(const Text& text) {
  return parse_standing(text).value_or(Standing::kNew);
}

/// `query` has two bounds to bind.
std::vector<std::size_t> counted_between(sql::Session& session, const Text& query,
                                         const std::vector<Instant>& bounds) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    counts.push_back(
        sql::count(session, query, sql::seconds(bounds[i]), sql::seconds(bounds[i + 1])));
  }
  return counts;
}

}  // namespace

void SqliteTransaction::put_standing(const OrderId& order, const OrderStanding& standing) {
  if (standing_of(order) == standing) return;  // most looks change nothing
  const Text id = order.to_string();
  sql::run(session_, "UPDATE orders SET standing = ?, due_by = ?, due_rule = ? WHERE id = ?",
           Text(word_of(standing.standing)), sql::seconds(standing.due_by), standing.due_rule, id);
  sql::run(session_, "DELETE FROM order_faults WHERE order_id = ?", id);
  for (std::size_t i = 0; i < standing.faults.size(); ++i) {
    const Fault& fault = standing.faults[i];
    sql::run(session_,
             "INSERT INTO order_faults (order_id, position, code, path, message, hint) VALUES (?, "
             "?, ?, ?, ?, ?)",
             id, static_cast<Int>(i), fault.code, fault.path, fault.message, fault.hint);
  }
}

std::optional<OrderStanding> SqliteTransaction::standing_of(const OrderId& order) {
  const auto rows = sql::rows<Poco::Tuple<Text, NullableInt, Text>>(
      session_, "SELECT standing, due_by, due_rule FROM orders WHERE id = ?", order.to_string());
  if (rows.empty()) return std::nullopt;
  OrderStanding standing{standing_named(rows.front().get<0>()),
                         sql::instant(rows.front().get<1>()),
                         rows.front().get<2>(),
                         {}};
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text, Text, Text>>(
           session_,
           "SELECT code, path, message, hint FROM order_faults WHERE order_id = ? ORDER BY "
           "position",
           order.to_string()))
    standing.faults.push_back({row.get<0>(), row.get<1>(), row.get<2>(), row.get<3>()});
  return standing;
}

std::size_t SqliteTransaction::count_orders() {
  // The smallest index holds as many entries as there are orders.
  return sql::count(session_, "SELECT count(*) FROM orders INDEXED BY orders_by_import");
}

std::vector<std::pair<Standing, std::size_t>> SqliteTransaction::count_standings() {
  std::vector<std::pair<Standing, std::size_t>> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Int>>(
           session_, "SELECT standing, count(*) FROM orders GROUP BY standing"))
    counts.emplace_back(standing_named(row.get<0>()), static_cast<std::size_t>(row.get<1>()));
  return counts;
}

std::vector<std::pair<std::string, std::size_t>> SqliteTransaction::count_order_faults() {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Int>>(
           session_,
           "SELECT f.code, count(DISTINCT f.order_id) FROM orders AS o JOIN order_faults AS f ON "
           "f.order_id = o.id WHERE o.standing IN ('held', 'refused') GROUP BY f.code"))
    counts.emplace_back(row.get<0>(), static_cast<std::size_t>(row.get<1>()));
  return counts;
}

std::vector<ChannelCount> SqliteTransaction::count_channels() {
  std::vector<ChannelCount> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text, Int>>(
           session_,
           "SELECT channel, fulfilment, count(*) FROM orders GROUP BY channel, fulfilment")) {
    counts.push_back({sql::channel(row.get<0>()), sql::fulfilment(row.get<1>()),
                      static_cast<std::size_t>(row.get<2>())});
  }
  return counts;
}

std::vector<DocumentCount> SqliteTransaction::count_documents() {
  std::vector<DocumentCount> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text, Text, Int, Int>>(
           session_,
           "SELECT kind, language, currency, count(*), sum(total) FROM invoices GROUP BY kind, "
           "language, currency")) {
    counts.push_back({sql::invoice_kind(row.get<0>()), row.get<1>(),
                      static_cast<std::size_t>(row.get<3>()),
                      sql::money(row.get<4>(), row.get<2>())});
  }
  return counts;
}

std::vector<MessageCount> SqliteTransaction::count_messages() {
  std::vector<MessageCount> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Int, Text, Text, Int>>(
           session_,
           "SELECT stage, state, reason, count(*) FROM messages GROUP BY state, reason, stage")) {
    counts.push_back({static_cast<Stage>(row.get<0>()), sql::message_state(row.get<1>()),
                      row.get<2>(), static_cast<std::size_t>(row.get<3>())});
  }
  return counts;
}

std::size_t SqliteTransaction::count_due_messages(Instant now) {
  return sql::count(session_,
                    "SELECT count(*) FROM messages WHERE state IN ('scheduled', "
                    "'retryable', 'sending') AND due_at <= ?",
                    sql::seconds(now));
}

std::optional<Instant> SqliteTransaction::next_due_after(Instant now) {
  return sql::moment(
      session_,
      "SELECT min(due_at) FROM messages WHERE state IN ('scheduled', 'retryable', 'sending') "
      "AND due_at > ?",
      sql::seconds(now));
}

std::vector<OrderId> SqliteTransaction::refunded_without_credit_note() {
  return ids_of(
      "SELECT DISTINCT order_id FROM events AS e WHERE type = 'refunded' AND EXISTS (SELECT 1 FROM "
      "invoices AS i WHERE i.order_id = e.order_id) AND NOT EXISTS (SELECT 1 FROM invoices AS i "
      "WHERE i.order_id = e.order_id AND i.kind = 'credit_note') ORDER BY order_id");
}

std::vector<std::size_t> SqliteTransaction::orders_between(const std::vector<Instant>& bounds) {
  return counted_between(
      session_, "SELECT count(*) FROM orders WHERE imported_at >= ? AND imported_at < ?", bounds);
}

std::vector<std::size_t> SqliteTransaction::documents_between(const std::vector<Instant>& bounds) {
  return counted_between(session_,
                         "SELECT count(*) FROM invoices WHERE issued_at >= ? AND issued_at < ? AND "
                         "kind <> 'credit_note'",
                         bounds);
}

std::vector<std::size_t> SqliteTransaction::sent_between(const std::vector<Instant>& bounds) {
  return counted_between(
      session_, "SELECT count(*) FROM messages WHERE sent_at >= ? AND sent_at < ?", bounds);
}

std::size_t SqliteTransaction::count_deadlines(Instant until) {
  return sql::count(session_,
                    "SELECT count(*) FROM orders WHERE due_by IS NOT NULL AND due_by <= ?",
                    sql::seconds(until));
}

}  // namespace enclosure::app
