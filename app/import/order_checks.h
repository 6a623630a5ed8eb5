#pragma once
// What has to hold for every order, whatever it was read from.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "app/import/fault_log.h"
#include "core/order.h"

namespace enclosure::app {

/// Pieces of one line, at most.
inline constexpr std::int64_t kMaxQuantity = 1'000'000;

/// Lines of one order, at most; readers stop there, so that their work stays in proportion.
inline constexpr std::size_t kMaxLines = 10'000;

/// Checks `order` and puts what is wrong into `log`, each path below `path`. Faults: IMPORT-004 no
/// line; IMPORT-005 a quantity that is not between 0 and a million, an amount that is negative or
/// too large, a discount above the line, times that contradict each other, a shipment of a line
/// that is not there; IMPORT-006 amounts or shipped quantities that do not add up; IMPORT-007 a
/// line or shipment id given twice; IMPORT-008 more than ten thousand lines.
void check_order(const Order& order, std::string_view path, FaultLog& log);

/// A quantity as a fault, or nothing when it is above 0 and at most a million (IMPORT-005).
[[nodiscard]] std::optional<Fault> quantity_fault(Decimal quantity);

/// The price of one piece when `quantity` of them (in range, see above) cost `gross` (below
/// `kMaxMinorUnits`): exact where it has few enough places, else rounded half up to six.
[[nodiscard]] Decimal unit_price_of(Money gross, Decimal quantity);

}  // namespace enclosure::app
