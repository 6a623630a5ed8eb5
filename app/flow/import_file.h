#pragma once
// Orders and events into the store: a file is taken whole or not at all, and twice is once.

#include <string>
#include <string_view>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// What an import changed.
struct ImportReport {
  ImportFormat format = ImportFormat::kEnclosureOrders;
  std::size_t orders = 0, new_orders = 0, changed_orders = 0;
  std::size_t events = 0, new_events = 0;
  std::vector<std::string> notices;  ///< of the reader, then about the days of events
};

/// Reads `bytes` and stores what they hold in one transaction: all of it, or nothing and every
/// fault.
///
/// An order that has been invoiced may come back with news: shipments that have a name now, dates,
/// further shipments. An invoice without a named shipment bills the whole order, in however many
/// shipments it leaves.
///
/// Faults: those of `read_import`; IMPORT-011 an order that has been invoiced comes back with other
/// goods or amounts (it stays as it is; a refund or a correction is a document of its own),
/// EVENT-002 an event of an unknown order, EVENT-003 of an unknown shipment, EVENT-004 an event id
/// that stands for something else already.
[[nodiscard]] Result<ImportReport> import_file(std::string_view name, std::string_view bytes,
                                               std::optional<ImportFormat> format, const Shop& shop,
                                               Store& store, Instant now);

/// The same for what was read already.
[[nodiscard]] Result<ImportReport> store_import(const Imported& imported, Store& store,
                                                Instant now);

}  // namespace enclosure::app
