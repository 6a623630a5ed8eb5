#pragma once
// What registers and central banks told about an order, put where the tax decision looks for it.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "invoice/tax/decide.h"

namespace enclosure::app {

/// What the store holds about one order, read in one go.
struct Evidence {
  std::vector<Consultation> consultations;  ///< about the buyer's number
  std::optional<OpenQuestion> question;
  std::optional<OwnDecision> decision;  ///< about this number
  std::map<Date, DayRates> rates;       ///< by day of publication
};

/// Everything about `order` (as of now) that the store knows.
[[nodiscard]] Evidence evidence_of(const Order& order, const Shop& shop, StoreTransaction& tx);

/// The days on which a part of the order may be supplied.
[[nodiscard]] std::set<Date> supply_days_of(const Order& order, const Shop& shop);

/// The consultation that counts for a supply on `supply_day`, or null: the first yes or no from
/// that day on, else the last one from up to `fresh_days` before it; never one from before the
/// order, nor, where the seller decided to ask again, one from before that.
[[nodiscard]] const Consultation* consultation_for(const Evidence& evidence,
                                                   const std::optional<Date>& order_day,
                                                   Date supply_day, int fresh_days);

/// `consignment` with the answer of the register and the reference rates of `supply_day`. What the
/// input says itself stays: a yes or no about the number, and each rate.
[[nodiscard]] Order with_evidence(Order consignment, Date supply_day, const Evidence& evidence,
                                  const Shop& shop);

/// What the seller decided instead of the register, as a ground of the decision; else nothing.
[[nodiscard]] std::vector<invoice::Ground> own_grounds(const Evidence& evidence);

/// `faults` of a decision, where it lacks a rate with the day of the rate and how to get it
/// (RATES-006).
[[nodiscard]] Faults explain_missing_rate(Faults faults, const Order& consignment, Date supply_day,
                                          const Evidence& evidence);

/// Whether the decision waits for the register of VAT numbers (fault TAX-006).
[[nodiscard]] bool waits_for_register(const Faults& faults);

}  // namespace enclosure::app
