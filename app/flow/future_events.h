#pragma once
// Events that are dated later than the moment at which they came: they count from their day on, and
// the seller is told, because a date is sooner mistyped than a refund is known in advance.

#include <string>
#include <vector>

#include "app/import/import.h"

namespace enclosure::app {

/// A sentence for each event of `imported` that lies after `now`: which one, its date, and what it
/// means until then. In the order of the file.
[[nodiscard]] std::vector<std::string> future_events(const Imported& imported, Instant now);

/// What it means that something called `type` ("refunded") counts only from a later day on:
/// "until then the buyer may still be asked for a review".
[[nodiscard]] std::string_view until_it_counts(std::string_view type);

}  // namespace enclosure::app
