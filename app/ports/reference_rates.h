#pragma once
// The port to the reference rates of a central bank.

#include <map>
#include <vector>

#include "core/currency.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/result.h"

namespace enclosure::app {

/// What the European Central Bank published on one day: units of each currency per one euro.
struct DayRates {
  Date day{};
  std::map<Currency, Decimal> per_euro;  ///< positive; the euro itself is not in it

  friend bool operator==(const DayRates&, const DayRates&) = default;
};

/// Where fresh rates come from. One thread at a time.
struct ReferenceRates {
  /// How far back is asked for.
  enum class Span {
    kLatest,      ///< the last day of publication
    kNinetyDays,  ///< the last ninety days: closes gaps
  };

  virtual ~ReferenceRates() = default;

  /// Faults: those of the reader of the file (app/rates/ecb_file.h). Throws WorldError when the
  /// source cannot be reached.
  virtual Result<std::vector<DayRates>> fetch(Span span) = 0;
};

}  // namespace enclosure::app
