#include "invoice/model/vat.h"

#include <algorithm>
#include <cassert>

namespace enclosure::invoice {

RateFraction RateFraction::of(Percent percent) {
  const Percent exact = percent.normalised();
  return {exact.coefficient(), round(Decimal(100), exact.scale(), Rounding::kDown).coefficient()};
}

Money vat_within(Money gross, Percent rate) {
  const auto [part, hundred] = RateFraction::of(rate);
  return {multiply_divide(gross.minor_units(), part, hundred + part, Rounding::kHalfUp),
          gross.currency()};
}

Money vat_on(Money net, Percent rate) {
  const auto [part, hundred] = RateFraction::of(rate);
  return {multiply_divide(net.minor_units(), part, hundred, Rounding::kHalfUp), net.currency()};
}

Money net_within(Money gross, Percent rate) {
  const auto [part, hundred] = RateFraction::of(rate);
  return {multiply_divide(gross.minor_units(), hundred, hundred + part, Rounding::kHalfUp),
          gross.currency()};
}

GroupAmounts credit_of(Money refunded, Percent rate, const GroupAmounts& original,
                       const GroupAmounts& before, Picture picture) {
  const GroupAmounts left{original.net - before.net, original.vat - before.vat,
                          original.gross - before.gross};
  assert(!refunded.is_negative() && refunded <= left.gross);
  if (refunded == left.gross) return left;
  if (picture == Picture::kStrict) {
    const Money net = std::min(net_within(refunded, rate), left.net);
    return {net, std::min(vat_on(net, rate), left.vat), refunded};
  }
  const Money vat = std::min(vat_within(refunded, rate), left.vat);
  const Money net = std::min(refunded - vat, left.net);
  return {net, refunded - net, refunded};
}

}  // namespace enclosure::invoice
