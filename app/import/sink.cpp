#include "app/import/sink.h"

#include <algorithm>
#include <utility>

#include "app/import/order_checks.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMaxNotices = 200;

/// Whether the order leaves open where some of its goods start.
bool lacks_dispatch(const Order& order) {
  return !order.dispatch_from &&
         (order.shipments.empty() ||
          std::any_of(order.shipments.begin(), order.shipments.end(),
                      [](const Shipment& shipment) { return !shipment.dispatch_from; }));
}

}  // namespace

void Sink::add(Order order, std::string_view path) {
  const std::size_t faults = log_.count();
  check_order(order, path, log_);
  if (!order.buyer.language) order.buyer.language = language_for(order);
  // Amazon's own warehouses are never guessed: the tax decision asks for the place instead.
  if (order.fulfilment != Fulfilment::kFba && lacks_dispatch(order)) {
    order.dispatch_from = context_.default_dispatch;
  }
  const auto [known, is_new] = orders_.try_emplace(order.id, imported_.orders.size());
  if (!is_new) {
    if (imported_.orders[known->second] == order) {
      notice(path, "order " + order.id.to_string() + " stands in the file twice, taken once");
    } else {
      log_.add("IMPORT-007", path,
               "order " + order.id.to_string() + " stands in the file twice, with differences",
               "keep the one that is right");
    }
    return;
  }
  if (log_.count() == faults) {
    imported_.orders.push_back(std::move(order));
  } else {
    orders_.erase(known);
  }
}

template <typename Event>
void Sink::add_event(Event event, std::string_view path, std::map<EventId, std::size_t>& known,
                     const std::map<EventId, std::size_t>& others, std::vector<Event>& events) {
  const auto [at, is_new] = known.try_emplace(event.id, events.size());
  if (others.contains(event.id) || (!is_new && events[at->second] != event)) {
    log_.add("IMPORT-007", path,
             "event " + event.id.to_string() + " stands in the file twice, with differences",
             "give each event an id of its own");
  } else if (is_new) {
    events.push_back(std::move(event));
  }
}

void Sink::add(OrderEvent event, std::string_view path) {
  add_event(std::move(event), path, events_, buyer_events_, imported_.events);
}

void Sink::add(messaging::BuyerEvent event, std::string_view path) {
  add_event(std::move(event), path, buyer_events_, events_, imported_.buyer_events);
}

void Sink::notice(std::string_view path, std::string_view text) {
  if (++notices_ > kMaxNotices) return;
  const bool bare = path.empty();
  imported_.notices.push_back(printable(std::string(path) +
                                            (bare                 ? ""
                                             : path.back() == ' ' ? ""
                                                                  : ": ") +
                                            std::string(text),
                                        500));
}

const Marketplace* Sink::find_marketplace(std::string_view id) const {
  const auto found = std::find_if(context_.marketplaces.begin(), context_.marketplaces.end(),
                                  [&](const Marketplace& known) { return known.id == id; });
  return found == context_.marketplaces.end() ? nullptr : &*found;
}

const Marketplace* Sink::marketplace(std::string_view id, std::string_view path) {
  const Marketplace* known = find_marketplace(id);
  if (known == nullptr) {
    std::string domains;
    for (const Marketplace& each : context_.marketplaces) {
      domains += (domains.empty() ? "" : ", ") + each.domain;
    }
    log_.add("IMPORT-005", path, "unknown marketplace \"" + std::string(id) + "\"",
             "orders of these stores can be read: " + domains);
  }
  return known;
}

std::optional<LanguageTag> Sink::language_for(const Order& order) const {
  if (const auto* store = find_marketplace(order.marketplace_id)) return store->language;
  const auto by_country = context_.country_languages.find(order.deliver_to.country);
  if (by_country != context_.country_languages.end()) return by_country->second;
  return context_.default_language;
}

Imported Sink::release(ImportFormat format) && {
  imported_.format = format;
  if (notices_ > kMaxNotices) {
    imported_.notices.push_back("and " + std::to_string(notices_ - kMaxNotices) + " more notices");
  }
  return std::move(imported_);
}

}  // namespace enclosure::app
