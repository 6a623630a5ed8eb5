#include "invoice/tax/decide.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "invoice/tax/facts.h"
#include "invoice/tax/outcomes.h"
#include "invoice/tax/table.h"

namespace enclosure::invoice {
namespace {

using tax_then::Outcome;

Outcome decide(const Facts& facts) {
  const Row* row = find_row(facts);
  if (row == nullptr) return tax_then::not_covered("S40", "no rule fits", "ask a tax adviser");
  return row->decide(facts, row->scenario);
}

/// The decision as if VIES had given that answer.
Outcome decide_as(Facts facts, BuyerId answer) {
  facts.buyer_id = answer;
  return decide(facts);
}

/// The same, without telling why.
Outcome decide_as_if(Facts facts, BuyerId answer) {
  facts.grounds = nullptr;
  return decide_as(std::move(facts), answer);
}

/// What a document would show differently; the number itself and warnings about it aside.
bool is_same_treatment(const TaxDecision& a, const TaxDecision& b) {
  return a.document == b.document && a.reason == b.reason &&
         a.place_of_supply == b.place_of_supply && a.scheme == b.scheme &&
         a.invoicing_rules_of == b.invoicing_rules_of && a.lines == b.lines &&
         a.seller_vat_id == b.seller_vat_id && a.phrases == b.phrases && a.vatex == b.vatex &&
         a.exemption_text == b.exemption_text;
}

/// Whether the invoice that is refunded can have come from that decision: what it said about its
/// VAT, as far as it is told.
bool fits_invoice(const Outcome& decision, const CreditedInvoice& invoice) {
  if (!decision) return false;
  const auto& lines = decision->lines;
  if (!invoice.groups.empty()) {
    return std::all_of(lines.begin(), lines.end(), [&](const LineTreatment& line) {
      return std::any_of(
          invoice.groups.begin(), invoice.groups.end(), [&](const CreditedGroup& group) {
            return group.category == to_string(line.category) && group.rate == line.rate;
          });
    });
  }
  const bool taxed = std::any_of(lines.begin(), lines.end(),
                                 [](const LineTreatment& line) { return !line.rate.is_zero(); });
  return !invoice.vat || taxed != invoice.vat->is_zero();
}

/// S11: held when the answer that is missing would change the decision, else decided without it.
Outcome decide_without_answer(const Facts& facts) {
  const Outcome confirmed = decide_as_if(facts, BuyerId::kValid);
  const Outcome denied = decide_as_if(facts, BuyerId::kDenied);
  const bool alike = confirmed && denied
                         ? is_same_treatment(*confirmed, *denied)
                         : !confirmed && !denied && confirmed.faults() == denied.faults();
  if (alike) return decide(facts);
  if (const auto& invoice = facts.order.credits) {  // a refund follows the invoice, whoever asks
    const bool as_confirmed = fits_invoice(confirmed, *invoice);
    const bool as_denied = fits_invoice(denied, *invoice);
    if (as_confirmed != as_denied)
      return decide_as(facts, as_confirmed ? BuyerId::kValid : BuyerId::kDenied);
  }
  return Fault{"TAX-006", "buyer.vat_id",
               "S11: held, for the decision depends on the buyer's VAT number " +
                   facts.vat_id->to_string() + ", which VIES has not confirmed",
               "ask VIES; that it cannot be reached does not make a number invalid"};
}

Outcome decide_facts(const Facts& facts) {
  return facts.buyer_id == BuyerId::kUnchecked ? decide_without_answer(facts) : decide(facts);
}

/// S31: the treatment of the original, on a credit note that names it.
TaxDecision as_credit_note(TaxDecision decision) {
  if (decision.document == DocumentKind::kNone) return decision;
  decision.scenario = "S31";
  decision.document = DocumentKind::kCreditNote;
  decision.phrases.insert(decision.phrases.begin(), "original_invoice_ref");
  return decision;
}

/// The day whose law applies: a refund follows the supply that it takes back.
Date day_of_law(const Order& order, Date day) {
  if (!order.credits) return day;
  return order.credits->supply_date.value_or(order.credits->date);
}

}  // namespace

Result<TaxDecision> decide_tax(const Order& order, const Seller& seller, Date day,
                               const TaxLaw& law) try {
  if (!order.lines.empty() && nothing_paid(order)) return tax_then::nothing_to_invoice();
  const auto facts = find_facts(order, seller, day_of_law(order, day), law, nullptr);
  if (!facts) return facts.faults();
  Outcome decision = decide_facts(*facts);
  if (decision && order.credits) return as_credit_note(*std::move(decision));
  return decision;
} catch (const std::overflow_error&) {
  return Fault{"AMOUNT-003", "", "an amount is out of range", "check quantities and prices"};
}

TaxGrounds explain_tax(const Order& order, const Seller& seller, Date day, const TaxLaw& law) try {
  TaxGrounds grounds;
  if (!order.lines.empty() && nothing_paid(order)) {
    grounds.decision = {"Nobody paid anything: there is no supply for consideration.",
                        "Art. 2(1)(a) Directive 2006/112/EC"};
    return grounds;
  }
  const auto facts = find_facts(order, seller, day_of_law(order, day), law, &grounds.facts);
  if (!facts) return grounds;
  const std::size_t before = grounds.facts.size();
  const Outcome decision = decide_facts(*facts);
  const Row* decided = find_row(*facts);
  for (const Row& row : decision_table()) {
    if (&row == decided) break;
    Ground ground = why_not(row, *facts);
    if (!ground.statement.empty()) grounds.rejected.push_back(std::move(ground));
  }
  if (decision && grounds.facts.size() > before) {
    const auto row = grounds.facts.begin() + static_cast<std::ptrdiff_t>(before);
    grounds.decision = *row;
    grounds.facts.erase(row);
  }
  if (order.credits) {
    Ground refund{"Money goes back for invoice " + order.credits->number + " of " +
                      enclosure::to_string(order.credits->date) +
                      ": a credit note with the treatment of that supply.",
                  "Art. 90, 219 Directive 2006/112/EC"};
    grounds.facts.insert(grounds.facts.begin(), std::move(refund));
  }
  return grounds;
} catch (const std::overflow_error&) {
  return {};
}

}  // namespace enclosure::invoice
