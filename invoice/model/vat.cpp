#include "invoice/model/vat.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <stdexcept>

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

std::vector<Money> share_net(const std::vector<Money>& gross, Percent rate, Money net) {
  const auto [part, hundred] = RateFraction::of(rate);
  const std::int64_t whole = hundred + part;
  std::vector<Money> nets;
  std::vector<std::int64_t> fractions;
  nets.reserve(gross.size());
  fractions.reserve(gross.size());
  std::int64_t missing = net.minor_units();
  for (const Money amount : gross) {
    const std::int64_t units = amount.minor_units();
    const std::int64_t floor = multiply_divide(units, hundred, whole, Rounding::kFloor);
    nets.emplace_back(floor, net.currency());
    missing -= floor;
    fractions.push_back(units % whole * hundred % whole);  // rates have few places: this fits
  }
  if (missing == 0) return nets;
  std::vector<std::size_t> order(nets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  const Money unit(1, net.currency());
  for (std::size_t i = 0; missing > 0; i = (i + 1) % order.size(), --missing) {
    nets[order[i]] += unit;
  }
  for (std::size_t i = order.size(); missing < 0;) {  // a balance may be below the formula
    i = (i == 0 ? order.size() : i) - 1;
    if (nets[order[i]].is_zero()) continue;
    nets[order[i]] -= unit;
    ++missing;
  }
  return nets;
}

Decimal unit_price_of(Money price, Decimal quantity) {
  constexpr int kMostPlaces = 10;
  const int digits = price.currency().minor_digits();
  const int most = std::max(digits, std::min(kMostPlaces, 12 - quantity.normalised().scale()));
  for (int places = digits; places <= most; ++places) {
    const Decimal unit = divide(price.to_decimal(), quantity, places, Rounding::kHalfUp);
    if (round(quantity.normalised() * unit, digits, Rounding::kHalfUp) == price.to_decimal()) {
      return unit;
    }
  }
  throw std::overflow_error("no unit price gives the line amount");
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
