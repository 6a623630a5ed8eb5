#include "app/flow/credit.h"

#include <algorithm>

#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/import/own_json.h"
#include "invoice/model/draw_up.h"
#include "invoice/rules/own_rules.h"

namespace enclosure::app {
namespace {

using invoice::CreditRequest;
using invoice::InvoiceKind;

/// The invoice that the command means, with its corrections.
Result<InvoiceChain> chain_for(const CreditCommand& command, StoreTransaction& tx) {
  const std::string order = command.order.to_string();
  if (!tx.order(command.order)) {
    return Fault{"CREDIT-010", order, "there is no such order",
                 "import it first; `enclosure status` counts what is there"};
  }
  const auto chains = chains_of(tx.invoices_of(command.order));
  if (chains.empty()) {
    return Fault{"CREDIT-011", order, "no invoice was issued for this order",
                 "there is nothing to credit; a cancelled order gets no invoice"};
  }
  std::vector<InvoiceChain> meant;
  std::string standing;
  for (const InvoiceChain& chain : chains) {
    if (!chain.is_cancelled())
      standing += (standing.empty() ? "" : ", ") + chain.invoice.number.to_string();
    const bool fits =
        command.invoice.empty() ? !chain.is_cancelled() : chain.invoice.number == command.invoice;
    if (fits) meant.push_back(chain);
  }
  if (meant.size() > 1) {
    return Fault{"CREDIT-012", order, "several invoices of this order stand: " + standing,
                 "say which with --invoice"};
  }
  if (meant.empty() && !command.invoice.empty()) {
    return Fault{"CREDIT-011", command.invoice.to_string(),
                 "order " + order + " has no invoice of that number",
                 standing.empty() ? "none of its invoices stands" : "these stand: " + standing};
  }
  if (meant.empty()) meant.push_back(chains.back());
  if (meant.front().is_cancelled()) {
    const InvoiceChain& chain = meant.front();
    return Fault{"CREDIT-013", chain.invoice.number.to_string(),
                 "this invoice is cancelled by " + chain.credit_notes.back().number.to_string(),
                 standing.empty() ? "nothing is left to credit" : "these stand: " + standing};
  }
  return meant.front();
}

/// The request in the words of the invoice. All faults at once.
Result<CreditRequest> request_for(const CreditCommand& command, const invoice::Invoice& original) {
  CreditRequest request;
  request.what = command.what;
  Faults faults;
  for (const auto& [name, quantity] : command.lines) {
    auto line = invoice::line_named(*original, name);
    if (line) {
      request.lines.push_back({*std::move(line), quantity});
    } else {
      append(faults, std::move(line).faults());
    }
  }
  if (command.amount) {
    const Currency currency = original->currency;
    if (command.amount->normalised().scale() > currency.minor_digits()) {
      faults.push_back({"MONEY-001", "amount",
                        "the amount has more places than " + currency.to_string() + " has",
                        "use " + std::to_string(currency.minor_digits()) + " at most"});
    } else {
      request.amount = Money::from(*command.amount, currency, Rounding::kHalfUp);
    }
  }
  if (!faults.empty()) return faults;
  return request;
}

/// Fault NUMBER-007: with a clock that went back the credit note would precede its invoice.
Faults dated_before(Date day, const invoice::InvoiceContent& original) {
  if (original.issue_date <= day) return {};
  return {{"NUMBER-007", original.number.to_string(),
           "this invoice is dated " + enclosure::to_string(original.issue_date) +
               ", what corrects it would be dated " + enclosure::to_string(day),
           "set the clock right; nothing can be corrected before it was issued"}};
}

}  // namespace

InvoiceNumber draft_number() {
  return *InvoiceNumber::parse("DRAFT");
}

Result<CreditOutcome> credit_chain(const InvoiceChain& chain, const CreditRequest& request,
                                   const std::string& reason, bool dry_run, const Shop& shop,
                                   StoreTransaction& tx, Instant now) {
  const auto original = document_of(chain.invoice);
  if (!original) return original.faults();
  auto before = documents_of(chain.credit_notes);
  if (!before) return std::move(before).faults();

  const std::string& rules_of = (*original)->invoicing_rules_of;
  const invoice::NationalTitles& titles = shop.knowledge.titles;
  invoice::CreditIssue issue;
  issue.issue_date = shop.config.time_zone.date_of(now);
  issue.reason = reason;
  issue.title = titles.title(rules_of, "credit_note", (*original)->language, issue.issue_date);
  issue.cancellation_title =
      titles.title(rules_of, "cancellation", (*original)->language, issue.issue_date);
  issue.logo_sha256 = shop.logo ? shop.logo->sha256 : "";
  issue.footer = shop.config.footer;
  issue.look = shop.config.look.look;
  issue.link = printed_link(chain.invoice.order, shop, tx, now);
  issue.einvoice = shop.config.einvoice;
  if (Faults faults = dated_before(issue.issue_date, **original); !faults.empty()) return faults;

  Filing filing;
  if (dry_run) {
    issue.number = draft_number();
  } else {
    const auto order = tx.order(chain.invoice.order);
    auto taken = take_number(shop.config.numbering, InvoiceKind::kCreditNote, rules_of,
                             order ? order->order.channel : Channel::kShop, issue.issue_date, tx);
    if (!taken) return std::move(taken).faults();
    filing.number = *std::move(taken);
    issue.number = filing.number.number;
  }
  auto note = invoice::draw_up_credit(*original, *before, request, shop.config.seller, issue,
                                      shop.knowledge.languages);
  if (!note) return std::move(note).faults();
  Faults broken = invoice::rules::broken_einvoice_rules(**note, shop.knowledge.einvoices,
                                                        shop.knowledge.languages);
  if (!broken.empty()) return broken;
  before->push_back(*note);
  const Money left = invoice::balance_of(*original, *before).gross;
  filing.cancels = left.is_zero();
  if (!dry_run) {
    filing.consignment = chain.invoice.consignment;
    filing.grounds = chain.invoice.grounds;
    const auto stored = Filer(shop).put(*note, filing, tx, now);
    if (!stored) return stored.faults();
  }
  return CreditOutcome{*std::move(note), *original, left, filing.cancels};
}

Result<CreditOutcome> issue_credit_note(const CreditCommand& command, const Shop& shop,
                                        Store& store, Instant now) {
  return store.transaction<CreditOutcome>([&](StoreTransaction& tx) -> Result<CreditOutcome> {
    const auto chain = chain_for(command, tx);
    if (!chain) return chain.faults();
    const auto original = document_of(chain->invoice);
    if (!original) return original.faults();
    const auto request = request_for(command, *original);
    if (!request) return request.faults();
    return credit_chain(*chain, *request, command.reason, command.dry_run, shop, tx, now);
  });
}

}  // namespace enclosure::app
