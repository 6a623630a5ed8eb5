#include "app/flow/refused_number.h"

#include <utility>

#include "core/text.h"
#include "core/vat_id.h"

namespace enclosure::app {

bool is_no(const VatAnswer& answer) {
  return answer.kind == VatAnswer::Kind::kInvalid ||
         (answer.kind == VatAnswer::Kind::kRefused && answer.code == "INVALID_INPUT");
}

std::optional<Instant> last_no_about(const std::string& vat_id, StoreTransaction& tx) {
  const auto number = VatId::parse(vat_id);
  if (!number) return std::nullopt;
  std::optional<Instant> last;
  for (const Consultation& one : tx.consultations_of(number->to_string())) {
    if (is_no(one.answer)) last = one.asked_at;
    if (one.answer.kind == VatAnswer::Kind::kValid) last.reset();
  }
  return last;
}

BuyerChange asking_again(BuyerChange change, const std::optional<std::string>& vat_id,
                         const Order& billed) {
  const bool hands_it_in = vat_id && !trim(*vat_id).empty();
  if (change.is_empty() && hands_it_in && billed.buyer.vies == ViesAnswer::kInvalid)
    change.vat_id = billed.buyer.vat_id;
  return change;
}

}  // namespace enclosure::app
