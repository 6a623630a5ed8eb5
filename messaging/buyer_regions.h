#pragma once
// Which zone a state, province or territory has, as addresses name it.

#include <string_view>

#include "core/address.h"

namespace enclosure::messaging {

/// The zone of the region of `place`, by its code ("CA", "ca", "US-CA") or its name, with or
/// without accents and dots. Empty where it is not known or where the country has none in the
/// table.
[[nodiscard]] std::string_view zone_of_region(const Address& place);

/// Whether the regions of `country` are told apart: one that is not known may have any of its
/// zones.
[[nodiscard]] bool has_regions(const CountryCode& country);

}  // namespace enclosure::messaging
