#pragma once
// Why an order has no invoice yet, or what it has: in sentences.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/evidence.h"
#include "app/flow/shop.h"
#include "app/flow/why_enclosures.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// One shipment of an order (or the order, where it names none).
struct WhyPart {
  ShipmentId shipment;
  /// "issued", "credited" (all of its invoices are cancelled), "no_document", "ready", "held",
  /// "refused", "not_shipped"
  std::string state;
  std::vector<std::string> sentences;
  Faults faults;  ///< held, refused
};

struct Why {
  OrderId order;
  std::string state;  ///< "cancelled", "marketplace_issues_invoice", else the worst of the parts
  std::vector<std::string> sentences;  ///< about the order as a whole
  std::vector<WhyPart> parts;
  std::vector<StoredInvoice> documents;
  std::vector<StoredMessage> messages;
  std::vector<WhyEnclosure> enclosures;
  Evidence evidence;
};

/// Looks at `order` as it is at `now`, and changes nothing. Fault WHY-001: no such order.
[[nodiscard]] Result<Why> why_of(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                                 Instant now);

/// What one consultation brought, as a sentence.
[[nodiscard]] std::string told_of(const Consultation& one);

}  // namespace enclosure::app
