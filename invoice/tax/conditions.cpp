#include "invoice/tax/conditions.h"

namespace enclosure::invoice::tax_if {
namespace {

bool is_unchecked(const Facts& f) {
  return f.buyer_id == BuyerId::kUnchecked;
}

/// No taxable person as far as VAT numbers show.
bool is_consumer(const Facts& f) {
  return f.buyer_id != BuyerId::kValid;
}

bool is_low_value_import(const Facts& f) {
  return is_import(f) && f.is_low_value() && is_consumer(f);
}

bool may_shift_the_charge(const Facts& f) {
  return is_domestic(f) && f.home.state != f.from.state &&
         f.law.uses_article_194(f.from.state, f.day) && f.vat_id &&
         f.vat_id->country() == std::string_view(f.from.state);
}

}  // namespace

bool is_refund(const Facts& f) {
  return f.order.credits.has_value();
}

bool has_net_prices(const Facts& f) {
  return f.order.prices_are_net;
}

bool nothing_paid(const Facts& f) {
  return f.nothing_paid();
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
  return is_low_value_import(f) && f.order.marketplace_facilitates;
}

bool is_scheme_import(const Facts& f) {
  return is_low_value_import(f) && f.seller.ioss.has_value();
}

bool hangs_on_number_at_import(const Facts& f) {
  return is_unchecked(f) && (is_deemed_import(f) || is_scheme_import(f));
}

bool seller_imports(const Facts& f) {
  return is_import(f) && f.order.importer == "seller";
}

bool buyer_imports(const Facts& f) {
  return is_import(f) && f.order.importer == "buyer";
}

bool is_facilitated_from_outside(const Facts& f) {
  return f.from.in_eu_vat_area && !f.home.in_eu_vat_area && f.order.marketplace_facilitates &&
         is_consumer(f);
}

bool hangs_on_number_at_marketplace(const Facts& f) {
  return is_facilitated_from_outside(f) && is_unchecked(f);
}

bool is_facilitated_export(const Facts& f) {
  return is_facilitated_from_outside(f) && is_export(f);
}

bool leaves_from_northern_ireland(const Facts& f) {
  return f.from.state == "XI";
}

bool is_distance_sale(const Facts& f) {
  return is_within_eu(f) && f.crosses_border() && is_consumer(f);
}

bool is_small_abroad(const Facts& f) {
  if (!f.is_small_at_dispatch() || !is_distance_sale(f) || !f.seller.over_10000) return false;
  for (const CountryCode& state : f.seller.ex_number_valid_in) {
    if (state == std::string_view(f.to.state)) return true;
  }
  return false;
}

// Above the threshold a distance sale leaves the state of the small enterprise.
bool is_small(const Facts& f) {
  return f.is_small_at_dispatch() && !(is_distance_sale(f) && f.seller.over_10000);
}

bool hangs_on_number_of_small(const Facts& f) {
  return f.is_small_at_dispatch() && is_distance_sale(f) && is_unchecked(f) && f.seller.over_10000;
}

bool is_margin(const Facts& f) {
  return f.has_margin_goods() && is_within_eu(f);
}

bool is_domestic(const Facts& f) {
  return is_within_eu(f) && !f.crosses_border();
}

bool is_stock_abroad(const Facts& f) {
  return is_domestic(f) && f.home.in_eu_vat_area && f.home.state != f.from.state;
}

bool hangs_on_number_at_194(const Facts& f) {
  return may_shift_the_charge(f) && is_unchecked(f);
}

bool shifts_the_charge(const Facts& f) {
  return may_shift_the_charge(f) && f.is_registered_in(f.from.state);
}

bool is_domestic_to_business(const Facts& f) {
  return is_domestic(f) && f.is_business;
}

bool crosses_within_eu(const Facts& f) {
  return is_within_eu(f) && f.crosses_border();
}

bool hangs_on_number_at_border(const Facts& f) {
  return crosses_within_eu(f) && is_unchecked(f);
}

bool is_declared_triangulation(const Facts& f) {
  return crosses_within_eu(f) && f.order.triangulation.value_or(false);
}

bool looks_like_triangulation(const Facts& f) {
  return crosses_within_eu(f) && f.stands_between() && !f.seller_number(f.from.state) &&
         !f.order.triangulation.value_or(false);
}

bool is_buyer_of_dispatch_state(const Facts& f) {
  return crosses_within_eu(f) && f.is_registered_in(f.from.state);
}

bool is_supply_to_business(const Facts& f) {
  return crosses_within_eu(f) && f.buyer_id == BuyerId::kValid;
}

bool is_below_threshold(const Facts& f) {
  return is_distance_sale(f) && !f.seller.over_10000 && !f.seller.oss &&
         f.home.state == f.from.state;
}

bool uses_one_stop_shop(const Facts& f) {
  return is_distance_sale(f) && f.seller.oss.has_value();
}

}  // namespace enclosure::invoice::tax_if
