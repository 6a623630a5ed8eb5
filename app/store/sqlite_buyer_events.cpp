// The words of app/ports/buyer_events.h in SQLite's dialect.

#include <algorithm>

#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using messaging::Block;
using messaging::BlockKind;
using messaging::BuyerEvent;
using sql::Int;
using sql::NullableInt;
using Text = std::string;

using EventRow = Poco::Tuple<Text, Text, Text, Int, Text, Text, NullableInt, Text>;
constexpr const char* kEventColumns =
    "SELECT id, coalesce(order_id, ''), type, at, address, class, stage, detail FROM events ";

BuyerEvent event_of(const EventRow& row) {
  BuyerEvent event;
  event.id = trusted(EventId::parse(row.get<0>()), "event id");
  if (!row.get<1>().empty()) event.order = sql::order_id(row.get<1>());
  const auto type = messaging::parse_buyer_event_type(row.get<2>());
  event.type = type.value_or(messaging::BuyerEventType::kOptedOut);
  event.at = sql::instant(row.get<3>());
  if (!row.get<4>().empty())
    event.address = trusted(EmailAddress::parse(row.get<4>()), "mail address");
  if (!row.get<5>().empty())
    event.bounce = trusted(messaging::parse_bounce_class(row.get<5>()), "class of a bounce");
  if (!row.get<6>().isNull()) event.stage = static_cast<messaging::Stage>(row.get<6>().value());
  event.detail = row.get<7>();
  return event;
}

std::vector<BuyerEvent> events_of_rows(const std::vector<EventRow>& rows) {
  std::vector<BuyerEvent> events;
  events.reserve(rows.size());
  for (const EventRow& row : rows) events.push_back(event_of(row));
  return events;
}

using BlockRow = Poco::Tuple<Text, Text, Text, Text, Int>;
constexpr const char* kBlockColumns =
    "SELECT kind, value, reach, because, added_at FROM block_list ";

Block block_of(const BlockRow& row) {
  Block block = trusted(messaging::parse_block(row.get<0>() + ":" + row.get<1>()), "block list");
  block.reach = row.get<2>() == "all" ? messaging::Blocked::kAll : messaging::Blocked::kAsking;
  block.because = row.get<3>();
  block.added_at = sql::instant(row.get<4>());
  return block;
}

std::string_view domain_of(std::string_view address) {
  const auto at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view{} : address.substr(at + 1);
}

}  // namespace

Change SqliteTransaction::put_buyer_event(const BuyerEvent& event, Instant now) {
  const NullableInt stage =
      event.stage ? NullableInt(static_cast<Int>(*event.stage)) : NullableInt();
  const Text bounce = event.bounce ? Text(messaging::to_string(*event.bounce)) : Text();
  const Text type(messaging::to_string(event.type));
  const bool of_address = event.type == messaging::BuyerEventType::kOptedOut ||
                          event.type == messaging::BuyerEventType::kBounced;
  const Text address = event.address.to_string();
  const auto changed = sql::run(
      session_,
      "INSERT INTO events (id, order_id, type, at, received_at, buyer, address, concerns, class, "
      "stage, detail) VALUES (?, nullif(?, ''), ?, ?, ?, 1, ?, CASE WHEN ? = 0 THEN '' WHEN ? <> "
      "'' THEN ? ELSE coalesce((SELECT address FROM order_addresses WHERE order_id = ?), '') END, "
      "?, ?, ?) ON CONFLICT (id) DO NOTHING",
      event.id.to_string(), event.order.to_string(), type, sql::seconds(event.at),
      sql::seconds(now), address, Int{of_address ? 1 : 0}, address, to_lower_ascii(address),
      event.order.to_string(), bounce, stage, event.detail);
  return changed > 0 ? Change::kNew : Change::kUnchanged;
}

std::optional<BuyerEvent> SqliteTransaction::buyer_event(const EventId& id) {
  const auto rows = sql::rows<EventRow>(
      session_, Text(kEventColumns) + "WHERE id = ? AND buyer = 1", id.to_string());
  return sql::first(rows, event_of);
}

std::vector<BuyerEvent> SqliteTransaction::buyer_events_of(const OrderId& order) {
  return events_of_rows(sql::rows<EventRow>(
      session_, Text(kEventColumns) + "WHERE order_id = ? AND buyer = 1 ORDER BY at, id",
      order.to_string()));
}

std::vector<BuyerEvent> SqliteTransaction::buyer_events_to(const EmailAddress& address) {
  if (address.empty()) return {};
  return events_of_rows(
      sql::rows<EventRow>(session_, Text(kEventColumns) + "WHERE concerns = ? ORDER BY at, id",
                          to_lower_ascii(address.to_string())));
}

std::vector<OrderId> SqliteTransaction::orders_to(const EmailAddress& address) {
  std::vector<OrderId> ids;
  for (const auto& row : sql::rows<Poco::Tuple<Text>>(
           session_,
           "SELECT order_id FROM order_addresses WHERE address = ? ORDER BY ordered_at, order_id",
           to_lower_ascii(address.to_string()))) {
    ids.push_back(sql::order_id(row.get<0>()));
  }
  return ids;
}

void SqliteTransaction::put_address(const Order& order) {
  sql::run(session_, "DELETE FROM order_addresses WHERE order_id = ?", order.id.to_string());
  if (order.buyer.email.empty()) return;
  std::optional<Instant> placed = order.ordered_at;
  if (!placed && order.order_date) placed = Instant{std::chrono::sys_days{*order.order_date}};
  sql::run(session_,
           "INSERT INTO order_addresses (order_id, address, ordered_at) VALUES (?, ?, coalesce(?, "
           "(SELECT imported_at FROM orders WHERE id = ?)))",
           order.id.to_string(), to_lower_ascii(order.buyer.email.to_string()),
           sql::seconds(placed), order.id.to_string());
}

Change SqliteTransaction::put_block(const Block& block) {
  const Text kind(messaging::to_string(block.kind));
  const Text reach = block.reach == messaging::Blocked::kAll ? "all" : "asking";
  const auto known = sql::value<Int>(
      session_, "SELECT reach = ? AND because = ? FROM block_list WHERE kind = ? AND value = ?",
      reach, block.because, kind, block.value);
  if (known == Int{1}) return Change::kUnchanged;
  sql::run(session_,
           "INSERT OR REPLACE INTO block_list (kind, value, reach, because, added_at) VALUES (?, "
           "?, ?, ?, ?)",
           kind, block.value, reach, block.because, sql::seconds(block.added_at));
  return known ? Change::kChanged : Change::kNew;
}

bool SqliteTransaction::remove_block(BlockKind kind, const std::string& value) {
  return sql::run(session_, "DELETE FROM block_list WHERE kind = ? AND value = ?",
                  Text(messaging::to_string(kind)), value) > 0;
}

std::vector<Block> SqliteTransaction::blocks() {
  return sql::mapped(sql::rows<BlockRow>(session_, Text(kBlockColumns) + "ORDER BY kind, value"),
                     block_of);
}

std::vector<Block> SqliteTransaction::blocks_of(const Order& order) {
  const Text address = to_lower_ascii(order.buyer.email.to_string());
  std::vector<BlockRow> rows =
      sql::rows<BlockRow>(session_,
                          Text(kBlockColumns) +
                              "WHERE (kind = 'address' AND value = ?) OR (kind = 'order' AND value "
                              "= ?) OR kind = 'sku'",
                          address, order.id.to_string());
  for (auto domain = domain_of(address); !domain.empty();) {
    for (const BlockRow& row : sql::rows<BlockRow>(
             session_, Text(kBlockColumns) + "WHERE kind = 'domain' AND value = ?", Text(domain)))
      rows.push_back(row);
    const auto dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view{} : domain.substr(dot + 1);
  }
  std::vector<Block> blocks;
  for (const BlockRow& row : rows) {
    Block block = block_of(row);
    if (messaging::covers(block, order)) blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace enclosure::app
