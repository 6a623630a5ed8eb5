// The words of app/ports/outbox_store.h and app/ports/bounce_store.h in SQLite's dialect.

#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using messaging::Stage;

Text text_of(HandOverEnd end) {
  switch (end) {
    case HandOverEnd::kSent:
      return "sent";
    case HandOverEnd::kRetry:
      return "retry";
    case HandOverEnd::kFailed:
      return "failed";
    case HandOverEnd::kUnknown:
      return "unknown";
  }
  return "";
}

OrderId order_id(const Text& text) {
  return text.empty() ? OrderId{} : trusted(OrderId::parse(text), "order number");
}

using BounceRow = Poco::Tuple<Text, Int, Text, Text, Text, Text, Text, NullableInt, Text>;

StoredBounce bounce_of(const BounceRow& row) {
  StoredBounce bounce;
  bounce.id = row.get<0>();
  bounce.read_at = sql::instant(row.get<1>());
  bounce.bounce_class = row.get<2>();
  bounce.rule = row.get<3>();
  bounce.status = row.get<4>();
  bounce.detail = row.get<5>();
  bounce.order = order_id(row.get<6>());
  if (!row.get<7>().isNull()) bounce.stage = static_cast<Stage>(row.get<7>().value());
  bounce.recipient_key = row.get<8>();
  return bounce;
}

std::optional<MessageKey> first_key(const std::vector<Poco::Tuple<Text, Int>>& rows) {
  if (rows.empty()) return std::nullopt;
  return MessageKey{order_id(rows.front().get<0>()), static_cast<Stage>(rows.front().get<1>())};
}

}  // namespace

bool SqliteTransaction::begin_hand_over(const HandOver& hand_over) {
  if (open_hand_over(hand_over.order, hand_over.stage)) return false;
  sql::run(session_,
           "INSERT INTO hand_overs (order_id, stage, attempt, channel, owner, begun_at, "
           "leased_until) VALUES (?, ?, ?, ?, ?, ?, ?)",
           hand_over.order.to_string(), static_cast<Int>(hand_over.stage), Int{hand_over.attempt},
           Text(to_string(hand_over.channel)), hand_over.owner, sql::seconds(hand_over.begun_at),
           sql::seconds(hand_over.leased_until));
  return true;
}

void SqliteTransaction::end_hand_over(const OrderId& order, Stage stage, HandOverEnd end) {
  sql::run(session_,
           "UPDATE hand_overs SET outcome = ? WHERE order_id = ? AND stage = ? AND outcome = ''",
           text_of(end), order.to_string(), static_cast<Int>(stage));
}

std::optional<HandOver> SqliteTransaction::open_hand_over(const OrderId& order, Stage stage) {
  using Row = Poco::Tuple<Int, Text, Text, Int, Int>;
  const auto rows = sql::rows<Row>(session_,
                                   "SELECT attempt, channel, owner, begun_at, leased_until FROM "
                                   "hand_overs WHERE order_id = ? AND stage = ? AND outcome = ''",
                                   order.to_string(), static_cast<Int>(stage));
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return HandOver{order,
                  stage,
                  static_cast<int>(row.get<0>()),
                  sql::channel(row.get<1>()),
                  row.get<2>(),
                  sql::instant(row.get<3>()),
                  sql::instant(row.get<4>())};
}

int SqliteTransaction::unknown_hand_overs(const OrderId& order, Stage stage) {
  return static_cast<int>(
      sql::value<Int>(session_,
                      "SELECT count(*) FROM hand_overs WHERE order_id = ? AND stage = ? AND "
                      "outcome = 'unknown'",
                      order.to_string(), static_cast<Int>(stage))
          .value_or(0));
}

std::optional<Instant> SqliteTransaction::next_lease_end_after(Instant now) {
  return sql::moment(
      session_, "SELECT min(leased_until) FROM hand_overs WHERE outcome = '' AND leased_until > ?",
      sql::seconds(now));
}

std::vector<Instant> SqliteTransaction::hand_overs_since(Channel channel, Instant since) {
  std::vector<Instant> all;
  for (const auto& row : sql::rows<Poco::Tuple<Int>>(
           session_,
           "SELECT begun_at FROM hand_overs WHERE channel = ? AND begun_at > ? ORDER BY begun_at",
           Text(to_string(channel)), sql::seconds(since))) {
    all.push_back(sql::instant(row.get<0>()));
  }
  return all;
}

std::optional<Instant> SqliteTransaction::first_hand_over(Channel channel) {
  return sql::moment(session_, "SELECT min(begun_at) FROM hand_overs WHERE channel = ?",
                     Text(to_string(channel)));
}

bool SqliteTransaction::add_bounce(const StoredBounce& bounce) {
  const NullableInt stage =
      bounce.stage ? NullableInt(static_cast<Int>(*bounce.stage)) : NullableInt();
  return sql::run(session_,
                  "INSERT INTO bounces (id, read_at, class, rule, status, detail, order_id, stage, "
                  "recipient_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                  bounce.id, sql::seconds(bounce.read_at), bounce.bounce_class, bounce.rule,
                  bounce.status, bounce.detail, bounce.order.to_string(), stage,
                  bounce.recipient_key) > 0;
}

bool SqliteTransaction::has_bounce(const std::string& id) {
  return sql::value<Int>(session_, "SELECT 1 FROM bounces WHERE id = ?", id).has_value();
}

std::vector<StoredBounce> SqliteTransaction::bounces_since(Instant since) {
  return sql::mapped(
      sql::rows<BounceRow>(session_,
                           "SELECT id, read_at, class, rule, status, detail, order_id, stage, "
                           "recipient_key FROM bounces WHERE read_at >= ? ORDER BY read_at, id",
                           sql::seconds(since)),
      bounce_of);
}

bool SqliteTransaction::came_back_too_large(const std::string& recipient_key) {
  return sql::value<Int>(session_,
                         "SELECT 1 FROM bounces WHERE recipient_key = ? AND recipient_key <> '' "
                         "AND class = 'too_large' LIMIT 1",
                         recipient_key)
      .has_value();
}

std::size_t SqliteTransaction::count_bounces(const std::string& bounce_class, Instant since) {
  return sql::count(session_, "SELECT count(*) FROM bounces WHERE class = ? AND read_at >= ?",
                    bounce_class, sql::seconds(since));
}

void SqliteTransaction::note_mail(const std::string& uid, Instant now) {
  sql::run(session_,
           "INSERT INTO mailbox_seen (uid, read_at) VALUES (?, ?) ON CONFLICT (uid) DO NOTHING",
           uid, sql::seconds(now));
}

bool SqliteTransaction::knows_mail(const std::string& uid) {
  return sql::value<Int>(session_, "SELECT 1 FROM mailbox_seen WHERE uid = ?", uid).has_value();
}

std::optional<MessageKey> SqliteTransaction::message_by_id(const std::string& message_id) {
  if (message_id.empty()) return std::nullopt;
  return first_key(sql::rows<Poco::Tuple<Text, Int>>(
      session_, "SELECT order_id, stage FROM messages WHERE message_id = ? AND message_id <> ''",
      message_id));
}

std::optional<MessageKey> SqliteTransaction::last_message_to(const std::string& recipient_key) {
  if (recipient_key.empty()) return std::nullopt;
  return first_key(sql::rows<Poco::Tuple<Text, Int>>(
      session_,
      "SELECT order_id, stage FROM messages WHERE recipient_key = ? AND sent_at IS NOT NULL "
      "ORDER BY sent_at DESC, stage DESC LIMIT 1",
      recipient_key));
}

}  // namespace enclosure::app
