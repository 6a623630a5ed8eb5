#pragma once
// The consignments of an order that have left, each with the decision about its tax.

#include <vector>

#include "app/flow/evidence.h"
#include "app/flow/issue_document.h"
#include "app/flow/shop.h"
#include "core/result.h"
#include "invoice/tax/decide.h"

namespace enclosure::app {

/// A consignment, decided or not: the faults of one consignment do not concern the others.
struct Considered {
  ShipmentId shipment;
  Order order;
  Date supply_date{};
  Result<invoice::TaxDecision> decision;
  std::vector<invoice::Ground> own_grounds = {};  ///< what the seller decided instead of a register
};

/// Looks at every consignment of `order` (as of now) that has left. Faults: those of
/// `consignments`; and in each part those of `decide_order`.
[[nodiscard]] Result<std::vector<Considered>> consider_order(const Order& order, const Shop& shop,
                                                             const Evidence& evidence);

/// Decides every consignment of `order` (as of now) that has left, with what the registers told of
/// it. Faults: those of `decide_tax`, RATES-006 a reference rate is missing,
/// DOCTOR-001 it is not said where the seller is established.
[[nodiscard]] Result<std::vector<Decided>> decide_order(const Order& order, const Shop& shop,
                                                        const Evidence& evidence);

}  // namespace enclosure::app
