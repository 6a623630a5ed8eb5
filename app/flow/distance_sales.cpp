#include "app/flow/distance_sales.h"

#include <fmt/format.h>

#include "invoice/tax/amounts.h"

namespace enclosure::app {
namespace {

std::string key_of(int year) {
  return fmt::format("distance_sales_eur:{}", year);
}

/// Art. 59c(1): goods to buyers without a number in other states, taxed where transport begins.
bool counts(const Decided& part, const Shop& shop) {
  const std::string_view scheme = part.decision.scheme;
  if (scheme == "domestic_below_threshold") return true;
  const auto to = shop.knowledge.law.place_of(part.order.deliver_to);
  return scheme == "small_business" && to.in_eu_vat_area &&
         part.decision.place_of_supply != to.state && part.decision.buyer_vat_id.empty();
}

Result<Money> net_in_euro(const Decided& part) {
  const auto amounts = invoice::compute_amounts(part.order, part.decision);
  if (!amounts) return amounts.faults();
  const Money net = amounts->totals.total_without_vat;
  if (net.currency() == Currency()) return net;
  const auto rate = part.order.exchange_rates.find("EUR");
  if (rate == part.order.exchange_rates.end()) {
    return Fault{"TAX-002", "exchange_rates.EUR",
                 "S05: whether the year's distance sales stay below the threshold is not known",
                 "import the reference rates of the day of supply"};
  }
  return Money::from(net.to_decimal() * rate->second.rate, Currency(), Rounding::kHalfUp);
}

Fault above(int year, Money sum, Decimal limit) {
  return {"TAX-009", "seller.over_10000",
          fmt::format("S05: the distance sales of {} come to {} EUR with this order, above {} EUR: "
                      "it is taxed where the goods arrive already",
                      year, sum.to_string(), limit.to_string()),
          "join the One Stop Shop or register there, then set over_10000 to true; the order waits"};
}

}  // namespace

Money distance_sales_of(int year, StoreTransaction& tx) {
  const auto sum = Money::parse(tx.setting(key_of(year)), Currency());
  return sum ? *sum : Money::zero(Currency());
}

Faults count_distance_sale(const Decided& part, const Shop& shop, StoreTransaction& tx) {
  if (!counts(part, shop)) return {};
  const auto limit = shop.knowledge.law.threshold("distance_sales_eur", part.supply_date);
  if (!limit) return {};
  auto net = net_in_euro(part);
  if (!net) return std::move(net).faults();
  const int year = static_cast<int>(part.supply_date.year());
  if (const Money before = distance_sales_of(year - 1, tx); before.to_decimal() > *limit) {
    return {above(year - 1, before, *limit)};
  }
  const Money sum = distance_sales_of(year, tx) + *net;
  if (sum.to_decimal() > *limit) return {above(year, sum, *limit)};
  tx.put_setting(key_of(year), sum.to_string());
  return {};
}

}  // namespace enclosure::app
