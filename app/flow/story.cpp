#include "app/flow/story.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "app/flow/contact_facts.h"
#include "app/flow/dispatch.h"
#include "app/flow/enclosures.h"
#include "app/flow/future_events.h"
#include "app/flow/order_state.h"
#include "app/flow/under_way.h"
#include "app/flow/unmailed.h"

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
    Told{"held", "It waits: no mail could leave."},
    Told{"moved", "It was put off."},
    Told{"planned", "It was planned."},
    Told{"refused", "It was refused."},
    Told{"retry", "It is tried again."},
    Told{"revived", "It is planned again: what was wanting has come."},
    Told{"reset", "You had it planned again."},
    Told{"sending", "It is being handed over."},
    Told{"sent", "It was sent."},
    Told{"shadow", "It was made, but not for the buyer."},
    Told{"suppressed", "It was taken off the plan."},
    Told{"warned", "The rules for messages had something to remark."},
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
  if (event.bounce) {
    line.reason = "B:" + std::string(messaging::to_string(*event.bounce));
    line.sentence += " " + explain_message_reason(line.reason);
  }
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

/// What has happened by `now` goes into the story, what is dated later beside it.
void tell(StoryLine line, Instant now, Story& story) {
  if (line.at <= now) {
    story.lines.push_back(std::move(line));
    return;
  }
  line.sentence += " That is dated in the future; " + std::string(until_it_counts(line.what)) + ".";
  story.ahead.push_back(std::move(line));
}

void tell_events(const Order& order, StoreTransaction& tx, Instant now, Story& story) {
  for (const OrderEvent& event : tx.events_of(order.id))
    tell(happened(event.at, to_string(event.type)), now, story);
  for (const BuyerEvent& event : tx.buyer_events_of(order.id))
    tell(line_of(event, order.id), now, story);
  for (const BuyerEvent& event : tx.buyer_events_to(order.buyer.email)) {
    if (event.order != order.id) tell(line_of(event, order.id), now, story);
  }
}

/// A message that is on its way keeps the reason for which it waited before: it is told no more.
StoryLine line_of(const MessageLogEntry& entry) {
  if (entry.decision == "sending")
    return {entry.at, entry.decision, entry.stage, "", sentence_for(entry.decision, kDecided)};
  StoryLine line{entry.at, entry.decision, entry.stage, entry.reason,
                 sentence_for(entry.decision, kDecided)};
  if (!entry.reason.empty()) line.sentence += " " + explain_message_reason(entry.reason);
  return line;
}

/// A message that came back stands in the log and among the events: it is told once, with the stage
/// that the log knows.
bool is_told(const MessageLogEntry& entry, std::vector<StoryLine>& lines) {
  if (entry.decision != "bounced") return false;
  const auto event = std::find_if(lines.begin(), lines.end(), [&](const StoryLine& line) {
    return line.what == "bounced" && line.reason == entry.reason &&
           (!line.stage || line.stage == entry.stage);
  });
  if (event == lines.end()) return false;
  event->stage = entry.stage;
  return true;
}

void tell_log(const OrderId& order, StoreTransaction& tx, std::vector<StoryLine>& lines) {
  std::vector<StoryLine> decisions;
  for (const MessageLogEntry& entry : tx.log_of(order)) {
    if (!is_told(entry, lines)) decisions.push_back(line_of(entry));
  }
  lines.insert(lines.end(), std::make_move_iterator(decisions.begin()),
               std::make_move_iterator(decisions.end()));
}

/// Requests that are planned in a stage in which an order of today would not ask.
void tell_requests(const Order& order, const std::vector<OrderEvent>& events, const Shop& shop,
                   StoreTransaction& tx, Instant now, Story& story) {
  const auto history =
      contact_facts(order, events, true, selection_for(order, shop, now), shop, tx, now);
  for (const StoredMessage& message : tx.messages_of(order.id)) {
    const auto fate = request_under_way(message, order, history, shop.config.messages, now);
    if (fate) story.notes.push_back(explain_under_way(message.plan.stage, *fate));
  }
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
  tell_events(stored->order, tx, now, story);
  tell_log(id, tx, story.lines);
  tell_requests(as_of(stored->order, events, now), events, shop, tx, now, story);
  const auto unmailed =
      unmailed_told(tx.invoices_of(id), tx.messages_of(id), !shop.config.link_base_url.empty());
  story.notes.insert(story.notes.end(), unmailed.begin(), unmailed.end());
  const auto by_time = [](const StoryLine& a, const StoryLine& b) { return a.at < b.at; };
  std::stable_sort(story.lines.begin(), story.lines.end(), by_time);
  std::stable_sort(story.ahead.begin(), story.ahead.end(), by_time);
  return story;
}

}  // namespace enclosure::app
