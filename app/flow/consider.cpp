#include "app/flow/consider.h"

#include <utility>

#include "app/config/setup.h"
#include "invoice/tax/amounts.h"

namespace enclosure::app {
namespace {

/// The day of supply (BT-72): the day the goods left, in the seller's zone, or the day that the
/// input states.
std::optional<Date> supply_date_of(const invoice::Consignment& part, const Shop& shop) {
  for (const Shipment& shipment : part.order.shipments) {
    if (shipment.shipped_at) return shop.config.time_zone.date_of(*shipment.shipped_at);
  }
  if (part.order.shipments.empty()) return part.order.supply_date;
  return std::nullopt;
}

}  // namespace

Result<std::vector<Considered>> consider_order(const Order& order, const Shop& shop,
                                               const Evidence& evidence) {
  if (!shop.config.seat_is_known) return open_setup(shop.config);
  const auto parts = invoice::consignments(order);
  if (!parts) return parts.faults();
  std::vector<Considered> considered;
  for (const invoice::Consignment& part : *parts) {
    const auto day = supply_date_of(part, shop);
    if (!day) continue;  // has not left yet
    Order told = with_evidence(part.order, *day, evidence, shop);
    auto decision = invoice::decide_tax(told, shop.config.seller, *day, shop.knowledge.law);
    if (!decision) decision = explain_missing_rate(decision.faults(), told, *day, evidence);
    considered.push_back(
        {part.shipment, std::move(told), *day, std::move(decision), own_grounds(evidence)});
  }
  return considered;
}

Result<std::vector<Decided>> decide_order(const Order& order, const Shop& shop,
                                          const Evidence& evidence) {
  auto parts = consider_order(order, shop, evidence);
  if (!parts) return std::move(parts).faults();
  std::vector<Decided> decided;
  Faults faults;
  for (Considered& part : *parts) {
    if (part.decision) {
      decided.push_back({part.shipment, std::move(part.order), part.supply_date,
                         *std::move(part.decision), std::move(part.own_grounds)});
    } else {
      append(faults, under(part.shipment.empty() ? "" : "shipment " + part.shipment.to_string(),
                           std::move(part.decision).faults()));
    }
  }
  if (!faults.empty()) return faults;
  return decided;
}

}  // namespace enclosure::app
