#pragma once
// One row of the VAT Invoice Data Report.

#include <string>

#include "app/import/flat_file.h"
#include "app/import/sink.h"
#include "core/order.h"

namespace enclosure::app {

/// What a row of type SHIPMENT says: the order as far as every row of the order repeats it (its
/// `lines` and `shipments` stay empty), the shipment, and the line.
struct VidrRow {
  std::string place;  ///< "orders.txt:17"
  Order order;
  Shipment shipment;
  OrderLine line;
};

/// Reads one row. What it gives is whole only when no fault was logged meanwhile.
[[nodiscard]] VidrRow read_vidr_row(const FlatRow& row, Sink& sink);

/// Reads a row of type REFUND or RETURN as the event that it tells of.
[[nodiscard]] OrderEvent read_vidr_event(const FlatRow& row, EventType type);

}  // namespace enclosure::app
