#include "invoice/tax/questions.h"

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

}  // namespace enclosure::invoice
