// The words of app/ports/webhooks.h and app/ports/kept_answers.h in SQLite's dialect.

#include <algorithm>

#include "app/errors.h"
#include "app/store/sqlite_places.h"
#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;

using WebhookColumns = Poco::Tuple<Text, Text, Text, Text, Text, Int, Int, NullableInt, NullableInt,
                                   NullableInt, Text>;
constexpr const char* kWebhookColumns =
    "SELECT id, url, events, secret, description, created_at, failures, failing_since, "
    "rests_until, disabled_at, disabled_because FROM webhooks ";

std::vector<Text> words_of(std::string_view text) {
  std::vector<Text> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Webhook webhook_of(const WebhookColumns& row) {
  Webhook webhook;
  webhook.id = row.get<0>();
  webhook.url = row.get<1>();
  webhook.events = words_of(row.get<2>());
  webhook.secret = row.get<3>();
  webhook.description = row.get<4>();
  webhook.created_at = sql::instant(row.get<5>());
  webhook.failures = static_cast<int>(row.get<6>());
  webhook.failing_since = sql::instant(row.get<7>());
  webhook.rests_until = sql::instant(row.get<8>());
  webhook.disabled_at = sql::instant(row.get<9>());
  webhook.disabled_because = row.get<10>();
  return webhook;
}

using DeliveryColumns =
    Poco::Tuple<Int, Text, Int, Text, Text, Int, Text, Int, NullableInt, Int, Text>;
constexpr const char* kDeliveryColumns =
    "SELECT d.position, d.webhook, d.event, e.type, e.data, e.at, d.state, d.attempts, d.tried_at, "
    "d.status, d.trouble FROM webhook_deliveries AS d JOIN webhook_events AS e ON e.position = "
    "d.event ";

Delivery delivery_of(const DeliveryColumns& row) {
  Delivery delivery;
  delivery.position = row.get<0>();
  delivery.webhook = row.get<1>();
  delivery.event = row.get<2>();
  delivery.type = row.get<3>();
  delivery.data = row.get<4>();
  delivery.happened_at = sql::instant(row.get<5>());
  delivery.state = parse_delivery_state(row.get<6>()).value_or(DeliveryState::kPending);
  delivery.attempts = static_cast<int>(row.get<7>());
  delivery.tried_at = sql::instant(row.get<8>());
  delivery.status = static_cast<int>(row.get<9>());
  delivery.trouble = row.get<10>();
  return delivery;
}

std::optional<Delivery> first(const std::vector<DeliveryColumns>& rows) {
  return sql::first(rows, delivery_of);
}

}  // namespace

void SqliteTransaction::put_webhook(const Webhook& webhook) {
  Text events = " ";
  for (const Text& event : webhook.events) events += event + " ";
  sql::run(session_,
           "INSERT INTO webhooks (id, url, events, secret, description, created_at, failures, "
           "failing_since, rests_until, disabled_at, disabled_because) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
           "url = excluded.url, events = excluded.events, secret = excluded.secret, "
           "description = excluded.description, failures = excluded.failures, "
           "failing_since = excluded.failing_since, rests_until = excluded.rests_until, "
           "disabled_at = excluded.disabled_at, disabled_because = excluded.disabled_because",
           webhook.id, webhook.url, events, webhook.secret, webhook.description,
           sql::seconds(webhook.created_at), Int{webhook.failures},
           sql::seconds(webhook.failing_since), sql::seconds(webhook.rests_until),
           sql::seconds(webhook.disabled_at), webhook.disabled_because);
}

std::optional<Webhook> SqliteTransaction::webhook(const std::string& id) {
  const auto rows = sql::rows<WebhookColumns>(session_, Text(kWebhookColumns) + "WHERE id = ?", id);
  return sql::first(rows, webhook_of);
}

std::vector<Webhook> SqliteTransaction::webhooks() {
  return sql::mapped(
      sql::rows<WebhookColumns>(session_, Text(kWebhookColumns) + "ORDER BY created_at, id"),
      webhook_of);
}

bool SqliteTransaction::remove_webhook(const std::string& id) {
  sql::run(session_, "DELETE FROM webhook_deliveries WHERE webhook = ?", id);
  return sql::run(session_, "DELETE FROM webhooks WHERE id = ?", id) > 0;
}

void SqliteTransaction::add_event(const std::string& webhook, const std::string& type,
                                  const std::string& data, Instant at) {
  sql::run(session_, "INSERT INTO webhook_events (type, at, data) VALUES (?, ?, ?)", type,
           sql::seconds(at), data);
  sql::run(session_,
           "INSERT INTO webhook_deliveries (webhook, event) VALUES (?, last_insert_rowid())",
           webhook);
}

std::optional<Delivery> SqliteTransaction::next_delivery(const std::string& webhook) {
  return first(sql::rows<DeliveryColumns>(
      session_,
      Text(kDeliveryColumns) +
          "WHERE d.webhook = ? AND d.state = 'pending' ORDER BY d.attempts, d.position LIMIT 1",
      webhook));
}

std::optional<Delivery> SqliteTransaction::delivery(std::int64_t position) {
  return first(sql::rows<DeliveryColumns>(session_, Text(kDeliveryColumns) + "WHERE d.position = ?",
                                          Int{position}));
}

void SqliteTransaction::update_delivery(const Delivery& delivery) {
  sql::run(session_,
           "UPDATE webhook_deliveries SET state = ?, attempts = ?, tried_at = ?, status = ?, "
           "trouble = ? WHERE position = ?",
           Text(word_of(delivery.state)), Int{delivery.attempts}, sql::seconds(delivery.tried_at),
           Int{delivery.status}, delivery.trouble, Int{delivery.position});
}

PageOf<Delivery> SqliteTransaction::list_deliveries(const std::string& webhook,
                                                    std::optional<DeliveryState> state,
                                                    const PageAt& page) {
  const sql::Places places(page, "d.position");
  return sql::page_of(
      sql::rows<DeliveryColumns>(
          session_,
          Text(kDeliveryColumns) + "WHERE " + places.bound() +
              "AND d.webhook = ?2 AND (?3 = '' OR d.state = ?3) " + places.order() + "LIMIT ?4",
          places.behind(), webhook, Text(state ? word_of(*state) : ""), sql::one_more(page.most)),
      page.most, delivery_of);
}

std::optional<Instant> SqliteTransaction::next_delivery_at(Instant now) {
  return sql::moment(
      session_,
      "SELECT min(max(coalesce(rests_until, 0), ?)) FROM webhooks AS w WHERE disabled_at IS NULL "
      "AND EXISTS (SELECT 1 FROM webhook_deliveries AS d WHERE d.webhook = w.id AND d.state = "
      "'pending')",
      sql::seconds(now));
}

std::size_t SqliteTransaction::count_pending_deliveries() {
  return sql::count(session_, "SELECT count(*) FROM webhook_deliveries WHERE state = 'pending'");
}

void SqliteTransaction::forget_deliveries(Instant before) {
  sql::run(session_, "DELETE FROM webhook_deliveries WHERE state <> 'pending' AND tried_at < ?",
           sql::seconds(before));
  sql::run(session_,
           "DELETE FROM webhook_events WHERE at < ? AND NOT EXISTS (SELECT 1 FROM "
           "webhook_deliveries AS d WHERE d.event = webhook_events.position)",
           sql::seconds(before));
}

std::optional<KeptAnswer> SqliteTransaction::kept_answer(const RequestKey& request, Instant since) {
  const auto rows = sql::rows<Poco::Tuple<Text, Int, Int, Text, Text>>(
      session_,
      "SELECT fingerprint, answered_at, status, headers, body FROM kept_answers WHERE api_key = ? "
      "AND route = ? AND key = ? AND answered_at >= ?",
      request.api_key, request.route, request.key, sql::seconds(since));
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return KeptAnswer{row.get<0>(), sql::instant(row.get<1>()), static_cast<int>(row.get<2>()),
                    row.get<3>(), row.get<4>()};
}

void SqliteTransaction::keep_answer(const RequestKey& request, const KeptAnswer& answer,
                                    Instant since) {
  sql::run(session_, "DELETE FROM kept_answers WHERE answered_at < ?", sql::seconds(since));
  sql::run(session_,
           "INSERT INTO kept_answers (api_key, route, key, fingerprint, answered_at, status, "
           "headers, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
           request.api_key, request.route, request.key, answer.fingerprint,
           sql::seconds(answer.answered_at), Int{answer.status}, answer.headers, answer.body);
}

}  // namespace enclosure::app
