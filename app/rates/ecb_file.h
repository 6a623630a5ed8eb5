#pragma once
// The files in which the European Central Bank publishes its reference rates. All of them come from
// outside.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/reference_rates.h"
#include "core/result.h"

namespace enclosure::app {

/// The largest file that is read, packed or unpacked. The whole history takes about eight.
inline constexpr std::size_t kMaxRateFileBytes = std::size_t{32} * 1024 * 1024;

/// What a file held, in the order of its days.
struct RateFile {
  std::vector<DayRates> days;
  std::vector<std::string> notices;  ///< say, currencies that no longer exist and were left out
};

/// Whether `bytes` begin like one of these files: nothing else that is imported does.
[[nodiscard]] bool looks_like_ecb_file(std::string_view bytes);

/// Reads `eurofxref-daily.xml`, `eurofxref-hist.xml`, `eurofxref-hist-90d.xml`, the CSV of the same
/// names, or the official .zip around one of those. `name` is only for the paths of faults.
///
/// A currency that is no longer active is left out with a notice; "N/A" is no rate. Faults (all at
/// once): RATES-001 a damaged file, or one that declares a document type; RATES-002 a day that does
/// not exist or occurs twice; RATES-003 no rate, or one that is not positive; RATES-004 too large.
[[nodiscard]] Result<RateFile> read_ecb_file(std::string_view name, std::string_view bytes);

}  // namespace enclosure::app
