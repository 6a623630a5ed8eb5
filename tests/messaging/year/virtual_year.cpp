// Walks a year of virtual time: the planner as it is, a dispatcher that keeps what it decides in
// memory, and every fact and decision as a line of JSON, for check_year.py to judge.
//
//   virtual_year ORDERS SEED > year.ndjson

#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <queue>
#include <random>
#include <set>

#include "core/text.h"
#include "messaging/reasons.h"
#include "tests/messaging/year/shop_year.h"

namespace enclosure::messaging::year {
namespace {

using enclosure::to_string;
using Json = nlohmann::ordered_json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

void tell(const Json& line) {
  std::cout << line.dump() << '\n';
}

/// What the shop knows of an order by now.
struct Known {
  Order order;
  bool imported = false;
  bool planned = false;
  bool shipped = false;
  OrderHistory history;
  std::vector<BuyerEvent> events;
  std::map<Stage, PlannedMessage> messages;
  std::map<Stage, int> attempts;
};

enum class What { kFact, kBounce, kBlock, kDue };

/// A moment at which something is to be looked at.
struct Moment {
  Instant at;
  What what = What::kFact;
  std::size_t order = 0;
  std::size_t index = 0;

  friend bool operator>(const Moment& a, const Moment& b) {
    return std::tie(a.at, a.what, a.order, a.index) > std::tie(b.at, b.what, b.order, b.index);
  }
};

class Walk {
 public:
  explicit Walk(const Year& year, unsigned seed)
      : year_(year), known_(year.orders.size()), random_(seed) {
    for (std::size_t i = 0; i < year.orders.size(); ++i) {
      known_[i].order = year.orders[i].order;
      for (std::size_t f = 0; f < year.orders[i].facts.size(); ++f)
        queue_.push({year.orders[i].facts[f].known_at, What::kFact, i, f});
    }
    for (std::size_t i = 0; i < year.blocks.size(); ++i)
      queue_.push({year.blocks[i].at, What::kBlock, 0, i});
  }

  void run() {
    tell_settings();
    while (!queue_.empty()) {
      const Moment moment = queue_.top();
      queue_.pop();
      now_ = moment.at;
      switch (moment.what) {
        case What::kFact:
          learn_fact(moment.order, year_.orders[moment.order].facts[moment.index]);
          break;
        case What::kBounce:
          take_event(moment.order, returned_[moment.index]);
          look_at(moment.order);
          break;
        case What::kDue:
          look_at(moment.order);
          break;
        case What::kBlock:
          blocks_.push_back(year_.blocks[moment.index].block);
          tell({{"t", "block"},
                {"at", to_string(now_)},
                {"kind", to_string(blocks_.back().kind)},
                {"value", blocks_.back().value},
                {"all", blocks_.back().reach == Blocked::kAll}});
          break;
      }
    }
    for (const Known& one : known_) {
      for (const auto& [stage, message] : one.messages)
        tell({{"t", "end"},
              {"order", one.order.id.to_string()},
              {"stage", static_cast<int>(stage)},
              {"state", messaging::to_string(message.state)},
              {"reason", message.reason}});
    }
  }

 private:
  void tell_settings() {
    for (const auto& [from, policy] : year_.policies) {
      Json transit = Json::array();
      for (const TransitTime& one : policy.transit)
        transit.push_back(
            {{"to", one.to.to_string()}, {"least", one.fewest_days}, {"most", one.most_days}});
      tell({{"t", "settings"},
            {"from", to_string(from)},
            {"accept_estimated", policy.accept_estimated},
            {"transit", transit}});
    }
    for (const PauseSpan& pause : year_.pauses)
      tell({{"t", "pause"},
            {"channel", pause.channel ? std::string(to_string(*pause.channel)) : "all"},
            {"from", to_string(pause.from)},
            {"until", to_string(pause.until)}});
  }

  const MessagePolicy& policy() const {
    const MessagePolicy* now = &year_.policies.front().second;
    for (const auto& [from, one] : year_.policies) {
      if (from <= now_) now = &one;
    }
    return *now;
  }

  static std::string address_of(const Order& order) {
    return to_lower_ascii(order.buyer.email.to_string());
  }

  void tell_order(const Known& known, const YearOrder& source) {
    const Order& order = known.order;
    const auto& shipments = order.shipments;
    const bool promises = !shipments.empty() && shipments[0].estimated_delivery;
    tell({{"t", "order"},
          {"order", order.id.to_string()},
          {"channel", to_string(order.channel)},
          {"fulfilment", to_string(order.fulfilment)},
          {"country", order.deliver_to.country.to_string()},
          {"postcode", order.deliver_to.postcode},
          {"region", order.deliver_to.region},
          {"address", address_of(order)},
          {"sku", order.lines[0].sku.to_string()},
          {"marketplace_invoice", order.marketplace_issues_invoice.value_or(false)},
          {"do_not_ask", source.do_not_ask},
          {"promised", promises ? Json(to_string(*shipments[0].estimated_delivery)) : Json()}});
  }

  void tell_fact(const Known& known, std::string_view what, const Fact& fact,
                 Json more = Json::object()) {
    Json line{{"t", "fact"},
              {"order", known.order.id.to_string()},
              {"what", what},
              {"at", to_string(fact.at)},
              {"known", to_string(now_)}};
    line.update(more);
    tell(line);
  }

  void learn_fact(std::size_t index, const Fact& fact) {
    Known& known = known_[index];
    const YearOrder& source = year_.orders[index];
    switch (fact.kind) {
      case Fact::Kind::kImported:
        known.imported = true;
        // What the input tells of the shipment before it leaves is its promise.
        tell_order(known, source);
        by_address_[address_of(known.order)].insert(index);
        break;
      case Fact::Kind::kShipped:
        ship(known, fact);
        break;
      case Fact::Kind::kDelivered:
      case Fact::Kind::kReported: {
        if (!known.shipped) ship(known, fact);  // what arrived has left
        known.order.shipments[0].delivered_at = fact.at;
        const bool seen = fact.kind == Fact::Kind::kDelivered;
        known.history.delivery = seen ? DeliveryKind::kObserved : DeliveryKind::kReported;
        tell_fact(known, "delivered", fact, {{"how", to_string(known.history.delivery)}});
        break;
      }
      case Fact::Kind::kCancelled:
        known.order.state = OrderState::kCancelled;
        tell_fact(known, "cancelled", fact);
        break;
      case Fact::Kind::kRefunded:
        known.history.refunded = true;
        tell_fact(known, "refunded", fact);
        break;
      case Fact::Kind::kReturned:
        known.history.returned = true;
        tell_fact(known, "returned", fact);
        break;
      case Fact::Kind::kOptedOut:
        known.history.opted_out = true;
        opted_out_.insert(address_of(known.order));
        tell_fact(known, "opted_out", fact, {{"address", address_of(known.order)}});
        break;
      case Fact::Kind::kBuyerEvent:
        take_event(index, fact.event);
        break;
      case Fact::Kind::kAddressMended:
        by_address_[address_of(known.order)].erase(index);
        known.order.buyer.email = *EmailAddress::parse(source.mended_address);
        by_address_[address_of(known.order)].insert(index);
        tell_fact(known, "address", fact, {{"address", address_of(known.order)}});
        break;
      case Fact::Kind::kAgain:
        break;
    }
    plan_once(index);
    look_at(index);
  }

  void ship(Known& known, const Fact& fact) {
    auto& shipped_at = known.order.shipments[0].shipped_at;
    shipped_at = shipped_at ? std::min(*shipped_at, fact.at) : fact.at;
    known.shipped = true;
    tell_fact(known, "shipped", {Fact::Kind::kShipped, now_, *shipped_at, {}});
  }

  void take_event(std::size_t index, const BuyerEvent& event) {
    Known& known = known_[index];
    known.events.push_back(event);
    Json more = Json::object();
    const bool of_address =
        event.type == BuyerEventType::kOptedOut || event.type == BuyerEventType::kBounced;
    if (of_address) more["address"] = address_of(known.order);
    if (event.bounce) more["class"] = to_string(*event.bounce);
    if (event.order.empty()) more["address_alone"] = true;
    tell_fact(known, to_string(event.type), {Fact::Kind::kBuyerEvent, event.at, event.at, event},
              more);
    if (!of_address || known.order.buyer.email.empty()) return;
    address_events_[address_of(known.order)].push_back(event);
    if (event.type == BuyerEventType::kOptedOut) opted_out_.insert(address_of(known.order));
  }

  /// What app/flow/contact_facts.cpp gathers from the store.
  OrderHistory history_of(std::size_t index) {
    const Known& known = known_[index];
    OrderHistory history = known.history;
    history.cancelled = known.order.state == OrderState::kCancelled;
    history.do_not_ask = year_.orders[index].do_not_ask;
    history.has_invoice = !known.order.marketplace_issues_invoice.value_or(false);
    if (!known.order.shipments.empty()) {
      const Shipment& shipment = known.order.shipments[0];
      history.shipped_at = shipment.shipped_at;
      history.delivered_at = shipment.delivered_at;
      history.promised_by = shipment.estimated_delivery;
    }
    if (!history.delivered_at) history.estimate = estimate_of(known.order, policy().transit);
    for (const BuyerEvent& event : known.events) {
      if (!event.order.empty()) learn(history, event, known.order.id, now_);
    }
    history.address_dead = false;
    const std::string address = address_of(known.order);
    for (const BuyerEvent& event : address_events_[address])
      learn(history, event, known.order.id, now_);
    if (!address.empty() && opted_out_.contains(address)) history.opted_out = true;
    for (const Block& block : blocks_) {
      if (covers(block, known.order)) history.blocked = std::max(history.blocked, block.reach);
    }
    return history;
  }

  void log(const PlannedMessage& message, std::string_view decision) {
    tell({{"t", "log"},
          {"order", message.order.to_string()},
          {"stage", static_cast<int>(message.stage)},
          {"at", to_string(now_)},
          {"decision", decision},
          {"reason", message.reason},
          {"due", message.due_at ? Json(to_string(*message.due_at)) : Json()},
          {"campaign", message.campaign}});
  }

  /// Planned with the first shipment; what is there stays (P03), whatever is imported again.
  void plan_once(std::size_t index) {
    Known& known = known_[index];
    if (!known.shipped || known.order.state == OrderState::kCancelled) {
      if (!known.planned) return;
    }
    for (const PlannedMessage& message : plan(known.order, history_of(index), policy(), now_)) {
      if (!known.messages.try_emplace(message.stage, message).second) continue;
      log(message, message.state == MessageState::kCancelled ? "suppressed" : "planned");
    }
    known.planned = true;
  }

  /// The end of the pause that holds `channel` now, or nothing.
  std::optional<Instant> paused_until(Channel channel) const {
    for (const PauseSpan& pause : year_.pauses) {
      const bool holds = !pause.channel || *pause.channel == channel;
      if (holds && pause.from <= now_ && now_ < pause.until) return pause.until;
    }
    return std::nullopt;
  }

  void look_at(std::size_t index) {
    Known& known = known_[index];
    if (const auto until = paused_until(known.order.channel)) {
      if (paused_.insert({index, *until}).second) queue_.push({*until, What::kDue, index, 0});
      return;
    }
    for (auto& [stage, message] : known.messages) {
      const bool open = message.state == MessageState::kScheduled ||
                        message.state == MessageState::kRetryable ||
                        message.state == MessageState::kCancelled;
      if (open) consider(index, message);
    }
  }

  /// One turn of the dispatcher, as in app/flow/dispatch.cpp.
  void consider(std::size_t index, PlannedMessage& message) {
    Known& known = known_[index];
    if (message.state == MessageState::kRetryable && message.due_at && *message.due_at > now_)
      return;
    const PlannedMessage before = message;
    message = reconsider(before, known.order, history_of(index), policy(), now_);
    if (message == before && message.state == MessageState::kCancelled) return;
    if (message.state != MessageState::kCancelled && is_due(message, now_)) {
      message = keep_one_a_day(message, last_sent_to(known.order), known.order, policy(), now_);
    }
    if (message.state == MessageState::kCancelled) return log(message, "suppressed");
    if (!is_due(message, now_)) {
      if (!(message == before)) log(message, "moved");
      wake_for(index, message, before);
      return;
    }
    hand_over(index, message);
  }

  /// The dispatcher wakes at the due time, or some minutes later, and when a window has closed.
  void wake_for(std::size_t index, const PlannedMessage& message, const PlannedMessage& before) {
    if (message.due_at &&
        (message.due_at != before.due_at || first_.insert({index, message.stage}).second))
      queue_.push({*message.due_at + seconds{static_cast<std::int64_t>(random_() % 900)},
                   What::kDue, index, 0});
    if (message.closes_at && message.closes_at != before.closes_at)
      queue_.push({*message.closes_at + seconds{1}, What::kDue, index, 0});
  }

  std::optional<Instant> last_sent_to(const Order& order) const {
    const auto at = last_sent_.find(address_of(order));
    return at == last_sent_.end() ? std::nullopt : std::optional(at->second);
  }

  void hand_over(std::size_t index, PlannedMessage& message) {
    Known& known = known_[index];
    const auto luck = random_() % 100;
    if (luck < 4 && ++known.attempts[message.stage] < 8) {  // 4xx
      message.state = MessageState::kRetryable;
      message.due_at = now_ + minutes{5 * (1 << known.attempts[message.stage])};
      message.reason = "T:451";
      log(message, "retry");
      queue_.push({*message.due_at, What::kDue, index, 0});
      return;
    }
    if (luck == 4) {  // 5xx
      message.state = MessageState::kFailed;
      message.reason = "T:550";
      log(message, "failed");
      return;
    }
    message.state = MessageState::kSent;
    message.reason.clear();
    last_sent_[address_of(known.order)] = now_;
    log(message, "sent");
    tell({{"t", "sent"},
          {"order", known.order.id.to_string()},
          {"stage", static_cast<int>(message.stage)},
          {"at", to_string(now_)},
          {"asks", message.asks_for_review},
          {"address", address_of(known.order)}});
    if (luck < 8) come_back(index, message);
  }

  /// A message comes back after some minutes or hours; it is a fact of its own then.
  void come_back(std::size_t index, const PlannedMessage& message) {
    BuyerEvent event;
    event.id = *EventId::parse("b" + std::to_string(returned_.size()));
    event.order = known_[index].order.id;
    event.type = BuyerEventType::kBounced;
    event.bounce = static_cast<BounceClass>(random_() % 6);
    event.stage = message.stage;
    event.at = now_ + seconds{60 + static_cast<std::int64_t>(random_() % 20'000)};
    queue_.push({event.at, What::kBounce, index, returned_.size()});
    returned_.push_back(std::move(event));
  }

  const Year& year_;
  std::vector<Known> known_;
  std::priority_queue<Moment, std::vector<Moment>, std::greater<>> queue_;
  std::map<std::string, std::set<std::size_t>> by_address_;
  std::map<std::string, std::vector<BuyerEvent>> address_events_;
  std::set<std::string> opted_out_;
  std::vector<Block> blocks_;
  std::map<std::string, Instant> last_sent_;
  std::set<std::pair<std::size_t, Stage>> first_;
  std::set<std::pair<std::size_t, Instant>> paused_;
  std::mt19937_64 random_;
  std::vector<BuyerEvent> returned_;
  Instant now_{};
};

}  // namespace
}  // namespace enclosure::messaging::year

int main(int argc, char** argv) {
  using namespace enclosure::messaging::year;
  const auto orders = static_cast<std::size_t>(argc > 1 ? std::atol(argv[1]) : 2'000);
  const auto seed = static_cast<unsigned>(argc > 2 ? std::atol(argv[2]) : 1);
  std::ios::sync_with_stdio(false);
  const Year year = make_year(orders, seed);
  Walk(year, seed + 1).run();
  return 0;
}
