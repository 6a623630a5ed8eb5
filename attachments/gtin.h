#pragma once
// Global Trade Item Numbers (GS1): EAN and UPC among them.

#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure::attachments {

/// `text` as 14 digits, zeros in front: 8, 12, 13 or 14 digits with the right check digit. Fault
/// CATALOGUE-006.
[[nodiscard]] Result<std::string> parse_gtin(std::string_view text);

/// The same without a check, for what an order tells: empty when it cannot be one.
[[nodiscard]] std::string gtin_key(std::string_view text);

}  // namespace enclosure::attachments
