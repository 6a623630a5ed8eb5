#pragma once
// Which VAT category a legal mention gives the reason of.

#include <optional>
#include <string_view>

#include "invoice/model/invoice.h"

namespace enclosure::invoice {

/// The category that the mention under `key` explains ("ic_supply_exempt": K): its text is the
/// exemption reason (BT-120) of that group. Nothing for a mere notice, which is a note (BT-22).
[[nodiscard]] std::optional<VatCategory> category_explained_by(std::string_view key);

}  // namespace enclosure::invoice
