#pragma once
// Own JSON inside the readers of this folder (docs/order-format.md).

#include <optional>

#include "app/import/json_reader.h"
#include "core/order.h"
#include "invoice/model/seller.h"

namespace enclosure::app {

/// Reads an order. What it gives is whole only when the log of `reader` took no fault meanwhile.
[[nodiscard]] Order read_own_order(const Reader& reader);
/// Reads a seller, in the same way. A configuration may leave open where the seller is established
/// (`seat` is optional): then nothing may be decided yet.
[[nodiscard]] invoice::Seller read_seller(const Reader& reader, Need seat = Need::kRequired);
/// Reads an address: `country` is needed, everything else may be missing.
[[nodiscard]] Address read_own_address(const Reader& reader, Need country = Need::kRequired);

}  // namespace enclosure::app
