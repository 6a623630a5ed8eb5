#pragma once
// What the tests of tax and documents share: the law, cases as JSON, orders in a few words.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>

#include "core/order.h"
#include "invoice/data/data.h"
#include "invoice/model/seller.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// The law that is compiled into the program.
inline const TaxLaw& law() {
  static const Result<TaxLaw> kLaw = TaxLaw::load(law_data::files());
  if (!kLaw) throw std::logic_error(kLaw.faults().front().path + kLaw.faults().front().message);
  return *kLaw;
}

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// A file of tests/invoice/data.
inline nlohmann::json test_data(const std::string& name) {
  return nlohmann::json::parse(
      read_text(std::string(ENCLOSURE_SOURCE_DIR) + "/tests/invoice/data/" + name));
}

inline Date day(std::string_view text) {
  return *parse_date(text);
}
inline Currency currency(std::string_view code) {
  return *Currency::parse(code);
}
inline Money euro(std::string_view amount) {
  return *Money::parse(amount, Currency());
}
inline Decimal decimal(std::string_view text) {
  return *Decimal::parse(text);
}

inline Address address(std::string_view country, std::string postcode = "", std::string city = "") {
  Address result;
  result.country = *CountryCode::parse(country);
  result.postcode = std::move(postcode);
  result.city = std::move(city);
  return result;
}

inline OrderLine line(std::string_view id, std::string_view quantity, std::string_view unit_price,
                      std::string_view rate_class = "standard", Currency in = {}) {
  OrderLine result;
  result.id = *LineId::parse(id);
  result.description = "Goods " + std::string(id);
  result.quantity = decimal(quantity);
  result.unit_price_gross = decimal(unit_price);
  result.rate_class = *RateClass::parse(rate_class);
  result.discount_gross = result.shipping_gross = result.gift_wrap_gross = Money::zero(in);
  return result;
}

/// A consumer's order from Hamburg to `to`.
inline Order order(Address to, std::vector<OrderLine> lines = {line("1", "1", "119.00")},
                   Currency in = {}) {
  Order result;
  result.id = *OrderId::parse("T-1");
  result.supply_date = day("2026-03-02");
  result.currency = in;
  result.dispatch_from = address("DE", "20457", "Hamburg");
  result.deliver_to = std::move(to);
  result.lines = std::move(lines);
  result.order_shipping_gross = result.marketplace_voucher = Money::zero(in);
  return result;
}

/// Established in Germany, in the Union scheme there, above the threshold.
inline Seller german_seller() {
  Seller seller;
  seller.established = *CountryCode::parse("DE");
  seller.vat_ids[seller.established] = "DE136695976";
  seller.oss = seller.established;
  seller.over_10000 = true;
  return seller;
}

}  // namespace enclosure::invoice
