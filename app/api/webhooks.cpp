// /api/v1/webhooks: who is told, and what was told

#include "app/flow/webhooks.h"

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "core/plain_number.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;
using http::Request;
using http::Response;
using http::Takes;

constexpr std::string_view kAll = "/api/v1/webhooks";
constexpr std::string_view kOne = "/api/v1/webhooks/{id}";
constexpr std::string_view kSecret = "/api/v1/webhooks/{id}/secret";
constexpr std::string_view kTest = "/api/v1/webhooks/{id}/test";
constexpr std::string_view kDeliveries = "/api/v1/webhooks/{id}/deliveries";
constexpr std::string_view kRedelivery = "/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery";
constexpr std::size_t kMostBytes = std::size_t{16} * 1024;

Json webhook_json(const Webhook& webhook) {
  return {{"id", webhook.id},
          {"url", webhook.url},
          {"events", webhook.events},
          {"description", webhook.description},
          {"created_at", to_string(webhook.created_at)},
          {"enabled", !webhook.disabled_at},
          {"disabled_at", instant_or_null(webhook.disabled_at)},
          {"disabled_because", webhook.disabled_because},
          {"failures", webhook.failures},
          {"failing_since", instant_or_null(webhook.failing_since)},
          {"rests_until", instant_or_null(webhook.rests_until)}};
}

Result<DeliveryState> parse_state(const std::string& text) {
  if (const auto state = parse_delivery_state(text)) return *state;
  return Fault{"QUERY-002", "", "no state of a delivery", "pending, delivered or failed"};
}

Json delivery_json(const Delivery& delivery) {
  return {{"id", std::to_string(delivery.position)},
          {"type", delivery.type},
          {"sequence", delivery.event},
          {"happened_at", to_string(delivery.happened_at)},
          {"data", Json::parse(delivery.data, nullptr, false)},
          {"state", word_of(delivery.state)},
          {"attempts", delivery.attempts},
          {"tried_at", instant_or_null(delivery.tried_at)},
          {"status", delivery.status},
          {"trouble", delivery.trouble}};
}

Response no_such_webhook() {
  return http::problem(404, "no such webhook");
}

Response list_webhooks(World& world, const Request& request) {
  const auto all =
      world.store.read<std::vector<Webhook>>([](StoreTransaction& tx) { return tx.webhooks(); });
  Json json = Json::array();
  for (const Webhook& webhook : all) json.push_back(webhook_json(webhook));
  return resource(request, {{"webhooks", json}});
}

std::optional<Webhook> find(StoreTransaction& tx, const Request& request) {
  return tx.webhook(request.variables.text("id"));
}

Response get_webhook(World& world, const Request& request) {
  const auto webhook = world.store.read<std::optional<Webhook>>(
      [&](StoreTransaction& tx) { return find(tx, request); });
  return webhook ? resource(request, webhook_json(*webhook)) : no_such_webhook();
}

Response post_webhook(const World& world, Store& store, const Request& request) {
  const auto wish =
      webhook_wish_from_json(request.body, world.shop.config.webhooks.private_addresses);
  if (!wish) return refused(wish.faults());
  const auto made = store.transaction<Webhook>(
      [&](StoreTransaction& tx) { return add_webhook(*wish, tx, world.clock()); });
  if (!made) return refused(made.faults());
  return created(webhook_json(*made), "/api/v1/webhooks/" + made->id);
}

Response patch_webhook(const World& world, Store& store, const Request& request) {
  const auto wish =
      webhook_wish_from_json(request.body, world.shop.config.webhooks.private_addresses);
  if (!wish) return refused(wish.faults());
  const auto changed = store.transaction<Webhook>([&](StoreTransaction& tx) {
    return change_webhook(request.variables.text("id"), *wish, tx, world.clock());
  });
  return changed ? ok(webhook_json(*changed)) : refused(changed.faults());
}

Response delete_webhook(const World&, Store& store, const Request& request) {
  bool removed = false;
  store.write(
      [&](StoreTransaction& tx) { removed = tx.remove_webhook(request.variables.text("id")); });
  return removed ? ok({{"removed", true}}) : no_such_webhook();
}

Response renew_secret(const World&, Store& store, const Request& request) {
  std::optional<Webhook> webhook;
  store.write([&](StoreTransaction& tx) {
    webhook = find(tx, request);
    if (!webhook) return;
    webhook->secret = new_webhook_secret();
    tx.put_webhook(*webhook);
  });
  return webhook ? ok(webhook_json(*webhook)) : no_such_webhook();
}

Response test_webhook(const World& world, Store& store, const Request& request) {
  std::optional<Webhook> webhook;
  store.write([&](StoreTransaction& tx) {
    webhook = find(tx, request);
    if (webhook) tx.add_event(webhook->id, "webhook.test", "{}", world.clock());
  });
  return webhook ? ok({{"queued", true}}) : no_such_webhook();
}

Response list_deliveries(World& world, const Request& request) {
  QueryReader query(request);
  const auto state = query.read<DeliveryState>("state", parse_state);
  const PageAt at = query.page(Direction::kNewestFirst);
  if (auto no = query.refusal()) return *std::move(no);
  const auto deliveries = world.store.read<std::optional<PageOf<Delivery>>>(
      [&](StoreTransaction& tx) -> std::optional<PageOf<Delivery>> {
        const auto webhook = find(tx, request);
        if (!webhook) return std::nullopt;
        return tx.list_deliveries(webhook->id, state, at);
      });
  if (!deliveries) return no_such_webhook();
  return page(request, "deliveries", *deliveries, delivery_json);
}

/// Sends one once more, be it delivered or given up.
Response redeliver(const World&, Store& store, const Request& request) {
  const auto position = plain_number(request.variables.text("delivery"));
  std::optional<Delivery> delivery;
  store.write([&](StoreTransaction& tx) {
    if (position) delivery = tx.delivery(*position);
    if (delivery && delivery->webhook != request.variables.text("id")) delivery.reset();
    if (!delivery) return;
    delivery->state = DeliveryState::kPending;
    delivery->attempts = 0;
    tx.update_delivery(*delivery);
  });
  return delivery ? ok(delivery_json(*delivery)) : http::problem(404, "no such delivery");
}

/// What is put into an answer after it was kept for its Idempotency-Key.
using Unkept = void (*)(World&, Json&);

/// The secret, in the only answers that show it: those that made it. It is kept with its webhook
/// and nowhere else, so the same request once more shows the one that is valid then, or none where
/// the webhook is gone.
void add_secret(World& world, Json& json) {
  const std::string id = json["id"];
  const auto webhook = world.store.read<std::optional<Webhook>>(
      [&](StoreTransaction& tx) { return tx.webhook(id); });
  json["secret"] = webhook ? webhook->secret : "";
}

/// An endpoint that changes something, once for each Idempotency-Key.
http::Endpoint changing(World& world, std::string_view method, std::string_view path, Takes takes,
                        Response (*work)(const World&, Store&, const Request&),
                        Unkept unkept = nullptr) {
  return {method, path, admit(world, ApiScope::kWebhooks, takes),
          [&world, method, path, work, unkept](const Request& request) {
            QueryReader query(request);
            if (auto no = query.refusal()) return *std::move(no);
            Response response = world.once.joined(
                std::string(method) + " " + std::string(path), key_of(world, request), request,
                [&](Store& store) { return work(world, store, request); });
            world.changed();
            if (unkept == nullptr) return response;
            return with_unkept(std::move(response), [&](Json& json) { unkept(world, json); });
          },
          kMostBytes};
}

http::Endpoint looking(World& world, std::string_view path,
                       Response (*work)(World&, const Request&)) {
  return {"GET", path, admit(world, ApiScope::kWebhooks), [&world, work](const Request& request) {
            QueryReader query(request);
            if (auto no = query.refusal()) return *std::move(no);
            return work(world, request);
          }};
}

}  // namespace

http::Endpoints webhook_endpoints(World& world) {
  return {
      looking(world, kAll, list_webhooks),
      looking(world, kOne, get_webhook),
      changing(world, "POST", kAll, Takes::kJson, post_webhook, add_secret),
      changing(world, "PATCH", kOne, Takes::kJson, patch_webhook),
      changing(world, "DELETE", kOne, Takes::kNothing, delete_webhook),
      changing(world, "POST", kSecret, Takes::kNothing, renew_secret, add_secret),
      changing(world, "POST", kTest, Takes::kNothing, test_webhook),
      {"GET", kDeliveries, admit(world, ApiScope::kWebhooks),
       [&world](const Request& request) { return list_deliveries(world, request); }},
      changing(world, "POST", kRedelivery, Takes::kNothing, redeliver),
  };
}

}  // namespace enclosure::app::api
