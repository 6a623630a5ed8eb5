// GET /api/v1/health: what the queue looks like

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/heartbeat.h"
#include "app/flow/pause.h"
#include "app/flow/sent_in.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;

/// A message that is due for longer than that is late: passes come every minute.
constexpr std::chrono::minutes kLate{15};
/// Orders of which an invoice is still to come, by how the last look left them.
struct Waiting {
  std::size_t orders = 0;
  std::map<std::string_view, std::size_t> states;  ///< "held", "waiting", …
  std::map<std::string, std::size_t> faults;       ///< of those held or refused, by code
};

bool waits(Standing standing) {
  static constexpr std::array kOpen{Standing::kNew, Standing::kWaiting, Standing::kHeld,
                                    Standing::kRefused, Standing::kPartlyIssued};
  return std::find(kOpen.begin(), kOpen.end(), standing) != kOpen.end();
}

Waiting waiting_orders(OverviewTransaction& tx) {
  Waiting waiting;
  for (const auto& [standing, count] : tx.count_standings()) {
    if (!waits(standing)) continue;
    waiting.orders += count;
    waiting.states[word_of(standing)] = count;
  }
  for (const auto& [code, count] : tx.count_order_faults()) waiting.faults[code] = count;
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
  using messaging::MessageState;
  Queue queue;
  for (const MessageCount& each : tx.count_messages()) {
    if (!is_open(each.state)) continue;
    queue.open += each.count;
    if (each.reason == "T:in_doubt" || each.state == MessageState::kSending)
      queue.in_doubt += each.count;
    const bool held = each.reason.starts_with("F:") || each.reason.starts_with("T:") ||
                      each.reason.ends_with(":refused");
    if (held) queue.held[each.reason] += each.count;
  }
  queue.due = tx.count_due_messages(now);
  queue.late = tx.count_due_messages(now - kLate - std::chrono::seconds{1});
  queue.next_due_at = tx.next_due_after(now);
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

/// Whether messages leave: "paused" when all wait, or those of a channel; "none" when nobody makes
/// passes.
std::string_view dispatcher_told(StoreTransaction& tx, const Shop& shop, Instant now) {
  if (is_paused(tx, Channel::kAmazon) || is_paused(tx, Channel::kShop)) return "paused";
  return is_dispatching(tx, shop, now) ? "running" : "none";
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

/// What buyers sent in and is not done yet; of `for_seller` the seller must do something.
Json sent_in_json(const Shop& shop, StoreTransaction& tx, Instant now) {
  const auto waiting = waiting_sent_in(shop, tx, now);
  Json requests = Json::array();
  for (const WaitingSentIn& one : waiting) {
    requests.push_back({{"order", one.request.order.to_string()},
                        {"state", name_of(one.request.state)},
                        {"at", to_string(one.request.received_at)},
                        {"for_seller", one.is_sellers}});
  }
  return {{"waiting", waiting.size()},
          {"for_seller", count_sellers(waiting)},
          {"requests", std::move(requests)}};
}

Json health_json(StoreTransaction& tx, const Shop& shop, Instant now) {
  const Queue queue = queue_of(tx, now);
  const Waiting waiting = waiting_orders(tx);
  return {{"now", to_string(now)},
          {"dispatcher", dispatcher_told(tx, shop, now)},
          {"last_pass_at", instant_or_null(last_pass(tx))},
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
            {"states", waiting.states},
            {"faults", waiting.faults}}},
          {"vat_number_deadlines", deadlines_json(tx)},
          {"sent_in", sent_in_json(shop, tx, now)},
          {"webhooks", webhooks_json(tx)}};
}

}  // namespace

http::Endpoints health_endpoints(World& world) {
  return {{"GET", "/api/v1/health", admit(world, ApiScope::kHealthRead),
           [&world](const http::Request& request) {
             QueryReader query(request);
             if (auto no = query.refusal()) return *std::move(no);
             return ok(world.store.read<Json>(
                 [&](StoreTransaction& tx) { return health_json(tx, world.shop, world.clock()); }));
           }}};
}

}  // namespace enclosure::app::api
