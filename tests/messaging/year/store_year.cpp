// Walks a year of virtual time through the program itself: import, issuing with real documents, the
// store and its outbox, the dispatcher with a transport that follows a script. The same facts and
// decisions as lines of JSON as virtual_year writes, for check_year.py to judge.
//
//   store_year ORDERS SEED > year.ndjson

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <queue>
#include <random>
#include <tuple>
#include <utility>

#include "app/flow/buyer_events.h"
#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/flow/pause.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "core/text.h"
#include "tests/messaging/year/shop_year.h"
#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {
namespace {

using enclosure::to_string;
using messaging::BuyerEvent;
using messaging::BuyerEventType;
using messaging::Stage;
using messaging::year::Fact;
using messaging::year::PauseSpan;
using messaging::year::Year;
using messaging::year::YearOrder;
using Json = nlohmann::ordered_json;
using std::chrono::seconds;

constexpr const char* kDoNotAsk = "NOASK-";

void tell(const Json& line) {
  std::cout << line.dump() << '\n';
}

std::string address_of(const Order& order) {
  return to_lower_ascii(order.buyer.email.to_string());
}

/// A server that takes most mails, puts some off, refuses a few, and returns some later.
class ScriptedTransport : public MailTransport {
 public:
  ScriptedTransport(Store& store, const Instant& now, unsigned seed)
      : store_(store), now_(now), random_(seed) {}

  DispatchOutcome send(const Envelope& envelope, std::string_view name, std::string_view) override {
    const auto luck = random_() % 100;
    if (luck < 4) return {DispatchOutcome::Kind::kRetryAt, "451"};
    if (luck == 4) return {DispatchOutcome::Kind::kRefused, "550"};
    const auto dash = name.rfind('-');
    const OrderId order = *OrderId::parse(name.substr(0, dash));
    const auto stage = static_cast<Stage>(name[dash + 1] - '0');
    const bool asks = store_.read<bool>([&](StoreTransaction& tx) {
      return tx.messages_of(order).at(static_cast<std::size_t>(stage) - 1).plan.asks_for_review;
    });
    tell({{"t", "sent"},
          {"order", order.to_string()},
          {"stage", static_cast<int>(stage)},
          {"at", to_string(now_)},
          {"asks", asks},
          {"address", to_lower_ascii(envelope.forward_path.to_string())}});
    if (luck < 8) come_back(order, stage);
    return {DispatchOutcome::Kind::kSent, ""};
  }
  [[nodiscard]] bool is_idempotent() const override { return false; }

  /// What came back since the last call.
  std::vector<BuyerEvent> take_returned() { return std::exchange(returned_, {}); }

 private:
  void come_back(const OrderId& order, Stage stage) {
    BuyerEvent event;
    event.id = *EventId::parse("b" + std::to_string(count_++));
    event.order = order;
    event.type = BuyerEventType::kBounced;
    event.bounce = static_cast<messaging::BounceClass>(random_() % 6);
    event.stage = stage;
    event.at = now_ + seconds{60 + static_cast<std::int64_t>(random_() % 20'000)};
    returned_.push_back(std::move(event));
  }

  Store& store_;
  const Instant& now_;
  std::mt19937_64 random_;
  std::size_t count_ = 0;
  std::vector<BuyerEvent> returned_;
};

/// Something from outside that is to happen at a moment.
struct Moment {
  enum class What { kFact, kReturned, kBlock, kSettings, kPause };
  Instant at;
  What what = What::kFact;
  std::size_t order = 0;
  std::size_t index = 0;

  friend bool operator>(const Moment& a, const Moment& b) {
    return std::tie(a.at, a.what, a.order, a.index) > std::tie(b.at, b.what, b.order, b.index);
  }
};

class StoreWalk {
 public:
  StoreWalk(Year year, std::filesystem::path folder, unsigned seed)
      : year_(std::move(year)),
        folder_(std::move(folder)),
        shop_(open_shop()),
        store_(":memory:", SqliteStore::Mode::kReadWrite),
        transport_(store_, now_, seed) {
    for (std::size_t i = 0; i < year_.orders.size(); ++i) {
      complete(year_.orders[i]);
      for (std::size_t f = 0; f < year_.orders[i].facts.size(); ++f)
        queue_.push({year_.orders[i].facts[f].known_at, Moment::What::kFact, i, f});
    }
    for (std::size_t i = 0; i < year_.blocks.size(); ++i)
      queue_.push({year_.blocks[i].at, Moment::What::kBlock, 0, i});
    for (std::size_t i = 0; i < year_.policies.size(); ++i)
      queue_.push({year_.policies[i].first, Moment::What::kSettings, 0, i});
    for (const PauseSpan& pause : year_.pauses) {
      queue_.push({pause.from, Moment::What::kPause, 0, 0});
      queue_.push({pause.until, Moment::What::kPause, 0, 1});
    }
  }

  void run() {
    tell_settings();
    std::optional<Instant> before;
    while (const auto next = next_moment()) {
      now_ = *next;
      bool restarted = !before;
      while (!queue_.empty() && queue_.top().at <= now_) {
        const Moment moment = queue_.top();
        queue_.pop();
        restarted = restarted || moment.what == Moment::What::kSettings;
        happen(moment);
      }
      set_pauses();
      dispatch_due(shop_, store_, transport_, restarted ? std::nullopt : before, now_);
      for (BuyerEvent& event : transport_.take_returned()) {
        queue_.push({event.at, Moment::What::kReturned, 0, returned_.size()});
        returned_.push_back(std::move(event));
      }
      before = now_;
    }
    tell_ends();
  }

 private:
  Shop open_shop() {
    support::write_sample_workspace(folder_);
    write_file(folder_ / "products/catalogue.json",
               R"({"schema": 2, "products": [{"name": "Not to ask about", "do_not_ask": true,
                   "match": {"sku": "NOASK-*"}}]})");
    return support::opened(folder_);
  }

  /// What an invoice needs besides what the year says.
  static void complete(YearOrder& source) {
    Order& order = source.order;
    order.buyer.name = "Ada Lund";
    order.deliver_to.name = "Ada Lund";
    order.deliver_to.lines = {"Street 1"};
    order.deliver_to.city = "Town";
    order.dispatch_from = Address{};
    order.dispatch_from->country = *CountryCode::parse("DE");
    order.dispatch_from->postcode = "20457";
    order.dispatch_from->city = "Hamburg";
    order.lines[0].id = *LineId::parse("1");
    order.lines[0].description = "Mug";
    const std::string sku = order.lines[0].sku.to_string();
    if (source.do_not_ask) order.lines[0].sku = *Sku::parse(kDoNotAsk + sku);
  }

  std::optional<Instant> next_moment() {
    auto next = next_due(store_, now_);
    if (!queue_.empty() && (!next || queue_.top().at < *next)) next = queue_.top().at;
    return next && *next > now_ ? next : std::nullopt;
  }

  void tell_settings() {
    for (const auto& [from, policy] : year_.policies) {
      Json transit = Json::array();
      for (const auto& one : policy.transit)
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

  void happen(const Moment& moment) {
    switch (moment.what) {
      case Moment::What::kFact:
        return learn(moment.order, year_.orders[moment.order].facts[moment.index]);
      case Moment::What::kReturned:
        return take(returned_[moment.index]);
      case Moment::What::kSettings:
        shop_.config.messages = year_.policies[moment.index].second;
        return;
      case Moment::What::kBlock:
        return block(year_.blocks[moment.index].block);
      case Moment::What::kPause:
        return;
    }
  }

  void block(const messaging::Block& block) {
    store_.write([&](StoreTransaction& tx) { tx.put_block(block); });
    tell({{"t", "block"},
          {"at", to_string(now_)},
          {"kind", to_string(block.kind)},
          {"value", block.value},
          {"all", block.reach == messaging::Blocked::kAll}});
  }

  /// The seller pauses and resumes as planned, also where a returned message has paused a channel.
  void set_pauses() {
    store_.write([&](StoreTransaction& tx) {
      for (const auto channel : {std::optional<Channel>(), std::optional(Channel::kAmazon),
                                 std::optional(Channel::kShop)}) {
        const bool wanted =
            std::any_of(year_.pauses.begin(), year_.pauses.end(), [&](const PauseSpan& span) {
              return span.channel == channel && span.from <= now_ && now_ < span.until;
            });
        if (wanted == pause_of(tx, channel).has_value()) continue;
        wanted ? pause(tx, channel, now_, "") : resume(tx, channel);
      }
    });
  }

  void tell_order(const YearOrder& source) {
    const Order& order = source.order;
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

  void tell_fact(const OrderId& order, std::string_view what, Instant at,
                 Json more = Json::object()) {
    Json line{{"t", "fact"},
              {"order", order.to_string()},
              {"what", what},
              {"at", to_string(at)},
              {"known", to_string(now_)}};
    line.update(more);
    tell(line);
  }

  void learn(std::size_t index, const Fact& fact) {
    YearOrder& source = year_.orders[index];
    Order& order = source.order;
    switch (fact.kind) {
      case Fact::Kind::kImported:
        tell_order(source);
        store(order);
        return;
      case Fact::Kind::kShipped:
        return event(order, EventType::kShipped, fact.at);
      case Fact::Kind::kDelivered:
        tell_fact(order.id, "shipped", fact.at);  // what arrived has left
        return event(order, EventType::kDelivered, fact.at, {{"how", "observed"}});
      case Fact::Kind::kReported:
        order.shipments[0].delivered_at = fact.at;
        tell_fact(order.id, "delivered", fact.at, {{"how", "reported"}});
        store(order);
        return issue(order.id);
      case Fact::Kind::kCancelled:
        return event(order, EventType::kCancelled, fact.at);
      case Fact::Kind::kRefunded:
        return event(order, EventType::kRefunded, fact.at);
      case Fact::Kind::kReturned:
        return event(order, EventType::kReturned, fact.at);
      case Fact::Kind::kOptedOut:
        return event(order, EventType::kOptedOut, fact.at, {{"address", address_of(order)}});
      case Fact::Kind::kBuyerEvent:
        return take(fact.event, &order);
      case Fact::Kind::kAddressMended:
        order.buyer.email = *EmailAddress::parse(source.mended_address);
        tell_fact(order.id, "address", fact.at, {{"address", address_of(order)}});
        [[fallthrough]];
      case Fact::Kind::kAgain:
        store(order);
        return issue(order.id);
    }
  }

  void store(const Order& order) {
    Imported imported;
    imported.orders = {order};
    keep(imported);
  }

  void event(const Order& order, EventType type, Instant at, Json more = Json::object()) {
    tell_fact(order.id, to_string(type), at, std::move(more));
    Imported imported;
    imported.events = {
        {*EventId::parse("f" + std::to_string(events_++)), order.id, type, at, ShipmentId{}}};
    keep(imported);
    issue(order.id);
  }

  /// An event of a buyer, or of the mailbox; `order` where it names none itself.
  void take(const BuyerEvent& event, const Order* order = nullptr) {
    const Order* whose = order;
    for (const YearOrder& one : year_.orders) {
      if (whose == nullptr && one.order.id == event.order) whose = &one.order;
    }
    Json more = Json::object();
    const bool of_address =
        event.type == BuyerEventType::kOptedOut || event.type == BuyerEventType::kBounced;
    if (of_address)
      more["address"] =
          event.address.empty() ? address_of(*whose) : to_lower_ascii(event.address.to_string());
    if (event.bounce) more["class"] = to_string(*event.bounce);
    if (event.order.empty()) more["address_alone"] = true;
    tell_fact(whose->id, to_string(event.type), event.at, std::move(more));
    Imported imported;
    imported.buyer_events = {event};
    keep(imported);
  }

  void keep(const Imported& imported) {
    const auto report = store_import(imported, store_, now_);
    if (!report)
      throw std::runtime_error(report.faults().front().path + ": " +
                               report.faults().front().message);
  }

  void issue(const OrderId& order) { (void)issue_order(order, shop_, store_, now_); }

  void tell_ends() {
    static constexpr std::string_view kDecisions[] = {"planned", "suppressed", "moved", "revived",
                                                      "sent",    "failed",     "retry"};
    store_.write([&](StoreTransaction& tx) {
      for (const YearOrder& source : year_.orders) {
        const OrderId& id = source.order.id;
        for (const MessageLogEntry& row : tx.log_of(id)) {
          if (std::find(std::begin(kDecisions), std::end(kDecisions), row.decision) ==
              std::end(kDecisions))
            continue;
          tell({{"t", "log"},
                {"order", id.to_string()},
                {"stage", static_cast<int>(row.stage)},
                {"at", to_string(row.at)},
                {"decision", row.decision},
                {"reason", row.reason}});
        }
        for (const StoredMessage& message : tx.messages_of(id))
          tell({{"t", "end"},
                {"order", id.to_string()},
                {"stage", static_cast<int>(message.plan.stage)},
                {"state", messaging::to_string(message.plan.state)},
                {"reason", message.plan.reason}});
      }
    });
  }

  Year year_;
  std::filesystem::path folder_;
  Shop shop_;
  SqliteStore store_;
  Instant now_{};
  ScriptedTransport transport_;
  std::priority_queue<Moment, std::vector<Moment>, std::greater<>> queue_;
  std::vector<BuyerEvent> returned_;
  std::size_t events_ = 0;
};

}  // namespace
}  // namespace enclosure::app

int main(int argc, char** argv) {
  const auto orders = static_cast<std::size_t>(argc > 1 ? std::atol(argv[1]) : 400);
  const auto seed = static_cast<unsigned>(argc > 2 ? std::atol(argv[2]) : 1);
  std::ios::sync_with_stdio(false);
  const enclosure::support::TemporaryFolder folder;
  enclosure::app::StoreWalk(enclosure::messaging::year::make_year(orders, seed), folder.path(),
                            seed + 1)
      .run();
  return 0;
}
