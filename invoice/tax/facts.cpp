#include "invoice/tax/facts.h"

#include <algorithm>
#include <utility>

#include "invoice/model/vat.h"
#include "invoice/tax/amounts.h"

namespace enclosure::invoice {
namespace {

std::string describe(const Address& address) {
  std::string text = address.country.to_string();
  for (const std::string* part : {&address.postcode, &address.city}) {
    if (!part->empty()) text += " " + *part;
  }
  return text;
}

/// Says where one end of the transport lies for VAT.
std::string sentence_of(std::string_view what, const Address& address, const VatPlace& place) {
  std::string statement = std::string(what) + " " + describe(address);
  if (place.territory != nullptr) statement += " (" + place.territory->name + ")";
  statement += place.in_eu_vat_area ? ", for VAT in " + place.state : ", outside the EU VAT area";
  if (!place.rate_region.empty()) statement += ", with rates of its own";
  return statement + ".";
}

/// Where post codes tell special territories apart there must be one. Dispatch places are often
/// known by their country alone; that is enough unless it may be Northern Ireland.
void check_place(const Address& address, const VatPlace& place, const std::string& path,
                 bool country_is_enough, const TaxLaw& law, Faults& faults) {
  const bool enough = country_is_enough && address.postcode.empty() && address.country != "GB";
  if (place.territory != nullptr &&
      place.territory->treatment == TerritoryTreatment::kManualReview) {
    faults.push_back({"TAX-005", path,
                      describe(address) + " lies in a territory (" + place.territory->name +
                          ") that the program does not decide",
                      "ask a tax adviser; the order is left alone"});
  } else if (!enough && !law.postcode_tells(address)) {
    faults.push_back({"TAX-002", path + ".postcode",
                      "\"" + address.postcode + "\" is no post code of " +
                          address.country.to_string() +
                          ", where post codes tell special territories apart",
                      "add the post code as it is written there"});
  }
}

constexpr std::string_view kConfirmation = "Art. 138(1)(b) Directive 2006/112/EC";

void note_answer(const Facts& facts, std::string_view begin, std::string_view end) {
  facts.note(
      [&] {
        std::string text = std::string(begin) + facts.vat_id->to_string();
        if (facts.order.buyer.vies_day)
          text += " on " + enclosure::to_string(*facts.order.buyer.vies_day);
        const std::string& proof = facts.order.buyer.vies_consultation;
        if (!proof.empty()) text += " (consultation number " + proof + ")";
        return text + std::string(end);
      },
      kConfirmation);
}

void find_buyer(Facts& facts) {
  const Buyer& buyer = facts.order.buyer;
  facts.is_business = buyer.is_business || !buyer.vat_id.empty();
  if (buyer.vat_id.empty()) {
    facts.note(
        [&] {
          return std::string(buyer.is_business ? "The buyer is a business but gave no VAT number."
                                               : "The buyer is a consumer.");
        },
        "");
    return;
  }
  auto id = VatId::parse(buyer.vat_id);
  if (!id) {
    facts.buyer_id = BuyerId::kMalformed;
    facts.note(
        [&] { return "The buyer's VAT number is not used: " + id.faults().front().message + "."; },
        kConfirmation);
    return;
  }
  facts.vat_id = *std::move(id);
  if (!facts.vat_id->is_in_vies()) {
    facts.buyer_id = BuyerId::kForeign;
    facts.note(
        [&] {
          return "The buyer's number " + facts.vat_id->to_string() +
                 " is of a state outside the EU: it shows no taxable person of the EU.";
        },
        kConfirmation);
  } else if (buyer.vies == ViesAnswer::kValid) {
    facts.buyer_id = BuyerId::kValid;
    if (buyer.vies_at_own_risk.empty()) {
      note_answer(facts, "VIES confirmed the buyer's VAT number ", ".");
    } else {
      facts.note(
          [&] {
            return "Nobody confirmed the buyer's VAT number " + facts.vat_id->to_string() +
                   "; the seller relies on it at the seller's own risk: " + buyer.vies_at_own_risk +
                   ".";
          },
          kConfirmation);
    }
  } else if (buyer.vies == ViesAnswer::kInvalid) {
    facts.buyer_id = BuyerId::kDenied;
    note_answer(facts, "VIES does not know the buyer's VAT number ", ": it is not used.");
  } else {
    facts.buyer_id = BuyerId::kUnchecked;
    note_answer(facts, "Nobody has confirmed the buyer's VAT number ", " yet.");
  }
}

/// The goods of an import without VAT and shipping, in euro.
void find_intrinsic_value(Facts& facts, Faults& faults) {
  const Order& order = facts.order;
  Money value = Money::zero(order.currency);
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    const OrderLine& line = order.lines[i];
    const std::string path = "lines[" + std::to_string(i) + "]";
    const Money price = take(price_of(line, order.currency), path, faults, line.discount_gross);
    const Percent rate =
        take(facts.law.rate(facts.to.state, facts.to.rate_region, line.rate_class, facts.day),
             path + ".rate_class", faults);
    value += net_within(price - line.discount_gross, rate);
  }
  if (order.currency.code() == "EUR") {
    facts.intrinsic_value_eur = value.to_decimal();
  } else if (const auto rate = order.exchange_rates.find("EUR");
             rate != order.exchange_rates.end()) {
    facts.intrinsic_value_eur = value.to_decimal() * rate->second.rate;
  } else {
    faults.push_back({"TAX-002", "exchange_rates.EUR",
                      "S17, S22: whether the goods are worth at most 150 EUR is not known",
                      "add the rate of the European Central Bank"});
  }
}

}  // namespace

bool Facts::has_margin_goods() const {
  return std::any_of(order.lines.begin(), order.lines.end(),
                     [](const OrderLine& line) { return line.rate_class.is_margin(); });
}

bool Facts::has_only_margin_goods() const {
  return std::all_of(order.lines.begin(), order.lines.end(),
                     [](const OrderLine& line) { return line.rate_class.is_margin(); });
}

bool Facts::is_registered_in(std::string_view state) const {
  return buyer_id == BuyerId::kValid && vat_id->country() == state;
}

const std::string* Facts::seller_number(std::string_view state) const {
  for (const auto& [country, number] : seller.vat_ids) {
    if (country == state) return &number;
  }
  return nullptr;
}

bool Facts::stands_between() const {
  return home.in_eu_vat_area && home.state != from.state && home.state != to.state &&
         crosses_border() && is_registered_in(to.state);
}

bool Facts::is_low_value() const {
  const auto limit = law.threshold("ioss_intrinsic_value_eur", day);
  return limit && intrinsic_value_eur && *intrinsic_value_eur <= *limit;
}

bool Facts::is_distance_sale() const {
  return from.in_eu_vat_area && to.in_eu_vat_area && crosses_border() &&
         buyer_id != BuyerId::kValid;
}

bool Facts::is_below_threshold() const {
  return is_distance_sale() && !seller.over_10000 && !seller.oss && home.state == from.state;
}

const VatPlace& Facts::taxed_at() const {
  return is_distance_sale() && !is_below_threshold() ? to : from;
}

bool nothing_paid(const Order& order) {
  return order.order_shipping_gross.is_zero() && order.marketplace_voucher.is_zero() &&
         std::all_of(order.lines.begin(), order.lines.end(), [&](const OrderLine& line) {
           const auto price = price_of(line, order.currency);
           return price && *price == line.discount_gross && line.shipping_gross.is_zero() &&
                  line.gift_wrap_gross.is_zero();
         });
}

Result<Facts> find_facts(const Order& order, const Seller& seller, Date day, const TaxLaw& law,
                         std::vector<Ground>* grounds) {
  Faults faults;
  if (order.lines.empty()) {
    faults.push_back({"TAX-002", "lines", "the order has no line", "add what was ordered"});
  }
  if (!order.dispatch_from) {
    faults.push_back({"TAX-002", "dispatch_from",
                      "S40: the place where transport begins is not known",
                      "add the warehouse of this shipment"});
    return faults;
  }
  Address seat;
  seat.country = seller.established;
  Facts facts{order,
              seller,
              law,
              day,
              law.place_of(*order.dispatch_from),
              law.place_of(order.deliver_to),
              law.place_of(seat),
              false,
              BuyerId::kNone,
              std::nullopt,
              std::nullopt,
              grounds};
  check_place(*order.dispatch_from, facts.from, "dispatch_from", true, law, faults);
  check_place(order.deliver_to, facts.to, "deliver_to", false, law, faults);
  facts.note([&] { return "The day of supply is " + enclosure::to_string(day) + "."; },
             "Art. 63, 93 Directive 2006/112/EC");
  facts.note([&] { return sentence_of("Transport begins in", *order.dispatch_from, facts.from); },
             "Art. 5-7, 31-33 Directive 2006/112/EC");
  facts.note([&] { return sentence_of("It ends in", order.deliver_to, facts.to); },
             "Art. 5-7, 31-33 Directive 2006/112/EC");
  facts.note([&] { return "The seller is established in " + facts.home.state + "."; }, "");
  find_buyer(facts);
  const bool limit_matters = order.marketplace_facilitates || seller.ioss;
  if (!facts.from.in_eu_vat_area && facts.to.in_eu_vat_area && limit_matters) {
    find_intrinsic_value(facts, faults);
  }
  if (!faults.empty()) return faults;
  return facts;
}

}  // namespace enclosure::invoice
