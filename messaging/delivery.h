#pragma once
// Delivered, honestly: how it is known that goods arrived, and what may be said while nobody saw
// them arrive. Pure; times are UTC.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/country.h"
#include "core/date.h"
#include "core/order.h"

namespace enclosure::messaging {

/// How a delivery is known, the weakest first.
enum class DeliveryKind {
  kUnknown,
  kEstimated,  ///< reckoned, from the day of dispatch or from what the marketplace expects
  kReported,   ///< the order says so: the shop's or the marketplace's word
  kObserved    ///< an event tells it: the carrier's scan, or the seller
};
[[nodiscard]] std::string_view to_string(DeliveryKind kind);  ///< "unknown", "estimated", …
[[nodiscard]] std::optional<DeliveryKind> parse_delivery_kind(std::string_view text);

/// The span in which goods arrive that nobody saw arrive yet.
struct DeliveryEstimate {
  Instant earliest{};
  Instant latest{};
  std::string grounds;  ///< whose word it is: "marketplace", or the source of the transit days

  friend bool operator==(const DeliveryEstimate&, const DeliveryEstimate&) = default;
};

/// How long goods travel on one route, as the seller's configuration has it: dated, with source.
struct TransitTime {
  std::optional<CountryCode> from;  ///< where transport begins; none: anywhere
  CountryCode to;                   ///< of delivery
  int fewest_days = 0;
  int most_days = 0;
  Date since{};                 ///< of dispatch
  std::optional<Date> until{};  ///< the last day of dispatch
  std::string source;           ///< "carrier X, price list of 2026"

  friend bool operator==(const TransitTime&, const TransitTime&) = default;
};

/// When the whole of `order` (as of some moment) arrives, where that is not known of every
/// shipment: the earliest and the latest moment over its shipments. For each it is the expectation
/// that the order tells, or the transit time of its route, whichever is later. Nothing when a
/// shipment has not left or has neither.
[[nodiscard]] std::optional<DeliveryEstimate> estimate_of(const Order& order,
                                                          std::span<const TransitTime> transit);

}  // namespace enclosure::messaging
