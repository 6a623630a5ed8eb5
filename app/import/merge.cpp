#include "app/import/merge.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace enclosure::app {
namespace {

/// Whether every line belongs to just one shipment and bears its id, as in a VAT invoice data
/// report.
bool is_told_by_shipment(const Order& order) {
  std::size_t shipped = 0;
  for (const Shipment& shipment : order.shipments) {
    const std::string ending = "." + shipment.id.to_string();
    for (const ShippedLine& line : shipment.lines) {
      if (!line.line.to_string().ends_with(ending)) return false;
      ++shipped;
    }
  }
  return order.channel == Channel::kAmazon && shipped > 0 && shipped == order.lines.size();
}

bool has_shipment(const Order& order, const ShipmentId& id) {
  return std::any_of(order.shipments.begin(), order.shipments.end(),
                     [&](const Shipment& each) { return each.id == id; });
}

}  // namespace

void arrange_by_shipment(Order& order) {
  std::stable_sort(order.shipments.begin(), order.shipments.end(),
                   [](const Shipment& a, const Shipment& b) {
                     return std::tie(a.shipped_at, a.id) < std::tie(b.shipped_at, b.id);
                   });
  std::map<LineId, std::size_t> place;
  for (const Shipment& shipment : order.shipments) {
    for (const ShippedLine& line : shipment.lines) place.emplace(line.line, place.size());
  }
  std::stable_sort(order.lines.begin(), order.lines.end(),
                   [&](const OrderLine& a, const OrderLine& b) {
                     const auto of = [&](const OrderLine& line) {
                       const auto found = place.find(line.id);
                       return found == place.end() ? place.size() : found->second;
                     };
                     return of(a) < of(b);
                   });
}

Order merged(const Order& known, Order incoming) {
  if (known.id != incoming.id || known.currency != incoming.currency ||
      !is_told_by_shipment(known) || !is_told_by_shipment(incoming)) {
    return incoming;
  }
  std::map<LineId, const OrderLine*> lines;
  for (const OrderLine& line : known.lines) lines.emplace(line.id, &line);
  for (const Shipment& shipment : known.shipments) {
    if (has_shipment(incoming, shipment.id)) continue;
    incoming.shipments.push_back(shipment);
    for (const ShippedLine& line : shipment.lines) {
      const auto found = lines.find(line.line);
      if (found != lines.end()) incoming.lines.push_back(*found->second);
    }
  }
  arrange_by_shipment(incoming);
  return incoming;
}

}  // namespace enclosure::app
