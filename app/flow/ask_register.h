#pragma once
// Asking the register of VAT numbers: when, how often, and what becomes of the order meanwhile.

#include <chrono>
#include <string>
#include <vector>

#include "app/flow/evidence.h"
#include "core/vat_id.h"

namespace enclosure::app {

/// An order that waits, as `issue` and `why` tell it.
struct Hold {
  Fault fault;             ///< VIES-001 … VIES-004
  bool by_itself = false;  ///< it is asked again without anyone's doing
};

/// Tells what becomes of an order whose decision waits for the register: VIES-001 it is asked (and
/// until when), VIES-002 nobody may be asked (no section `vies`), VIES-003 the time is over and the
/// seller must decide, VIES-004 the register will not answer that question.
[[nodiscard]] Hold hold_of(const std::string& vat_id, const OpenQuestion* question,
                           const Shop& shop, Instant now);

/// Opens the question of `consignment`, unless it is open already, and tells like `hold_of`.
Hold hold_for_register(const Order& consignment, Date supply_day, const Shop& shop,
                       StoreTransaction& tx, Instant now);

/// The seller must decide from then on: `give_up_after_hours` after the question was opened, but by
/// noon (UTC) of the 14th of the month after the supply, a day before an invoice to a business of
/// another state must be out (Art. 222), unless that has passed already.
[[nodiscard]] Instant decide_by(Instant opened_at, Date supply_day, int give_up_after_hours);

/// How long to wait after the `attempts`-th failed attempt: a minute, doubled each time, at most
/// four hours; a quarter of an hour or more where the register is overloaded. A fifth more or less,
/// by the number, so that many questions do not come at once. Deterministic.
[[nodiscard]] std::chrono::seconds wait_after(int attempts, const VatAnswer& answer,
                                              const std::string& vat_id);

/// Asks about one number now, for `order`, outside of any transaction, and keeps the answer. A yes
/// or no closes every question about that number that was open. Nothing is kept of one that was not
/// asked (`VatAnswer::asked`). Throws WorldError of the store.
VatAnswer ask_about(const VatId& number, const OrderId& order, const Shop& shop, Store& store,
                    VatRegistry& registry, Instant now);

/// What a round of questions brought.
struct AskReport {
  std::size_t asked = 0;
  std::size_t answered = 0;             ///< yes or no
  std::vector<OrderId> decided_orders;  ///< whose question was answered
};

/// Asks `registry` about every number whose question is due at `now`, once for all orders of that
/// buyer, outside of any transaction; each answer is stored before the next question. When the
/// register, or one state, is overloaded or silent, the rest of its questions are put off. Throws
/// WorldError of the store alone.
AskReport ask_what_is_due(const Shop& shop, Store& store, VatRegistry& registry, Instant now);

}  // namespace enclosure::app
