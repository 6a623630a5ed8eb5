// GET /api/v1/health: what the queue looks like

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/pause.h"
#include "app/flow/why.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;

/// A message that is due for longer than that is late: passes come every minute.
constexpr std::chrono::minutes kLate{15};
/// So many of the orders without an invoice are looked at; the figures say so.
constexpr std::size_t kMostLookedAt = 200;

/// Orders that have no invoice yet, by what they wait for.
struct Waiting {
  std::size_t orders = 0;
  std::size_t looked_at = 0;
  std::map<std::string, std::size_t> states;  ///< "held", "not_shipped", …
  std::map<std::string, std::size_t> faults;  ///< of those held or refused, by code
};

Waiting waiting_orders(const Shop& shop, StoreTransaction& tx, Instant now) {
  Waiting waiting;
  const auto orders = tx.orders_to_issue();
  waiting.orders = orders.size();
  for (const OrderId& order : orders) {
    if (waiting.looked_at == kMostLookedAt) break;
    ++waiting.looked_at;
    const auto why = why_of(order, shop, tx, now);
    if (!why) continue;
    ++waiting.states[why->state];
    for (const WhyPart& part : why->parts) {
      for (const Fault& fault : part.faults) ++waiting.faults[fault.code];
    }
  }
  return waiting;
}

/// Open messages that do not go because something is wrong with them, by reason.
struct Queue {
  std::size_t open = 0;
  std::size_t due = 0;
  std::size_t late = 0;
  std::size_t in_doubt = 0;  ///< nobody knows whether they went out
  std::map<std::string, std::size_t> held;
  std::optional<Instant> next_due_at;
};

Queue queue_of(StoreTransaction& tx, Instant now) {
  Queue queue;
  for (const StoredMessage& message : tx.open_messages()) {
    const messaging::PlannedMessage& plan = message.plan;
    ++queue.open;
    if (plan.reason == "T:in_doubt" || plan.state == messaging::MessageState::kSending)
      ++queue.in_doubt;
    const bool held = plan.reason.starts_with("F:") || plan.reason.starts_with("T:") ||
                      plan.reason.ends_with(":refused");
    if (held) ++queue.held[plan.reason];
    if (plan.due_at && *plan.due_at > now &&
        (!queue.next_due_at || *plan.due_at < *queue.next_due_at))
      queue.next_due_at = plan.due_at;
  }
  std::tie(queue.due, queue.late) = tx.count_due(now, now - kLate);
  return queue;
}

Json pause_json(StoreTransaction& tx) {
  Json json = Json::object();
  const auto add = [&](const char* name, std::optional<Channel> channel) {
    const auto pause = pause_of(tx, channel);
    json[name] = pause ? Json{{"since", to_string(pause->since)}, {"because", pause->because}}
                       : Json(nullptr);
  };
  add("all", std::nullopt);
  add("amazon", Channel::kAmazon);
  add("shop", Channel::kShop);
  return json;
}

Json webhooks_json(StoreTransaction& tx) {
  std::size_t disabled = 0;
  std::size_t failing = 0;
  const auto all = tx.webhooks();
  for (const Webhook& webhook : all) {
    disabled += webhook.disabled_at.has_value();
    failing += !webhook.disabled_at && webhook.failing_since;
  }
  return {{"all", all.size()},
          {"failing", failing},
          {"disabled", disabled},
          {"pending_deliveries", tx.count_pending_deliveries()}};
}

/// The questions to the register of VAT numbers that have no answer: until when the seller must
/// have decided.
Json deadlines_json(StoreTransaction& tx) {
  Json json = Json::array();
  for (const OpenQuestion& question : tx.open_questions()) {
    json.push_back({{"order", question.order.to_string()},
                    {"held_since", to_string(question.opened_at)},
                    {"decide_by", to_string(question.decide_by)},
                    {"attempts", question.attempts}});
  }
  return json;
}

Json health_json(const Shop& shop, StoreTransaction& tx, Instant now) {
  const Queue queue = queue_of(tx, now);
  const Waiting waiting = waiting_orders(shop, tx, now);
  return {{"now", to_string(now)},
          {"dispatcher", tx.setting("dispatcher").empty() ? "running" : tx.setting("dispatcher")},
          {"paused", pause_json(tx)},
          {"messages",
           {{"open", queue.open},
            {"due", queue.due},
            {"late", queue.late},
            {"in_doubt", queue.in_doubt},
            {"held", queue.held},
            {"next_due_at", instant_or_null(queue.next_due_at)}}},
          {"orders",
           {{"without_invoice", waiting.orders},
            {"looked_at", waiting.looked_at},
            {"states", waiting.states},
            {"faults", waiting.faults}}},
          {"vat_number_deadlines", deadlines_json(tx)},
          {"webhooks", webhooks_json(tx)}};
}

}  // namespace

http::Endpoints health_endpoints(World& world) {
  return {{"GET", "/api/v1/health", admit(world, ApiScope::kHealthRead),
           [&world](const http::Request& request) {
             QueryReader query(request);
             if (auto no = query.refusal()) return *std::move(no);
             return ok(world.store.read<Json>(
                 [&](StoreTransaction& tx) { return health_json(world.shop, tx, world.clock()); }));
           }}};
}

}  // namespace enclosure::app::api
