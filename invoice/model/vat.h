#pragma once
// VAT taken out of a gross amount: the one formula of rule GR1, for whoever computes and whoever
// checks.

#include <cstdint>

#include "core/decimal.h"
#include "core/money.h"

namespace enclosure::invoice {

/// A rate as a fraction: `rate / hundred` of the net, `rate / (hundred + rate)` of the gross.
struct RateFraction {
  std::int64_t rate = 0;
  std::int64_t hundred = 100;

  /// Exact: 25.5 % is 255 of 1000. `percent` must not be negative.
  static RateFraction of(Percent percent);
};

/// The VAT within `gross` at `rate`, half up: round(gross * rate / (100 + rate)).
[[nodiscard]] Money vat_within(Money gross, Percent rate);

/// The VAT on `net` at `rate`, half up: round(net * rate / 100).
[[nodiscard]] Money vat_on(Money net, Percent rate);

/// `gross` without the VAT at `rate`, half up: round(gross * 100 / (100 + rate)).
[[nodiscard]] Money net_within(Money gross, Percent rate);

}  // namespace enclosure::invoice
