#pragma once
// Reference rates into the store: from a file, or fetched when they are due.

#include <optional>
#include <string>
#include <string_view>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "app/rates/ecb_file.h"

namespace enclosure::app {

/// What a file or a fetch changed.
struct RatesReport {
  std::size_t days = 0;
  RateChange rates;
  std::vector<std::string> notices;
};

/// Stores the rates of `file` in one transaction. Fault RATES-005: another value is there already;
/// then nothing of it is taken.
[[nodiscard]] Result<RatesReport> store_rates(const RateFile& file, Store& store, Instant now);

/// When rates are to be fetched next: at once when some that are out are missing, but not within
/// two hours after the last attempt; else when the next ones come out. Between two passes this is
/// where a walk through time stops.
[[nodiscard]] Instant next_rates_fetch(Store& store, Instant now);

/// Fetches what is missing: the last day, or ninety days when there is a gap or nothing at all.
/// Faults: those of the file and of `store_rates`. Throws WorldError when the source cannot be had;
/// either way it is tried again two hours later.
[[nodiscard]] Result<RatesReport> fetch_rates(Store& store, ReferenceRates& source, Instant now);

}  // namespace enclosure::app
