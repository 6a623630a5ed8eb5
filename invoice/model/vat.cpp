#include "invoice/model/vat.h"

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

}  // namespace enclosure::invoice
