#pragma once
// Tax cases as JSON, read without the importers: these tests are about tax alone.

#include <string>
#include <vector>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {

inline Address read_address(const nlohmann::json& json) {
  return address(json.at("country").get<std::string>(), json.value("postcode", ""),
                 json.value("city", ""));
}

inline Seller read_seller(const nlohmann::json& json) {
  const auto country = [](const nlohmann::json& code) {
    return *CountryCode::parse(code.get<std::string>());
  };
  Seller seller;
  seller.established = country(json.at("established"));
  for (const auto& [state, number] : json.at("vat_ids").items()) {
    seller.vat_ids[*CountryCode::parse(state)] = number;
  }
  if (json.contains("oss") && !json["oss"].is_null()) seller.oss = country(json["oss"]);
  if (json.value("ioss", false)) seller.ioss = seller.established;
  if (json.contains("small_business")) seller.small_business = country(json["small_business"]);
  const auto states = json.value("ex_number_valid_in", nlohmann::json::array());
  for (const auto& state : states) {
    seller.ex_number_valid_in.push_back(country(state));
  }
  seller.over_10000 = json.value("over_10000", false);
  seller.tax_number = json.value("tax_number", "");
  return seller;
}

inline void read_buyer(const nlohmann::json& json, Buyer& buyer) {
  buyer.is_business = json.at("type") == "business";
  if (json.contains("vat_id") && json["vat_id"].is_string()) buyer.vat_id = json["vat_id"];
  const std::string vies = json.value("vies", "");
  if (vies == "valid") buyer.vies = ViesAnswer::kValid;
  if (vies == "invalid") buyer.vies = ViesAnswer::kInvalid;
  if (vies == "unavailable") buyer.vies = ViesAnswer::kUnavailable;
}

inline OrderLine read_line(const nlohmann::json& json, Currency in) {
  OrderLine result = line(json.at("id").get<std::string>(), json.at("quantity").get<std::string>(),
                          json.at("unit_price_gross").get<std::string>(),
                          json.at("rate_class").get<std::string>(), in);
  result.description = json.at("description");
  result.discount_gross = *Money::parse(json.value("discount_gross", "0"), in);
  result.shipping_gross = *Money::parse(json.value("shipping_gross", "0"), in);
  result.gift_wrap_gross = *Money::parse(json.value("gift_wrap_gross", "0"), in);
  return result;
}

inline CreditedGroup read_group(const nlohmann::json& json, Currency in) {
  const auto amount = [&](const char* name) {
    return *Money::parse(json.at(name).get<std::string>(), in);
  };
  return {json.at("category").get<std::string>(), decimal(json.at("rate").get<std::string>()),
          amount("net"), amount("vat"), amount("gross")};
}

inline CreditedInvoice read_credits(const nlohmann::json& json, Currency in) {
  const auto amount = [&](const char* name) {
    return *Money::parse(json.at(name).get<std::string>(), in);
  };
  CreditedInvoice credits{json.at("number").get<std::string>(),
                          day(json.at("date").get<std::string>())};
  credits.net = amount("net");
  credits.vat = amount("vat");
  credits.gross = amount("gross");
  for (const auto& group : json.value("groups", nlohmann::json::array())) {
    credits.groups.push_back(read_group(group, in));
  }
  return credits;
}

inline Order read_order(const nlohmann::json& json) {
  const Currency in = currency(json.at("currency").get<std::string>());
  Order result = order(read_address(json.at("deliver_to")), {}, in);
  result.supply_date = day(json.at("supply_date").get<std::string>());
  result.dispatch_from = read_address(json.at("dispatch_from"));
  read_buyer(json.at("buyer"), result.buyer);
  for (const auto& element : json.at("lines")) result.lines.push_back(read_line(element, in));
  result.order_shipping_gross = *Money::parse(json.value("order_shipping_gross", "0"), in);
  result.marketplace_voucher = *Money::parse(json.value("marketplace_voucher", "0"), in);
  result.marketplace_facilitates =
      json.contains("marketplace") && json["marketplace"].value("facilitates", false);
  result.importer = json.value("importer", "");
  if (json.contains("triangulation")) result.triangulation = json["triangulation"].get<bool>();
  if (json.contains("credits")) result.credits = read_credits(json["credits"], in);
  for (const auto& group : json.value("credited_before", nlohmann::json::array())) {
    result.credited_before.push_back(read_group(group, in));
  }
  const auto rates = json.value("exchange_rates", nlohmann::json::object());
  for (const auto& [code, rate] : rates.items()) {
    result.exchange_rates[code] = {decimal(rate.get<std::string>())};
  }
  return result;
}

}  // namespace enclosure::invoice
