#pragma once
// What of an order of the Orders API is on its way.

#include <vector>

#include "app/import/json_reader.h"
#include "app/import/sink.h"
#include "core/order.h"

namespace enclosure::app {

/// Shipments, and events for those that came back.
struct ApiPackages {
  std::vector<Shipment> shipments;
  std::vector<OrderEvent> events;
};

/// Reads the packages of `order`. An order that is shipped without listing any (Amazon's own
/// warehouses) is one shipment, at the time of its last change.
[[nodiscard]] ApiPackages read_api_packages(const Reader& order, const OrderId& id, Sink& sink);

}  // namespace enclosure::app
