#include "invoice/tax/conditions.h"

#include <algorithm>

namespace enclosure::invoice::tax_if {
namespace {

/// No taxable person as far as VAT numbers show.
bool is_consumer(const Facts& f) {
  return f.buyer_id != BuyerId::kValid;
}

bool is_low_value_import(const Facts& f) {
  return is_import(f) && f.is_low_value() && is_consumer(f);
}

}  // namespace

bool has_net_prices(const Facts& f) {
  return f.order.prices_are_net;
}

bool is_outside(const Facts& f) {
  return !f.from.in_eu_vat_area && !f.to.in_eu_vat_area;
}

bool is_import(const Facts& f) {
  return !f.from.in_eu_vat_area && f.to.in_eu_vat_area;
}

bool is_export(const Facts& f) {
  return f.from.in_eu_vat_area && !f.to.in_eu_vat_area;
}

bool is_within_eu(const Facts& f) {
  return f.from.in_eu_vat_area && f.to.in_eu_vat_area;
}

bool is_deemed_import(const Facts& f) {
  return f.order.marketplace_facilitates && is_low_value_import(f);
}

bool is_scheme_import(const Facts& f) {
  return f.seller.ioss.has_value() && is_low_value_import(f);
}

bool seller_imports(const Facts& f) {
  return is_import(f) && f.order.importer == "seller";
}

bool buyer_imports(const Facts& f) {
  return is_import(f) && f.order.importer == "buyer";
}

bool is_facilitated_from_outside(const Facts& f) {
  return f.order.marketplace_facilitates && f.from.in_eu_vat_area && !f.home.in_eu_vat_area &&
         is_consumer(f);
}

bool stays_in_united_kingdom(const Facts& f) {
  return f.from.state == "XI" && f.to.state == "GB";
}

bool is_before_one_stop_shop(const Facts& f) {
  return f.is_distance_sale() && !f.law.threshold("distance_sales_eur", f.day);
}

bool is_small_abroad(const Facts& f) {
  const auto& states = f.seller.ex_number_valid_in;
  return !states.empty() && f.from.in_eu_vat_area &&
         std::any_of(states.begin(), states.end(), [&](const CountryCode& state) {
           return state == std::string_view(f.taxed_at().state);
         });
}

bool is_small(const Facts& f) {
  return f.seller.small_business && f.from.in_eu_vat_area &&
         *f.seller.small_business == std::string_view(f.taxed_at().state);
}

bool is_margin(const Facts& f) {
  return f.has_only_margin_goods() && is_within_eu(f);
}

bool is_domestic(const Facts& f) {
  return is_within_eu(f) && !f.crosses_border();
}

bool is_stock_abroad(const Facts& f) {
  return is_domestic(f) && f.home.in_eu_vat_area && f.home.state != f.from.state;
}

bool shifts_the_charge(const Facts& f) {
  return is_domestic(f) && f.home.state != f.from.state && f.is_registered_in(f.from.state) &&
         f.law.uses_article_194(f.from.state, f.day);
}

bool is_domestic_to_business(const Facts& f) {
  return is_domestic(f) && f.is_business;
}

bool crosses_within_eu(const Facts& f) {
  return is_within_eu(f) && f.crosses_border();
}

bool is_declared_triangulation(const Facts& f) {
  return crosses_within_eu(f) && f.order.triangulation.value_or(false);
}

bool can_only_be_triangulation(const Facts& f) {
  return crosses_within_eu(f) && !f.order.triangulation && f.stands_between() &&
         f.seller_number(f.from.state) == nullptr && f.order.fulfilment != Fulfilment::kFba;
}

bool is_buyer_of_dispatch_state(const Facts& f) {
  return crosses_within_eu(f) && f.is_registered_in(f.from.state);
}

bool is_supply_to_business(const Facts& f) {
  return crosses_within_eu(f) && f.buyer_id == BuyerId::kValid;
}

bool is_below_threshold(const Facts& f) {
  return f.is_below_threshold();
}

bool uses_one_stop_shop(const Facts& f) {
  return f.seller.oss.has_value() && f.is_distance_sale();
}

bool is_distance_sale(const Facts& f) {
  return f.is_distance_sale();
}

}  // namespace enclosure::invoice::tax_if
