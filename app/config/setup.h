#pragma once
// What `init` leaves for the seller to fill in.

#include "app/config/config.h"
#include "core/fault.h"

namespace enclosure::app {

/// What enclosure.json still has to say before the first document may be issued: name, address and
/// country of the seller (Art. 226(5)). Faults DOCTOR-001, one for each member with its path.
[[nodiscard]] Faults open_setup(const Config& config);

}  // namespace enclosure::app
