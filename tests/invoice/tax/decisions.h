#pragma once
// The decision table, row by row: a small world, one change, and the decision in a line.

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "invoice/tax/decide.h"
#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {

/// The world of one case: a German seller, a consumer in Vienna, goods from Hamburg.
struct World {
  Seller seller = german_seller();
  Order order = invoice::order(address("AT", "1010", "Wien"));
};

inline void buyer_number(World& world, std::string number, ViesAnswer answer) {
  world.order.buyer.is_business = true;
  world.order.buyer.vat_id = std::move(number);
  world.order.buyer.vies = answer;
}

/// "S04 oss AT S20 DE136695976 | warnings", or the code and first words of the first fault.
[[nodiscard]] std::string told(const World& world);

/// A row: what is different in it, and what is told then.
struct Case {
  std::string name;
  std::function<void(World&)> change;
  std::string told;
};
inline void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class Decisions : public testing::TestWithParam<Case> {};

inline std::string name_of(const testing::TestParamInfo<Case>& param) {
  return param.param.name;
}

inline const CountryCode kAustria = *CountryCode::parse("AT");
inline const CountryCode kChina = *CountryCode::parse("CN");
inline const CountryCode kSpain = *CountryCode::parse("ES");
inline const CountryCode kPoland = *CountryCode::parse("PL");
inline const CountryCode kGermany = *CountryCode::parse("DE");

}  // namespace enclosure::invoice
