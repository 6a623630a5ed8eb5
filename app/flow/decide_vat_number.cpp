#include "app/flow/decide_vat_number.h"

#include <algorithm>

#include "app/flow/accepted_buyer.h"
#include "app/flow/why.h"
#include "core/text.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

bool waits(const WhyPart& part) {
  return std::any_of(part.faults.begin(), part.faults.end(),
                     [](const Fault& fault) { return fault.code.starts_with("VIES-"); });
}

Fault not_waiting(const OrderId& order) {
  return {"VIES-005", order.to_string(), "this order does not wait for VIES",
          "`enclosure why " + order.to_string() +
              "` tells what it waits for; for an invoice that was issued with VAT `enclosure "
              "correct` with --vat-id asks anew, on another day than the last no"};
}

/// The question once more, from the beginning.
OpenQuestion asked_anew(OpenQuestion question, const Shop& shop, Instant now) {
  question.attempts = 0;
  question.last_code.clear();
  question.opened_at = now;
  question.decide_by = now + std::chrono::hours{shop.config.vies.give_up_after_hours};
  question.next_ask_at = now;
  return question;
}

}  // namespace

Result<Done> decide_vat_number(const OrderId& order, OwnDecision::Kind kind, const std::string& by,
                               const std::string& because, const Shop& shop, Store& store,
                               Instant now) {
  const bool reason_wanted = kind != OwnDecision::Kind::kAskAgain;
  if (trim(by).empty() || (reason_wanted && trim(because).empty())) {
    return Fault{"VIES-006", order.to_string(),
                 "a decision about a VAT number needs who decides, and why",
                 "add --by NAME --because REASON"};
  }
  return store.transaction<Done>([&](StoreTransaction& tx) -> Result<Done> {
    const auto why = why_of(order, shop, tx, now);
    if (!why) return why.faults();
    const Order told = with_accepted_buyer(tx.order(order)->order, why->documents);
    const auto id = VatId::parse(told.buyer.vat_id);
    if (!id || std::none_of(why->parts.begin(), why->parts.end(), waits)) return not_waiting(order);
    const auto& question = why->evidence.question;
    if (kind == OwnDecision::Kind::kAskAgain && !question) return not_waiting(order);
    tx.add_own_decision({order, id->to_string(), kind, by, because, now});
    if (kind == OwnDecision::Kind::kAskAgain) {
      tx.put_question(asked_anew(*question, shop, now));
    } else {
      tx.close_question(order);
    }
    return Done{};
  });
}

}  // namespace enclosure::app
