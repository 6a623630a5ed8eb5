#include "app/store/sqlite_transaction.h"

#include <iterator>
#include <set>

#include "app/import/own_json.h"
#include "app/store/sqlite_rows.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;

using InvoiceRow = Poco::Tuple<Text, Text, Int, Text, Text, Text, Int, Text, Text, Int, Text, Text,
                               Text, Text, Text, Text, Text, Text, Text, Int>;
constexpr const char* kInvoiceColumns =
    "SELECT number, series, sequence, order_id, shipment, issue_date, issued_at, language, "
    "currency, total, snapshot, consignment, pdf_sha256, logo_sha256, grounds, chain, kind, "
    "coalesce(preceding, ''), reason, cancels FROM invoices ";

StoredInvoice invoice_of(const InvoiceRow& row) {
  StoredInvoice invoice;
  invoice.number = sql::invoice_number(row.get<0>());
  invoice.series = row.get<1>();
  invoice.sequence = row.get<2>();
  invoice.order = sql::order_id(row.get<3>());
  invoice.shipment = sql::shipment_id(row.get<4>());
  invoice.issue_date = trusted(parse_date(row.get<5>()), "date");
  invoice.issued_at = sql::instant(row.get<6>());
  invoice.language = trusted(LanguageTag::parse(row.get<7>()), "language");
  invoice.total = sql::money(row.get<9>(), row.get<8>());
  invoice.snapshot = row.get<10>();
  invoice.consignment = row.get<11>();
  invoice.pdf_sha256 = row.get<12>();
  invoice.logo_sha256 = row.get<13>();
  invoice.grounds = row.get<14>();
  invoice.chain = row.get<15>();
  invoice.kind = sql::invoice_kind(row.get<16>());
  invoice.preceding = sql::invoice_number_or_none(row.get<17>());
  invoice.reason = row.get<18>();
  invoice.cancels = row.get<19>() != 0;
  return invoice;
}

using EventRow = Poco::Tuple<Text, Text, Text, Int, Text>;
constexpr const char* kEventColumns =
    "SELECT id, order_id, type, at, shipment FROM events WHERE buyer = 0 ";

OrderEvent event_of(const EventRow& row) {
  return {trusted(EventId::parse(row.get<0>()), "event id"), sql::order_id(row.get<1>()),
          trusted(parse_event_type(row.get<2>()), "event type"), sql::instant(row.get<3>()),
          sql::shipment_id(row.get<4>())};
}

Text state_text(messaging::MessageState state) {
  return Text(messaging::to_string(state));
}

}  // namespace

Change SqliteTransaction::put_order(const Order& order, Instant now) {
  const Text id = order.id.to_string();
  const Text body = order_to_json(order);
  const auto before = sql::value<Text>(session_, "SELECT body FROM orders WHERE id = ?", id);
  if (before == body) return Change::kUnchanged;
  sql::run(session_,
           "INSERT INTO orders (id, body, imported_at, updated_at, channel, fulfilment, position) "
           "VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM orders)) "
           "ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = "
           "excluded.updated_at, settled = 0, standing = 'new', channel = excluded.channel, "
           "fulfilment = excluded.fulfilment",
           id, body, sql::seconds(now), sql::seconds(now), Text(to_string(order.channel)),
           Text(to_string(order.fulfilment)));
  put_address(order);
  sql::run(session_, "DELETE FROM moments WHERE order_id = ?", id);
  std::set<Int> moments;
  for (const Shipment& shipment : order.shipments) {
    if (shipment.shipped_at) moments.insert(sql::seconds(*shipment.shipped_at));
    if (shipment.delivered_at) moments.insert(sql::seconds(*shipment.delivered_at));
  }
  for (const Int at : moments)
    sql::run(session_, "INSERT INTO moments (order_id, at) VALUES (?, ?)", id, at);
  return before ? Change::kChanged : Change::kNew;
}

std::optional<StoredOrder> SqliteTransaction::order(const OrderId& id) {
  const auto rows = sql::rows<Poco::Tuple<Text, Int>>(
      session_, "SELECT body, imported_at FROM orders WHERE id = ?", id.to_string());
  if (rows.empty()) return std::nullopt;
  return StoredOrder{trusted(order_from_json(rows.front().get<0>()), "order"),
                     sql::instant(rows.front().get<1>())};
}

std::vector<OrderId> SqliteTransaction::ids_of(const std::string& query) {
  std::vector<OrderId> ids;
  for (const auto& row : sql::rows<Poco::Tuple<Text>>(session_, query)) {
    ids.push_back(sql::order_id(row.get<0>()));
  }
  return ids;
}

std::vector<OrderId> SqliteTransaction::order_ids() {
  return ids_of("SELECT id FROM orders ORDER BY imported_at, id");
}

std::vector<OrderId> SqliteTransaction::orders_to_issue() {
  return ids_of("SELECT id FROM orders WHERE settled = 0 ORDER BY imported_at, id");
}

void SqliteTransaction::settle(const OrderId& order) {
  sql::run(session_, "UPDATE orders SET settled = 1 WHERE id = ?", order.to_string());
}

Change SqliteTransaction::put_event(const OrderEvent& event, Instant now) {
  const auto changed =
      sql::run(session_,
               "INSERT INTO events (id, order_id, type, at, shipment, received_at, concerns) "
               "VALUES (?, ?, ?, ?, ?, ?, CASE WHEN ? THEN coalesce((SELECT address FROM "
               "order_addresses WHERE order_id = ?), '') ELSE '' END) ON CONFLICT (id) DO NOTHING",
               event.id.to_string(), event.order.to_string(), Text(to_string(event.type)),
               sql::seconds(event.at), event.shipment.to_string(), sql::seconds(now),
               Int{event.type == EventType::kOptedOut ? 1 : 0}, event.order.to_string());
  return changed > 0 ? Change::kNew : Change::kUnchanged;
}

std::optional<OrderEvent> SqliteTransaction::event(const EventId& id) {
  const auto rows =
      sql::rows<EventRow>(session_, Text(kEventColumns) + "AND id = ?", id.to_string());
  return sql::first(rows, event_of);
}

std::vector<OrderEvent> SqliteTransaction::events_of(const OrderId& order) {
  return sql::mapped(
      sql::rows<EventRow>(session_, Text(kEventColumns) + "AND order_id = ? ORDER BY at, id",
                          order.to_string()),
      event_of);
}

std::optional<Instant> SqliteTransaction::next_event_after(Instant now) {
  return sql::moment(session_,
                     "SELECT min(at) FROM (SELECT min(at) AS at FROM events WHERE at > ? "
                     "UNION ALL SELECT min(at) FROM moments WHERE at > ?)",
                     sql::seconds(now), sql::seconds(now));
}

std::int64_t SqliteTransaction::take_next_number(const std::string& series) {
  sql::run(session_,
           "INSERT INTO series (name, last_number) VALUES (?, 1) "
           "ON CONFLICT (name) DO UPDATE SET last_number = last_number + 1",
           series);
  return sql::value<Int>(session_, "SELECT last_number FROM series WHERE name = ?", series).value();
}

void SqliteTransaction::add_invoice(const StoredInvoice& invoice) {
  sql::run(session_,
           "INSERT INTO invoices (number, series, sequence, order_id, shipment, issue_date, "
           "issued_at, language, currency, "
           "total, snapshot, consignment, pdf_sha256, logo_sha256, grounds, chain, kind, "
           "preceding, reason, cancels) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)",
           invoice.number.to_string(), invoice.series, Int{invoice.sequence},
           invoice.order.to_string(), invoice.shipment.to_string(), to_string(invoice.issue_date),
           sql::seconds(invoice.issued_at), invoice.language.to_string(),
           invoice.total.currency().to_string(), Int{invoice.total.minor_units()}, invoice.snapshot,
           invoice.consignment, invoice.pdf_sha256, invoice.logo_sha256, invoice.grounds,
           invoice.chain, Text(invoice::to_string(invoice.kind)), invoice.preceding.to_string(),
           invoice.reason, Int{invoice.cancels ? 1 : 0});
}

std::optional<StoredInvoice> SqliteTransaction::invoice(const InvoiceNumber& number) {
  const auto rows = sql::rows<InvoiceRow>(session_, Text(kInvoiceColumns) + "WHERE number = ?",
                                          number.to_string());
  return sql::first(rows, invoice_of);
}

std::vector<StoredInvoice> SqliteTransaction::invoices_of(const OrderId& order) {
  return sql::mapped(sql::rows<InvoiceRow>(
                         session_, Text(kInvoiceColumns) + "WHERE order_id = ? ORDER BY position",
                         order.to_string()),
                     invoice_of);
}

std::vector<InvoiceNumber> SqliteTransaction::invoice_numbers() {
  std::vector<InvoiceNumber> numbers;
  for (const auto& row :
       sql::rows<Poco::Tuple<Text>>(session_, "SELECT number FROM invoices ORDER BY position")) {
    numbers.push_back(sql::invoice_number(row.get<0>()));
  }
  return numbers;
}

std::string SqliteTransaction::last_chain() {
  return sql::value<Text>(session_, "SELECT chain FROM invoices ORDER BY position DESC LIMIT 1")
      .value_or("");
}

std::optional<Date> SqliteTransaction::last_date_of(const std::string& series) {
  const auto day = sql::value<Text>(
      session_, "SELECT issue_date FROM invoices WHERE series = ? ORDER BY sequence DESC LIMIT 1",
      series);
  if (!day) return std::nullopt;
  return trusted(parse_date(*day), "date");
}

std::vector<std::pair<std::string, std::int64_t>> SqliteTransaction::series() {
  std::vector<std::pair<std::string, std::int64_t>> all;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Int>>(
           session_, "SELECT name, last_number FROM series ORDER BY name")) {
    all.emplace_back(row.get<0>(), row.get<1>());
  }
  return all;
}

void SqliteTransaction::enqueue(const std::vector<messaging::PlannedMessage>& plan, Instant now) {
  for (const messaging::PlannedMessage& message : plan) {
    const auto added = sql::run(
        session_,
        "INSERT INTO messages (order_id, stage, state, due_at, closes_at, "
        "asks_for_review, reason, permitted_reason, "
        "attempts, message_id, recipient_key, eml_sha256, sent_at, updated_at, campaign, position) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '', '', NULL, ?, ?, (SELECT "
        "coalesce(max(position), "
        "0) + 1 FROM messages)) ON CONFLICT (order_id, stage) DO NOTHING",
        message.order.to_string(), static_cast<Int>(message.stage), state_text(message.state),
        sql::seconds(message.due_at), sql::seconds(message.closes_at),
        Int{message.asks_for_review ? 1 : 0}, message.reason, message.permitted_reason,
        sql::seconds(now), message.campaign);
    if (added == 0) continue;
    const bool cancelled = message.state == messaging::MessageState::kCancelled;
    log({message.order, message.stage, now, cancelled ? "suppressed" : "planned", message.reason});
  }
}

void SqliteTransaction::update_message(const StoredMessage& message) {
  sql::run(session_,
           "UPDATE messages SET state = ?, due_at = ?, closes_at = ?, asks_for_review = ?, reason "
           "= ?, permitted_reason = ?, "
           "attempts = ?, message_id = ?, recipient_key = ?, eml_sha256 = ?, sent_at = ?, "
           "updated_at = ?, campaign = ? "
           "WHERE order_id = ? AND stage = ?",
           state_text(message.plan.state), sql::seconds(message.plan.due_at),
           sql::seconds(message.plan.closes_at), Int{message.plan.asks_for_review ? 1 : 0},
           message.plan.reason, message.plan.permitted_reason, Int{message.attempts},
           message.message_id, message.recipient_key, message.eml_sha256,
           sql::seconds(message.sent_at), sql::seconds(message.updated_at), message.plan.campaign,
           message.plan.order.to_string(), static_cast<Int>(message.plan.stage));
}

std::vector<StoredMessage> SqliteTransaction::messages_of(const OrderId& order) {
  return sql::mapped(sql::rows<sql::MessageRow>(
                         session_, Text(sql::kMessageColumns) + "WHERE order_id = ? ORDER BY stage",
                         order.to_string()),
                     sql::message_of);
}

std::vector<StoredMessage> SqliteTransaction::open_messages() {
  return sql::mapped(sql::rows<sql::MessageRow>(
                         session_, Text(sql::kMessageColumns) +
                                       "WHERE state IN ('scheduled', 'retryable', 'sending') "
                                       "ORDER BY due_at IS NULL, due_at, order_id, stage"),
                     sql::message_of);
}

std::vector<StoredMessage> SqliteTransaction::messages_to_look_at(std::optional<Instant> since,
                                                                  Instant now) {
  auto messages = since ? open_messages_since(*since, now) : open_messages();
  auto cured = cured_messages(since, now);
  messages.insert(messages.end(), std::make_move_iterator(cured.begin()),
                  std::make_move_iterator(cured.end()));
  return messages;
}

std::vector<StoredMessage> SqliteTransaction::open_messages_since(Instant since, Instant now) {
  const Int from = sql::seconds(since);
  const Int until = sql::seconds(now);
  return sql::mapped(sql::rows<sql::MessageRow>(
                         session_,
                         Text(sql::kMessageColumns) +
                             "WHERE state IN ('scheduled', 'retryable', 'sending') AND (state = "
                             "'sending' OR due_at <= ? OR closes_at < ? "
                             "OR order_id IN (SELECT order_id FROM events WHERE (at > ? AND at "
                             "<= ?) OR received_at >= ? "
                             "UNION SELECT a.order_id FROM events AS e JOIN order_addresses AS "
                             "a ON a.address = e.concerns WHERE e.concerns <> '' AND "
                             "((e.at > ? AND e.at <= ?) OR e.received_at >= ?) "
                             "UNION SELECT order_id FROM moments WHERE at > ? AND at <= ? "
                             "UNION SELECT id FROM orders WHERE updated_at >= ?)) "
                             "ORDER BY due_at IS NULL, due_at, order_id, stage",
                         until, until, from, until, from, from, until, from, from, until, from),
                     sql::message_of);
}

/// Each reason is asked for its own cure, so that a message that cannot come back is not found
/// again and again.
std::vector<StoredMessage> SqliteTransaction::cured_messages(std::optional<Instant> since,
                                                             Instant now) {
  const Int from = since ? sql::seconds(*since) : 0;
  return sql::mapped(
      sql::rows<sql::MessageRow>(
          session_,
          Text(sql::kMessageColumns) +
              "WHERE state = 'cancelled' AND reason IN ('S:no_address', 'R22:no_invoice', "
              "'S:bounced') AND order_id IN (SELECT id FROM orders WHERE updated_at >= ? "
              "UNION SELECT order_id FROM invoices WHERE issued_at >= ?) AND CASE reason "
              "WHEN 'S:no_address' THEN EXISTS (SELECT 1 FROM order_addresses AS a WHERE "
              "a.order_id = messages.order_id) "
              "WHEN 'R22:no_invoice' THEN EXISTS (SELECT 1 FROM invoices AS i WHERE i.order_id = "
              "messages.order_id) "
              "ELSE stage = 1 AND EXISTS (SELECT 1 FROM order_addresses AS a WHERE a.order_id = "
              "messages.order_id AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.concerns = "
              "a.address AND e.class = 'hard' AND e.at <= ?)) END "
              "ORDER BY order_id, stage",
          from, from, sql::seconds(now)),
      sql::message_of);
}

std::optional<Instant> SqliteTransaction::next_message_moment_after(Instant now) {
  const Int after = sql::seconds(now);
  return sql::moment(session_,
                     "SELECT min(at) FROM (SELECT min(due_at) AS at FROM messages WHERE "
                     "state IN ('scheduled', 'retryable', 'sending') AND "
                     "due_at > ? UNION ALL SELECT min(closes_at) + 1 FROM messages WHERE "
                     "state IN ('scheduled', 'retryable', 'sending') "
                     "AND closes_at >= ?)",
                     after, after);
}

std::vector<StoredMessage> SqliteTransaction::all_messages() {
  return sql::mapped(
      sql::rows<sql::MessageRow>(session_, Text(sql::kMessageColumns) + "ORDER BY order_id, stage"),
      sql::message_of);
}

std::optional<Instant> SqliteTransaction::last_sent_to(const std::string& recipient_key,
                                                       const OrderId& besides) {
  return sql::moment(
      session_,
      "SELECT max(at) FROM (SELECT max(sent_at) AS at FROM messages WHERE recipient_key = ? AND "
      "sent_at IS NOT NULL UNION ALL SELECT max(h.begun_at) FROM hand_overs AS h CROSS JOIN "
      "messages AS m ON m.order_id = h.order_id AND m.stage = h.stage WHERE h.outcome IN ('', "
      "'unknown') AND h.order_id <> ? AND m.recipient_key = ?)",
      recipient_key, besides.to_string(), recipient_key);
}

void SqliteTransaction::log(const MessageLogEntry& entry) {
  sql::run(session_,
           "INSERT INTO message_log (order_id, stage, at, decision, reason) VALUES (?, ?, ?, ?, ?)",
           entry.order.to_string(), static_cast<Int>(entry.stage), sql::seconds(entry.at),
           entry.decision, entry.reason);
}

std::vector<MessageLogEntry> SqliteTransaction::log_of(const OrderId& order) {
  std::vector<MessageLogEntry> entries;
  for (const auto& row : sql::rows<Poco::Tuple<Int, Int, Text, Text>>(
           session_,
           "SELECT stage, at, decision, reason FROM message_log WHERE order_id = ? ORDER BY "
           "position",
           order.to_string())) {
    entries.push_back({order, static_cast<messaging::Stage>(row.get<0>()),
                       sql::instant(row.get<1>()), row.get<2>(), row.get<3>()});
  }
  return entries;
}

std::string SqliteTransaction::setting(const std::string& key) {
  return sql::value<Text>(session_, "SELECT value FROM settings WHERE key = ?", key).value_or("");
}

void SqliteTransaction::put_setting(const std::string& key, const std::string& value) {
  sql::run(session_,
           "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value "
           "= excluded.value",
           key, value);
}

void SqliteTransaction::nest(const std::function<bool()>& part) {
  sql::run(session_, "SAVEPOINT part");
  if (!part()) sql::run(session_, "ROLLBACK TO part");
  sql::run(session_, "RELEASE part");
}

}  // namespace enclosure::app
