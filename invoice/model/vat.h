#pragma once
// VAT taken out of a gross amount: the one formula of rule GR1, for whoever computes and whoever
// checks.

#include <cstdint>
#include <vector>

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

/// What one VAT group of a document comes to, or what is credited of it. Without a rounding amount
/// `net` and `vat` sum to `gross`; in the strict picture they miss it by the rounding (BT-114).
struct GroupAmounts {
  Money net;
  Money vat;
  Money gross;  ///< what the buyer paid, or gets back

  friend bool operator==(const GroupAmounts&, const GroupAmounts&) = default;
};

/// Which of two lawful pictures a document gives. GR1: the VAT contained in the price, so that net
/// and VAT sum to it. Strict: BR-CO-17 to the cent, what is missing to the price is BT-114.
enum class Picture { kPrice, kStrict };

/// Rule CR1 for one group: net and VAT of the credit note that gives `refunded` of `original` back,
/// after earlier ones that gave back `before`.
///
/// The formula of the original applies to the refunded gross, at the rate of the original. When the
/// refunds reach the original gross, this one takes what is left of net and VAT, so that they never
/// come to more or less than the original; no part credits more of either than is left. Wants
/// 0 <= `refunded` <= `original.gross - before.gross`, one currency, a rate that is not negative.
[[nodiscard]] GroupAmounts credit_of(Money refunded, Percent rate, const GroupAmounts& original,
                                     const GroupAmounts& before, Picture picture = Picture::kPrice);

/// The VAT on `net` at `rate`, half up: round(net * rate / 100).
[[nodiscard]] Money vat_on(Money net, Percent rate);

/// `gross` without the VAT at `rate`, half up: round(gross * 100 / (100 + rate)).
[[nodiscard]] Money net_within(Money gross, Percent rate);

/// Step 4 of GR1: `net` of a group shared over lines of these gross amounts. Each gets what its
/// gross holds, cut off to the minor unit; what is missing goes one by one to the largest cut-off
/// fractions, ties to the earlier line. Wants lines whose nets can sum to `net`.
[[nodiscard]] std::vector<Money> share_net(const std::vector<Money>& gross, Percent rate,
                                           Money net);

/// BT-146: `price / quantity` with as many places as it takes that quantity times price, rounded to
/// the minor unit, is `price` again. Wants a positive quantity; throws `std::overflow_error` where
/// no price of ten places does it.
[[nodiscard]] Decimal unit_price_of(Money price, Decimal quantity);

}  // namespace enclosure::invoice
