#pragma once
// Amazon's Orders API, version 2026-01-01.

#include "app/import/json_reader.h"
#include "app/import/sink.h"

namespace enclosure::app {

/// Reads one answer of getOrder ({"order"}) or searchOrders ({"orders"}), or a bare order. Orders
/// that are not confirmed yet and orders of other channels are left out with a notice; a cancelled
/// one becomes a cancelled order; goods that came back become events.
void read_amazon_answer(const Reader& answer, Sink& sink);

}  // namespace enclosure::app
