#include "app/flow/future_events.h"

#include <algorithm>
#include <array>
#include <utility>

namespace enclosure::app {
namespace {

using Told = std::pair<std::string_view, std::string_view>;

constexpr std::string_view kMayBeAsked = "until then the buyer may still be asked for a review";

constexpr std::array kUntilThen{
    Told{"bounced", "until then messages still go to that address"},
    Told{"cancelled", "until then the order may be invoiced and its messages sent"},
    Told{"case_closed", "until then the buyer counts as waiting for an answer"},
    Told{"confirmed", "until then nothing changes"},
    Told{"delivered", "until then the goods count as under way, and nobody is asked for a review"},
    Told{"shipped", "until then the goods count as not sent: no invoice, no message"},
};

std::string notice(const EventId& id, const OrderId& order, std::string_view type, Instant at) {
  const std::string whose = order.empty() ? "" : " of order " + order.to_string();
  return "event " + id.to_string() + ": \"" + std::string(type) + "\"" + whose + " is dated " +
         to_string(at) + ", in the future. It is kept and counts from then on; " +
         std::string(until_it_counts(type)) +
         ". If it has happened already, import it again with its day and another id";
}

}  // namespace

std::string_view until_it_counts(std::string_view type) {
  const auto at = std::find_if(kUntilThen.begin(), kUntilThen.end(),
                               [&](const Told& one) { return one.first == type; });
  return at == kUntilThen.end() ? kMayBeAsked : at->second;
}

std::vector<std::string> future_events(const Imported& imported, Instant now) {
  std::vector<std::string> notices;
  for (const OrderEvent& event : imported.events) {
    if (event.at > now)
      notices.push_back(notice(event.id, event.order, to_string(event.type), event.at));
  }
  for (const messaging::BuyerEvent& event : imported.buyer_events) {
    if (event.at > now)
      notices.push_back(notice(event.id, event.order, messaging::to_string(event.type), event.at));
  }
  return notices;
}

}  // namespace enclosure::app
