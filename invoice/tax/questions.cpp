#include "invoice/tax/questions.h"

#include <algorithm>

namespace enclosure::invoice {

Faults questions_to_seller(const Order& order, const TaxDecision& decision) {
  if (decision.document == DocumentKind::kCreditNote) {
    return {{"TAX-008", "credits",
             "S31: the order is a refund of invoice " + order.credits->number +
                 "; credit notes are drawn from the invoice, not from an order",
             "`enclosure credit` the order that was invoiced"}};
  }
  if (decision.scheme == "triangulation" && !order.triangulation) {
    return {{"TAX-007", "triangulation",
             "S14: only a triangular transaction would explain these facts, but nobody has "
             "declared one; a VAT number of the state of dispatch may be missing as well",
             "add triangulation: true to the order if the goods went straight from your supplier "
             "to the buyer; else add the number to the seller, or triangulation: false"}};
  }
  return {};
}

std::vector<std::string> notes_to_seller(const Order& order, const TaxDecision& decision,
                                         const Seller& seller, const TaxLaw& law) {
  if (decision.document == DocumentKind::kNone || decision.scheme == "triangulation" ||
      !order.dispatch_from) {
    return {};
  }
  const VatPlace from = law.place_of(*order.dispatch_from);
  const bool known = !from.in_eu_vat_area || from.state == seller.established.code() ||
                     std::any_of(seller.vat_ids.begin(), seller.vat_ids.end(),
                                 [&](const auto& number) { return number.first == from.state; });
  if (known) return {};
  return {"no_vat_number_of_dispatch:" + from.state};
}

}  // namespace enclosure::invoice
