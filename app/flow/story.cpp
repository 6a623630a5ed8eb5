#include "app/flow/story.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/flow/dispatch.h"
#include "app/flow/order_state.h"

namespace enclosure::app {
namespace {

using messaging::BuyerEvent;
using messaging::BuyerEventType;

using Told = std::pair<std::string_view, std::string_view>;

constexpr std::array kHappened{
    Told{"bounced", "A message came back."},
    Told{"cancelled", "The order was cancelled."},
    Told{"case_closed", "The buyer's questions are answered."},
    Told{"case_opened", "The buyer wrote."},
    Told{"charged_back", "The payment was charged back."},
    Told{"confirmed", "The order was confirmed."},
    Told{"delivered", "The goods were seen to arrive."},
    Told{"feedback_received", "The seller was rated."},
    Told{"opted_out", "The buyer wants no such messages."},
    Told{"refunded", "The order was refunded."},
    Told{"returned", "The goods came back."},
    Told{"review_received", "The product was reviewed."},
    Told{"shipped", "The goods left."},
};

constexpr std::array kDecided{
    Told{"bounced", "The message came back."},
    Told{"failed", "It was given up."},
    Told{"moved", "It was put off."},
    Told{"planned", "It was planned."},
    Told{"refused", "It was refused."},
    Told{"retry", "It is tried again."},
    Told{"reset", "You had it planned again."},
    Told{"sending", "It is being handed over."},
    Told{"sent", "It was sent."},
    Told{"shadow", "It was made, but not for the buyer."},
    Told{"suppressed", "It was taken off the plan."},
};

template <typename List>
std::string sentence_for(std::string_view word, const List& list) {
  const auto at =
      std::find_if(list.begin(), list.end(), [&](const Told& one) { return one.first == word; });
  return at == list.end() ? std::string(word) + "." : std::string(at->second);
}

StoryLine happened(Instant at, std::string_view what) {
  return {at, std::string(what), std::nullopt, "", sentence_for(what, kHappened)};
}

StoryLine line_of(const BuyerEvent& event, const OrderId& order) {
  StoryLine line = happened(event.at, messaging::to_string(event.type));
  line.stage = event.stage;
  if (event.bounce) line.reason = "B:" + std::string(messaging::to_string(*event.bounce));
  if (!event.detail.empty()) line.sentence += " " + event.detail;
  if (event.order.empty()) line.sentence += " It concerns every order of this address.";
  if (!event.order.empty() && event.order != order)
    line.sentence += " It came with order " + event.order.to_string() + " of the same address.";
  return line;
}

/// Departures and arrivals that the order tells itself; events tell the others.
void tell_shipments(const Order& order, Instant now, std::vector<StoryLine>& lines) {
  for (const Shipment& shipment : order.shipments) {
    if (shipment.shipped_at && *shipment.shipped_at <= now)
      lines.push_back(happened(*shipment.shipped_at, "shipped"));
    if (!shipment.delivered_at || *shipment.delivered_at > now) continue;
    lines.push_back(happened(*shipment.delivered_at, "delivered"));
    lines.back().sentence = "The order reports that the goods arrived.";
  }
}

void tell_events(const Order& order, StoreTransaction& tx, Instant now,
                 std::vector<StoryLine>& lines) {
  for (const OrderEvent& event : tx.events_of(order.id)) {
    if (event.at <= now) lines.push_back(happened(event.at, to_string(event.type)));
  }
  const auto own = tx.buyer_events_of(order.id);
  for (const BuyerEvent& event : own) {
    if (event.at <= now) lines.push_back(line_of(event, order.id));
  }
  for (const BuyerEvent& event : tx.buyer_events_to(order.buyer.email)) {
    if (event.at <= now && event.order != order.id) lines.push_back(line_of(event, order.id));
  }
}

StoryLine line_of(const MessageLogEntry& entry) {
  StoryLine line{entry.at, entry.decision, entry.stage, entry.reason,
                 sentence_for(entry.decision, kDecided)};
  if (!entry.reason.empty()) line.sentence += " " + explain_message_reason(entry.reason);
  return line;
}

void tell_delivery(const Order& order, const std::vector<OrderEvent>& events, const Shop& shop,
                   Instant now, Story& story) {
  auto history = history_of(order, events, false, false, now);
  if (!history.delivered_at)
    history.estimate = messaging::estimate_of(order, shop.config.messages.transit);
  story.delivery = messaging::delivery_kind(history);
  story.delivered_at = history.delivered_at;
  story.estimate = history.estimate;
  story.estimate_counts = shop.config.messages.accept_estimated;
}

}  // namespace

std::optional<Story> story_of(const OrderId& id, const Shop& shop, StoreTransaction& tx,
                              Instant now) {
  const auto stored = tx.order(id);
  if (!stored) return std::nullopt;
  const auto events = tx.events_of(id);
  Story story;
  story.order = id;
  tell_delivery(as_of(stored->order, events, now), events, shop, now, story);
  story.blocks = tx.blocks_of(stored->order);
  story.pause = pause_of(tx, std::nullopt);
  if (!story.pause) story.pause = pause_of(tx, stored->order.channel);
  tell_shipments(stored->order, now, story.lines);
  tell_events(stored->order, tx, now, story.lines);
  for (const MessageLogEntry& entry : tx.log_of(id)) story.lines.push_back(line_of(entry));
  std::stable_sort(story.lines.begin(), story.lines.end(),
                   [](const StoryLine& a, const StoryLine& b) { return a.at < b.at; });
  return story;
}

}  // namespace enclosure::app
