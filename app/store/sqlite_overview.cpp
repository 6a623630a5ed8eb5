// The words of app/ports/overview_store.h in SQLite's dialect.

#include <algorithm>
#include <array>

#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;
using sql::Int;
using sql::NullableInt;
using Text = std::string;

constexpr std::array<std::pair<Standing, std::string_view>, 9> kStandings{{
    {Standing::kNew, "new"},
    {Standing::kWaiting, "waiting"},
    {Standing::kHeld, "held"},
    {Standing::kRefused, "refused"},
    {Standing::kPartlyIssued, "partly_issued"},
    {Standing::kIssued, "issued"},
    {Standing::kNoDocument, "no_document"},
    {Standing::kMarketplace, "marketplace"},
    {Standing::kCancelled, "cancelled"},
}};

Standing standing_named(const Text& text) {
  return parse_standing(text).value_or(Standing::kNew);
}

Channel channel_of(const Text& text) {
  return text == "amazon" ? Channel::kAmazon : Channel::kShop;
}

Fulfilment fulfilment_of(const Text& text) {
  if (text == "FBA") return Fulfilment::kFba;
  return text == "FBM" ? Fulfilment::kFbm : Fulfilment::kShop;
}

OrderId order_id(const Text& text) {
  return trusted(OrderId::parse(text), "order number");
}

using OrderTuple = Poco::Tuple<Text, Text, Text, Int, Text, NullableInt, Text, Text, Text, Text>;
constexpr const char* kOrderColumns =
    "SELECT o.id, o.channel, o.fulfilment, o.imported_at, o.standing, o.due_by, o.due_rule, "
    "coalesce(f.code, ''), coalesce(f.message, ''), coalesce(f.hint, '') FROM orders AS o "
    "LEFT JOIN order_faults AS f ON f.order_id = o.id AND f.position = 0 ";

std::vector<ListedOrder> order_rows(const std::vector<OrderTuple>& tuples) {
  std::vector<ListedOrder> all;
  all.reserve(tuples.size());
  for (const OrderTuple& row : tuples) {
    all.push_back({order_id(row.get<0>()), channel_of(row.get<1>()), fulfilment_of(row.get<2>()),
                   sql::instant(row.get<3>()), standing_named(row.get<4>()),
                   sql::instant(row.get<5>()), row.get<6>(), row.get<7>(), row.get<8>(),
                   row.get<9>()});
  }
  return all;
}

/// `text` for LIKE with the escape sign "\".
Text like_any(const Text& text) {
  Text pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

/// `query` has two bounds to bind.
std::vector<std::size_t> counted_between(Poco::Data::Session& session, const Text& query,
                                         const std::vector<Instant>& bounds) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    const auto count =
        sql::value<Int>(session, query, sql::seconds(bounds[i]), sql::seconds(bounds[i + 1]));
    counts.push_back(static_cast<std::size_t>(count.value_or(0)));
  }
  return counts;
}

}  // namespace

std::string_view word_of(Standing standing) {
  return std::find_if(kStandings.begin(), kStandings.end(),
                      [&](const auto& one) { return one.first == standing; })
      ->second;
}

std::optional<Standing> parse_standing(std::string_view text) {
  for (const auto& [standing, word] : kStandings) {
    if (word == text) return standing;
  }
  return std::nullopt;
}

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
  return static_cast<std::size_t>(
      sql::value<Int>(session_, "SELECT count(*) FROM orders INDEXED BY orders_by_import")
          .value_or(0));
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
    counts.push_back({channel_of(row.get<0>()), fulfilment_of(row.get<1>()),
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
    counts.push_back({trusted(invoice::parse_invoice_kind(row.get<0>()), "kind of document"),
                      row.get<1>(), static_cast<std::size_t>(row.get<3>()),
                      Money(row.get<4>(), trusted(Currency::parse(row.get<2>()), "currency"))});
  }
  return counts;
}

std::vector<MessageCount> SqliteTransaction::count_messages() {
  std::vector<MessageCount> counts;
  for (const auto& row : sql::rows<Poco::Tuple<Int, Text, Text, Int>>(
           session_,
           "SELECT stage, state, reason, count(*) FROM messages GROUP BY state, reason, stage")) {
    counts.push_back({static_cast<Stage>(row.get<0>()),
                      trusted(messaging::parse_message_state(row.get<1>()), "message state"),
                      row.get<2>(), static_cast<std::size_t>(row.get<3>())});
  }
  return counts;
}

std::size_t SqliteTransaction::count_due_messages(Instant now) {
  return static_cast<std::size_t>(
      sql::value<Int>(session_,
                      "SELECT count(*) FROM messages WHERE state IN ('scheduled', 'retryable', "
                      "'sending') AND due_at <= ?",
                      sql::seconds(now))
          .value_or(0));
}

std::optional<Instant> SqliteTransaction::next_due_after(Instant now) {
  const auto at = sql::value<NullableInt>(
      session_,
      "SELECT min(due_at) FROM messages WHERE state IN ('scheduled', 'retryable', 'sending') "
      "AND due_at > ?",
      sql::seconds(now));
  return at ? sql::instant(*at) : std::nullopt;
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

std::vector<ListedOrder> SqliteTransaction::list_orders(const OrderQuery& query) {
  // The ids come out of an index alone; the orders themselves are read for one page.
  Text ids = "SELECT id FROM orders INDEXED BY ";
  if (query.standing) {
    ids += "orders_by_standing WHERE standing = '" + Text(word_of(*query.standing)) + "' AND ";
  } else {
    ids += "orders_by_import WHERE ";
  }
  ids +=
      "id LIKE ? ESCAPE '\\' AND (imported_at, id) < (?, ?) ORDER BY imported_at DESC, id DESC "
      "LIMIT ?";
  const auto behind = query.behind
                          ? sql::value<Int>(session_, "SELECT imported_at FROM orders WHERE id = ?",
                                            query.behind->to_string())
                          : std::nullopt;
  constexpr Int kNoLimit = Int{1} << 60;
  return order_rows(sql::rows<OrderTuple>(
      session_,
      Text(kOrderColumns) + "WHERE o.id IN (" + ids + ") ORDER BY o.imported_at DESC, o.id DESC",
      like_any(query.number), behind.value_or(kNoLimit),
      behind ? query.behind->to_string() : Text(), static_cast<Int>(query.limit)));
}

std::vector<ListedOrder> SqliteTransaction::list_deadlines(std::size_t limit) {
  return order_rows(sql::rows<OrderTuple>(
      session_, Text(kOrderColumns) + "WHERE o.due_by IS NOT NULL ORDER BY o.due_by, o.id LIMIT ?",
      static_cast<Int>(limit)));
}

std::size_t SqliteTransaction::count_deadlines(Instant until) {
  return static_cast<std::size_t>(
      sql::value<Int>(session_,
                      "SELECT count(*) FROM orders WHERE due_by IS NOT NULL AND due_by <= ?",
                      sql::seconds(until))
          .value_or(0));
}

std::vector<ListedMessage> SqliteTransaction::list_messages(const MessageQuery& query) {
  using Row = Poco::Tuple<Text, Int, Text, Text, NullableInt, NullableInt, Int>;
  const bool open = query.state == MessageState::kScheduled ||
                    query.state == MessageState::kRetryable ||
                    query.state == MessageState::kSending;
  const bool sent = query.state == MessageState::kSent;
  Text text = "SELECT order_id, stage, state, reason, due_at, sent_at, updated_at FROM messages ";
  if (!query.reason) {  // each in the order of an index, so that a page costs a page
    text += sent   ? "INDEXED BY messages_by_sending "
            : open ? "INDEXED BY messages_by_due "
                   : "INDEXED BY messages_by_change ";
  }
  text += "WHERE state = '" + Text(messaging::to_string(query.state)) + "' ";  // a word of ours
  if (open) text += "AND state IN ('scheduled', 'retryable', 'sending') ";
  text += Text("AND ") + (query.reason ? "reason = ?" : "? = ''") + " AND (? = 0 OR stage = ?) ";
  text += sent   ? "AND sent_at IS NOT NULL ORDER BY sent_at DESC, order_id DESC, stage DESC "
          : open ? "ORDER BY due_at IS NULL, due_at, order_id, stage "
                 : "ORDER BY updated_at DESC, order_id DESC, stage DESC ";
  const Int stage = query.stage ? static_cast<Int>(*query.stage) : Int{0};
  std::vector<ListedMessage> all;
  for (const Row& row :
       sql::rows<Row>(session_, text + "LIMIT ? OFFSET ?", query.reason.value_or(""), stage, stage,
                      static_cast<Int>(query.limit), static_cast<Int>(query.offset))) {
    all.push_back({order_id(row.get<0>()), static_cast<Stage>(row.get<1>()),
                   trusted(messaging::parse_message_state(row.get<2>()), "message state"),
                   row.get<3>(), sql::instant(row.get<4>()), sql::instant(row.get<5>()),
                   sql::instant(row.get<6>())});
  }
  return all;
}

}  // namespace enclosure::app
