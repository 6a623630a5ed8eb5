// The windows of P02, and what a campaign may move within them.

#include <algorithm>

#include "messaging/plan_case.h"
#include "messaging/reasons.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr days kAmazonOpens{5};    // B7: not before day 5 …
constexpr days kAmazonCloses{30};  // … and not after day 30 after delivery
constexpr days kShopReviewOpens{1};
constexpr days kShopReviewCloses{14};
constexpr seconds kShopCheckUpCloses = days{29} - seconds{1};  // through day 28
constexpr days kCheckUpEarliest{14};
constexpr days kCheckUpLatest{28};
constexpr days kDocumentsGrace{2};            // after the estimated delivery
constexpr days kDocumentsWithoutEstimate{7};  // after shipping

/// When delivery is expected at the latest, as far as anybody said so.
std::optional<Instant> expected_delivery(const Case& c) {
  std::optional<Instant> latest = c.history.promised_by;
  for (const Shipment& shipment : c.order.shipments) {
    if (!shipment.estimated_delivery) continue;
    latest = latest ? std::max(*latest, *shipment.estimated_delivery) : shipment.estimated_delivery;
  }
  return latest;
}

Instant documents_close_at(const Case& c, Instant shipped_at) {
  if (c.history.delivered_at) {  // policy section 4: "latest: delivery date"
    const BuyerZone zone(c.zone().name());
    return end_of_day(buyer_day(*c.history.delivered_at, zone), zone);
  }
  if (const auto expected = expected_delivery(c)) return *expected + kDocumentsGrace;
  return shipped_at + kDocumentsWithoutEstimate;
}

/// The moment that a delay is counted from; that of shipping where the order does not tell when it
/// was placed.
Instant counted_from(const Case& c, Trigger trigger, Instant delivered_at) {
  if (trigger == Trigger::kDelivered) return delivered_at;
  const Instant shipped_at = c.history.shipped_at.value_or(delivered_at);
  return trigger == Trigger::kShipped ? shipped_at : c.order.ordered_at.value_or(shipped_at);
}

/// How soon after delivery a request may stand at the earliest, and how late it may be due.
struct Bounds {
  seconds least;
  seconds most;
};

Bounds bounds_of(const Case& c, Stage stage, const StageRules& rules) {
  if (stage == Stage::kCheckUp) return {kCheckUpEarliest, kCheckUpLatest};
  const bool counted_from_delivery = rules.trigger == Trigger::kDelivered;
  const bool all_of_amazon = c.on_amazon() && !rules.campaign.empty();
  return {counted_from_delivery ? seconds{0} : seconds{kShopReviewOpens},
          all_of_amazon ? kAmazonCloses - days{1} : kShopReviewCloses - days{1}};
}

}  // namespace

std::optional<Arrival> arrival_of(const Case& c) {
  if (c.history.delivered_at) return Arrival{*c.history.delivered_at, *c.history.delivered_at};
  if (c.policy.accept_estimated && c.history.estimate)
    return Arrival{c.history.estimate->earliest, c.history.estimate->latest};
  return std::nullopt;
}

Window documents_window(const Case& c, const StageRules& rules) {
  const Instant shipped_at = *c.history.shipped_at;
  const Instant wished =
      counted_from(c, rules.trigger, shipped_at) + std::max(rules.delay, seconds{0});
  const bool too_soon = wished < shipped_at;
  return {std::max(wished, shipped_at), documents_close_at(c, shipped_at),
          too_soon ? reason::kOpensWithShipping : std::string_view{}};
}

Window asking_window(const Case& c, Stage stage, const StageRules& rules, const Arrival& arrival) {
  const Bounds bounds = bounds_of(c, stage, rules);
  const Instant wished = counted_from(c, rules.trigger, arrival.latest) + rules.delay;
  const Instant soonest = arrival.latest + bounds.least;
  const bool from_delivery = rules.trigger == Trigger::kDelivered;
  Window window{std::max(wished, soonest), {}, {}};
  const Instant latest = arrival.latest + bounds.most;
  if (from_delivery && window.opens_at > latest) window = {latest, {}, reason::kBeforeWindowCloses};
  if (wished < soonest && !from_delivery) window.moved_by = reason::kOpensAfterDelivery;
  if (!c.on_amazon()) {
    window.closes_at = arrival.earliest +
                       (stage == Stage::kCheckUp ? kShopCheckUpCloses : seconds{kShopReviewCloses});
    return window;
  }
  if (window.opens_at < arrival.latest + kAmazonOpens) {
    window.opens_at = arrival.latest + kAmazonOpens;
    window.moved_by = reason::kOpensOnDay5;
  }
  window.closes_at = arrival.earliest + kAmazonCloses;
  return window;
}

}  // namespace enclosure::messaging
