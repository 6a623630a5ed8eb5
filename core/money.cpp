#include "core/money.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <stdexcept>

namespace enclosure {
namespace {

__extension__ using Wide = __int128;
constexpr std::int64_t kLimit = 1'000'000'000'000'000'000;

std::int64_t checked(Wide value) {
  if (value >= kLimit || value <= -Wide{kLimit}) throw std::overflow_error("amount out of range");
  return static_cast<std::int64_t>(value);
}

}  // namespace

Money Money::from(Decimal value, Currency currency, Rounding rounding) {
  return {round(value, currency.minor_digits(), rounding).coefficient(), currency};
}

Result<Money> Money::parse(std::string_view text, Currency currency) {
  auto value = Decimal::parse(text);
  if (!value) return std::move(value).faults();
  if (value->normalised().scale() > currency.minor_digits()) {
    return Fault{"MONEY-001", "",
                 "\"" + std::string(text) + "\" has more places than " + currency.to_string(),
                 "round the amount to " + std::to_string(currency.minor_digits()) + " places"};
  }
  return from(value->normalised(), currency, Rounding::kHalfUp);
}

Decimal Money::to_decimal() const {
  return Decimal::scaled(minor_units_, currency_.minor_digits());
}

Money operator+(Money a, Money b) {
  assert(a.currency_ == b.currency_);
  return {checked(Wide{a.minor_units_} + b.minor_units_), a.currency_};
}

Money operator-(Money a, Money b) {
  return a + (-b);
}

std::strong_ordering operator<=>(Money a, Money b) {
  assert(a.currency_ == b.currency_);
  return a.minor_units_ <=> b.minor_units_;
}

std::vector<Money> apportion(Money total, const std::vector<std::int64_t>& weights) {
  if (weights.empty()) return {};
  Wide sum = 0;
  for (const std::int64_t weight : weights) {
    assert(weight >= 0);
    sum += weight;
  }
  const bool equal = sum == 0;
  if (equal) sum = static_cast<Wide>(weights.size());

  const bool negative = total.is_negative();
  const Wide amount = negative ? -Wide{total.minor_units()} : Wide{total.minor_units()};
  std::vector<Money> shares;
  std::vector<Wide> remainders;
  Wide missing = amount;
  for (const std::int64_t weight : weights) {
    const Wide part = amount * (equal ? 1 : weight);
    shares.emplace_back(checked(part / sum), total.currency());
    remainders.push_back(part % sum);
    missing -= part / sum;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; missing > 0; ++i, --missing)
    shares[order[i]] += Money(1, total.currency());
  if (negative)
    std::transform(shares.begin(), shares.end(), shares.begin(), [](Money m) { return -m; });
  return shares;
}

}  // namespace enclosure
