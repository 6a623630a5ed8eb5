#include "app/flow/evidence.h"

#include <algorithm>
#include <utility>

#include "app/rates/rate_of_day.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool is_answer(const Consultation& one) {
  return one.answer.kind == VatAnswer::Kind::kValid || one.answer.kind == VatAnswer::Kind::kInvalid;
}

/// The buyer's number as the register knows it; empty when it is none.
std::string number_of(const Order& order) {
  const auto id = VatId::parse(order.buyer.vat_id);
  return id && id->is_in_vies() ? id->to_string() : "";
}

std::optional<Date> order_day_of(const Order& order, const Shop& shop) {
  if (order.order_date || !order.ordered_at) return order.order_date;
  return shop.config.time_zone.date_of(*order.ordered_at);
}

/// The currencies in which the VAT may have to be given besides the order's own, and the euro, in
/// which limits are.
std::set<Currency> currencies_of(const Order& order, Date supply_day, const Shop& shop) {
  std::set<Currency> all{Currency()};
  const auto& law = shop.knowledge.law;
  std::vector<std::string> states{law.place_of(order.deliver_to).state,
                                  shop.config.seller.established.to_string()};
  if (order.dispatch_from) states.push_back(law.place_of(*order.dispatch_from).state);
  for (const std::string& state : states) {
    if (const auto currency = law.currency_of(state, supply_day)) all.insert(*currency);
  }
  all.erase(order.currency);
  return all;
}

void add_answer(Order& order, Date supply_day, const Evidence& evidence, const Shop& shop) {
  Buyer& buyer = order.buyer;
  if (buyer.vies == ViesAnswer::kValid || buyer.vies == ViesAnswer::kInvalid) return;
  const auto order_day = order_day_of(order, shop);
  if (const auto* one =
          consultation_for(evidence, order_day, supply_day, shop.config.vies.fresh_days)) {
    const bool valid = one->answer.kind == VatAnswer::Kind::kValid;
    buyer.vies = valid ? ViesAnswer::kValid : ViesAnswer::kInvalid;
    buyer.vies_day = one->asked_on;
    buyer.vies_consultation = one->answer.consultation;
    return;
  }
  if (!evidence.decision || evidence.decision->kind == OwnDecision::Kind::kAskAgain) return;
  const OwnDecision& own = *evidence.decision;
  if (own.kind == OwnDecision::Kind::kTax) {
    buyer.vat_id.clear();  // as if none had been given; own_grounds tells it
    return;
  }
  buyer.vies = ViesAnswer::kValid;
  buyer.vies_day = shop.config.time_zone.date_of(own.at);
  buyer.vies_consultation = "none: at the seller's own risk";
  buyer.vies_at_own_risk = own.by + " on " + enclosure::to_string(*buyer.vies_day) +
                           (own.because.empty() ? "" : ", " + own.because);
}

void add_rates(Order& order, Date supply_day, const Evidence& evidence, const Shop& shop) {
  const auto rates = evidence.rates.find(publication_day_for(supply_day));
  if (rates == evidence.rates.end()) return;
  for (const Currency& currency : currencies_of(order, supply_day, shop)) {
    if (order.exchange_rates.contains(currency.to_string())) continue;  // the input's own
    if (const auto rate = cross_rate(rates->second, order.currency, currency))
      order.exchange_rates.emplace(currency.to_string(), *rate);
  }
}

}  // namespace

std::set<Date> supply_days_of(const Order& order, const Shop& shop) {
  std::set<Date> all;
  if (order.supply_date) all.insert(*order.supply_date);
  for (const Shipment& shipment : order.shipments) {
    if (shipment.shipped_at) all.insert(shop.config.time_zone.date_of(*shipment.shipped_at));
  }
  return all;
}

Evidence evidence_of(const Order& order, const Shop& shop, StoreTransaction& tx) {
  Evidence evidence;
  if (const std::string number = number_of(order); !number.empty()) {
    evidence.consultations = tx.consultations_of(number);
    evidence.question = tx.question_of(order.id);
    if (evidence.question && evidence.question->vat_id != number) evidence.question.reset();
    evidence.decision = tx.own_decision_of(order.id);
    if (evidence.decision && evidence.decision->vat_id != number) evidence.decision.reset();
  }
  for (const Date supply_day : supply_days_of(order, shop)) {
    const Date day = publication_day_for(supply_day);
    if (auto rates = tx.rates_of(day)) evidence.rates.emplace(day, *std::move(rates));
  }
  return evidence;
}

const Consultation* consultation_for(const Evidence& evidence, const std::optional<Date>& order_day,
                                     Date supply_day, int fresh_days) {
  const Date first_day{sys_days{supply_day} - days{fresh_days}};
  const bool again = evidence.decision && evidence.decision->kind == OwnDecision::Kind::kAskAgain;
  const Consultation* best = nullptr;
  for (const Consultation& one : evidence.consultations) {
    if (!is_answer(one) || one.asked_on < first_day) continue;
    if (order_day && one.asked_on < *order_day) continue;
    if (again && one.asked_at < evidence.decision->at) continue;
    const bool best_is_from_before = best != nullptr && best->asked_on < supply_day;
    if (best == nullptr || best_is_from_before) best = &one;  // they come in order of asking
  }
  return best;
}

Order with_evidence(Order consignment, Date supply_day, const Evidence& evidence,
                    const Shop& shop) {
  add_answer(consignment, supply_day, evidence, shop);
  add_rates(consignment, supply_day, evidence, shop);
  return consignment;
}

std::vector<invoice::Ground> own_grounds(const Evidence& evidence) {
  if (!evidence.decision || evidence.decision->kind != OwnDecision::Kind::kTax) return {};
  const OwnDecision& own = *evidence.decision;
  return {{"VIES left the buyer's VAT number " + own.vat_id +
               " open; the seller decided to tax as if none had been given: " + own.by + " on " +
               enclosure::to_string(utc_date_of(own.at)) +
               (own.because.empty() ? "" : ", " + own.because) + ".",
           "Art. 138(1)(b) Directive 2006/112/EC"}};
}

Faults explain_missing_rate(Faults faults, const Order& consignment, Date supply_day,
                            const Evidence& evidence) {
  const Date day = publication_day_for(supply_day);
  const std::string told = enclosure::to_string(day);
  for (Fault& fault : faults) {
    if (fault.code != "TAX-002" || !fault.path.starts_with("exchange_rates")) continue;
    fault.code = "RATES-006";
    if (evidence.rates.contains(day)) {
      fault.hint = "the rates of " + told + " do not tell " + consignment.currency.to_string() +
                   ": give the order the rate of its day of supply in exchange_rates";
    } else {
      if (fault.message.find(told) == std::string::npos)
        fault.message += "; the one of " + told + " applies";
      fault.hint = "`enclosure rates fetch`, or import eurofxref-daily.xml of " + told +
                   " (older days are in eurofxref-hist-90d.xml and eurofxref-hist.csv)";
    }
  }
  return faults;
}

bool waits_for_register(const Faults& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const Fault& fault) { return fault.code == "TAX-006"; });
}

}  // namespace enclosure::app
