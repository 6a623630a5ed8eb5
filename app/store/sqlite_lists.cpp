// The words of app/ports/lists.h in SQLite's dialect.

#include "app/store/sqlite_places.h"
#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using sql::NullableText;

/// `text` for LIKE with the escape sign "\".
Text like_any(const Text& text) {
  Text pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

template <typename Value>
NullableText text(const std::optional<Value>& value) {
  using enclosure::to_string;  // of days
  return value ? NullableText(Text(to_string(*value))) : NullableText();
}
NullableText text(const std::optional<OrderId>& value) {
  return value ? NullableText(value->to_string()) : NullableText();
}
NullableInt number(const std::optional<messaging::Stage>& stage) {
  return stage ? NullableInt(static_cast<Int>(*stage)) : NullableInt();
}

using OrderColumns =
    Poco::Tuple<Text, Text, Text, Int, Int, Text, NullableInt, Text, Text, Text, Text, Int>;
constexpr const char* kOrderColumns =
    "SELECT o.id, o.channel, o.fulfilment, o.imported_at, "
    "(SELECT count(*) FROM invoices AS i WHERE i.order_id = o.id), o.standing, o.due_by, "
    "o.due_rule, coalesce(f.code, ''), coalesce(f.message, ''), coalesce(f.hint, ''), o.position "
    "FROM orders AS o LEFT JOIN order_faults AS f ON f.order_id = o.id AND f.position = 0 ";

ListedOrder order_of(const OrderColumns& row) {
  return {sql::order_id(row.get<0>()),
          sql::channel(row.get<1>()),
          sql::fulfilment(row.get<2>()),
          sql::instant(row.get<3>()),
          static_cast<std::size_t>(row.get<4>()),
          parse_standing(row.get<5>()).value_or(Standing::kNew),
          sql::instant(row.get<6>()),
          row.get<7>(),
          row.get<8>(),
          row.get<9>(),
          row.get<10>(),
          row.get<11>()};
}

/// What `filter` asks of ?2 to ?5. What it does not ask for is left out, so that an index which
/// holds the rest is read alone; the orders themselves are read for one page.
Text conditions(const OrderFilter& filter) {
  Text all;
  if (!filter.number.empty()) all += "AND id LIKE ?2 ESCAPE '\\' ";
  if (filter.channel) all += "AND coalesce(nullif(channel, ''), 'shop') = ?3 ";
  if (filter.imported_from) all += "AND imported_at >= ?4 ";
  if (filter.imported_before) all += "AND imported_at < ?5 ";
  if (filter.invoiced)
    all += Text("AND ") + (*filter.invoiced ? "" : "NOT ") +
           "EXISTS (SELECT 1 FROM invoices AS i WHERE i.order_id = orders.id) ";
  return all;
}

using DocumentColumns =
    Poco::Tuple<Int, Text, Text, Text, Text, Text, Text, Text, Text, Int, Text, Int>;
constexpr const char* kDocumentColumns =
    "SELECT position, number, kind, coalesce(preceding, ''), order_id, shipment, issue_date, "
    "language, currency, total, pdf_sha256, EXISTS (SELECT 1 FROM invoices AS note WHERE "
    "note.preceding = i.number AND note.cancels = 1) FROM invoices AS i ";

ListedDocument document_of(const DocumentColumns& row) {
  ListedDocument document;
  document.position = row.get<0>();
  document.number = sql::invoice_number(row.get<1>());
  document.kind = sql::invoice_kind(row.get<2>());
  document.preceding = sql::invoice_number_or_none(row.get<3>());
  document.order = sql::order_id(row.get<4>());
  document.shipment = sql::shipment_id(row.get<5>());
  document.issue_date = trusted(parse_date(row.get<6>()), "date");
  document.language = trusted(LanguageTag::parse(row.get<7>()), "language");
  document.total = sql::money(row.get<9>(), row.get<8>());
  document.pdf_sha256 = row.get<10>();
  document.cancelled = row.get<11>() != 0;
  return document;
}

ListedMessage listed_message(const sql::MessageRow& row) {
  return {sql::message_of(row), row.get<15>()};
}

/// The messages of a state by their moments, in SQL. Each has an index in its order, so that a page
/// costs a page.
struct Moments {
  const char* index;
  const char* condition;  ///< for the index
  const char* behind;     ///< which ones come behind the moment ?3, ?4, ?5
  const char* order;
};
Moments moments_of(const MessagesOfState& wanted) {
  static constexpr const char* kOpen = "AND state IN ('scheduled', 'retryable', 'sending') ";
  if (is_open(wanted.state) && wanted.behind && !wanted.behind->at)
    return {"messages_open", kOpen, "AND due_at IS NULL AND (order_id, stage) > (?4, ?5) ",
            "ORDER BY order_id, stage "};
  if (is_open(wanted.state))
    return {"messages_by_due", kOpen,
            "AND (due_at IS NULL, due_at, order_id, stage) > (0, ?3, ?4, ?5) ",
            "ORDER BY due_at IS NULL, due_at, order_id, stage "};
  if (wanted.state == messaging::MessageState::kSent)
    return {"messages_by_sending", "AND sent_at IS NOT NULL ",
            "AND (sent_at, order_id, stage) < (?3, ?4, ?5) ",
            "ORDER BY sent_at DESC, order_id DESC, stage DESC "};
  return {"messages_by_change", "", "AND (updated_at, order_id, stage) < (?3, ?4, ?5) ",
          "ORDER BY updated_at DESC, order_id DESC, stage DESC "};
}

}  // namespace

PageOf<ListedOrder> SqliteTransaction::list_orders(const OrderFilter& filter, const PageAt& page) {
  const sql::Places places(page);
  Text ids = "SELECT id FROM orders INDEXED BY ";
  if (filter.standing) {  // a word of ours
    ids += "orders_by_standing WHERE standing = '" + Text(word_of(*filter.standing)) + "' AND ";
  } else {
    ids += "orders_by_position WHERE ";
  }
  ids += places.bound() + conditions(filter) + places.order() + "LIMIT ?6";
  return sql::page_of(
      sql::rows<OrderColumns>(
          session_,
          Text(kOrderColumns) + "WHERE o.id IN (" + ids + ") " + places.order_by("o.position"),
          places.behind(), like_any(filter.number), text(filter.channel),
          sql::seconds(filter.imported_from), sql::seconds(filter.imported_before),
          sql::one_more(page.most)),
      page.most, order_of);
}

std::vector<ListedOrder> SqliteTransaction::list_deadlines(std::size_t most) {
  return sql::page_of(
             sql::rows<OrderColumns>(
                 session_,
                 Text(kOrderColumns) + "WHERE o.due_by IS NOT NULL ORDER BY o.due_by, o.id LIMIT ?",
                 static_cast<Int>(most)),
             most, order_of)
      .rows;
}

PageOf<ListedDocument> SqliteTransaction::list_documents(const DocumentFilter& filter,
                                                         const PageAt& page) {
  const sql::Places places(page);
  return sql::page_of(
      sql::rows<DocumentColumns>(
          session_,
          Text(kDocumentColumns) + "WHERE " + places.bound() +
              "AND (?2 IS NULL OR order_id = ?2) AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR "
              "issue_date >= ?4) AND (?5 IS NULL OR issue_date <= ?5) " +
              places.order() + "LIMIT ?6",
          places.behind(), text(filter.order), text(filter.kind), text(filter.issued_from),
          text(filter.issued_until), sql::one_more(page.most)),
      page.most, document_of);
}

PageOf<ListedMessage> SqliteTransaction::list_messages(const MessageFilter& filter,
                                                       const PageAt& page) {
  const sql::Places places(page);
  return sql::page_of(
      sql::rows<sql::MessageRow>(
          session_,
          Text(sql::kMessageColumns) + "WHERE " + places.bound() +
              "AND (?2 IS NULL OR order_id = ?2) AND (?3 IS NULL OR stage = ?3) AND (?4 IS NULL OR "
              "state = ?4) " +
              places.order() + "LIMIT ?5",
          places.behind(), text(filter.order), number(filter.stage), text(filter.state),
          sql::one_more(page.most)),
      page.most, listed_message);
}

PageOf<ListedMessage> SqliteTransaction::messages_of_state(const MessagesOfState& wanted) {
  const Moments moments = moments_of(wanted);
  Text query = sql::kMessageColumns;
  if (!wanted.reason) query += Text("INDEXED BY ") + moments.index + " ";
  query += "WHERE state = '" + Text(messaging::to_string(wanted.state)) + "' " + moments.condition;
  if (wanted.reason) query += "AND reason = ?1 ";
  if (wanted.stage) query += "AND stage = ?2 ";
  if (wanted.behind) query += moments.behind;
  const MessageMoment behind = wanted.behind.value_or(MessageMoment{});
  return sql::page_of(sql::rows<sql::MessageRow>(
                          session_, query + moments.order + "LIMIT ?6", wanted.reason.value_or(""),
                          number(wanted.stage), sql::seconds(behind.at), behind.order.to_string(),
                          static_cast<Int>(behind.stage), sql::one_more(wanted.most)),
                      wanted.most, listed_message);
}

}  // namespace enclosure::app
