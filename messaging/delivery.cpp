#include "messaging/delivery.h"

#include <algorithm>
#include <array>

namespace enclosure::messaging {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 4> kNames = {"unknown", "estimated", "reported", "observed"};

/// The transit time of a route on the day of dispatch: that of the place before that of anywhere.
const TransitTime* transit_of(const Shipment& shipment, const Order& order,
                              std::span<const TransitTime> transit) {
  const auto& place = shipment.dispatch_from ? shipment.dispatch_from : order.dispatch_from;
  const Date left = utc_date_of(*shipment.shipped_at);
  const TransitTime* best = nullptr;
  for (const TransitTime& one : transit) {
    const bool from_here = !one.from || (place && place->country == *one.from);
    const bool in_force = one.since <= left && (!one.until || left <= *one.until);
    if (!from_here || !in_force || one.to != order.deliver_to.country) continue;
    if (best == nullptr || (!best->from && one.from)) best = &one;
  }
  return best;
}

std::optional<DeliveryEstimate> estimate_of(const Shipment& shipment, const Order& order,
                                            std::span<const TransitTime> transit) {
  if (shipment.delivered_at)
    return DeliveryEstimate{*shipment.delivered_at, *shipment.delivered_at, ""};
  if (!shipment.shipped_at) return std::nullopt;
  const Instant left = *shipment.shipped_at;
  std::optional<DeliveryEstimate> estimate;
  if (const TransitTime* route = transit_of(shipment, order, transit)) {
    // A day is counted in full: what leaves in the morning may arrive in the evening.
    estimate = {left + days{route->fewest_days}, left + days{route->most_days + 1}, route->source};
  }
  if (shipment.estimated_delivery) {
    // The first day of the expected span is not told: the goods may have come at once.
    if (!estimate) estimate = {left, left, ""};
    if (*shipment.estimated_delivery >= estimate->latest) {
      estimate->latest = *shipment.estimated_delivery;
      estimate->grounds = "marketplace";
    }
  }
  return estimate;
}

}  // namespace

std::string_view to_string(DeliveryKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<DeliveryKind> parse_delivery_kind(std::string_view text) {
  const auto* at = std::find(kNames.begin(), kNames.end(), text);
  if (at == kNames.end()) return std::nullopt;
  return static_cast<DeliveryKind>(at - kNames.begin());
}

std::optional<DeliveryEstimate> estimate_of(const Order& order,
                                            std::span<const TransitTime> transit) {
  std::optional<DeliveryEstimate> whole;
  for (const Shipment& shipment : order.shipments) {
    const auto part = estimate_of(shipment, order, transit);
    if (!part) return std::nullopt;
    if (!whole) {
      whole = part;
      continue;
    }
    whole->earliest = std::max(whole->earliest, part->earliest);
    if (part->latest > whole->latest) {
      whole->latest = part->latest;
      whole->grounds = part->grounds;
    }
  }
  return whole;
}

}  // namespace enclosure::messaging
