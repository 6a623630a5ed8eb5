#include "app/flow/correct.h"

#include <algorithm>
#include <utility>

#include "app/errors.h"
#include "app/flow/ask_register.h"
#include "app/flow/credit.h"
#include "app/flow/filing.h"
#include "app/flow/invoicing.h"
#include "app/flow/issue.h"
#include "app/flow/refused_number.h"
#include "app/flow/words.h"
#include "app/import/own_json.h"
#include "core/text.h"
#include "invoice/model/draw_up.h"
#include "invoice/model/remaining.h"
#include "invoice/rules/own_rules.h"

namespace enclosure::app {
namespace {

using invoice::InvoiceKind;

/// How often a correction is worked out anew because the invoice was credited meanwhile.
constexpr int kMostTimes = 5;

/// The invoice to be corrected, with the order it bills.
struct Subject {
  InvoiceChain chain;
  Order consignment;  ///< as it was billed
};

const InvoiceChain* newest_of(const std::vector<InvoiceChain>& chains, const InvoiceNumber& from) {
  const InvoiceChain* at = nullptr;
  InvoiceNumber number = from;
  for (const InvoiceChain& chain : chains) {  // corrections come after what they correct
    if (chain.invoice.number != number) continue;
    at = &chain;
    if (chain.corrected_by.empty()) break;
    number = chain.corrected_by;
  }
  return at;
}

Result<Subject> subject_of(const InvoiceNumber& number, StoreTransaction& tx) {
  const auto stored = tx.invoice(number);
  if (!stored) {
    return Fault{"CORRECT-001", number.to_string(), "there is no such document",
                 "`enclosure status` counts what is there"};
  }
  const auto chains = chains_of(tx.invoices_of(stored->order));
  if (stored->kind == InvoiceKind::kCreditNote) {
    const InvoiceChain* newest = newest_of(chains, stored->preceding);
    return Fault{"CORRECT-002", number.to_string(), "this is a credit note",
                 newest == nullptr || newest->is_cancelled()
                     ? "nothing is left to correct of the invoice it belongs to"
                     : "correct the invoice that stands: " + newest->invoice.number.to_string()};
  }
  const auto chain = std::find_if(chains.begin(), chains.end(), [&](const InvoiceChain& one) {
    return one.invoice.number == number;
  });
  if (chain->is_cancelled()) {
    const InvoiceChain* newest = newest_of(chains, number);
    const bool stands = newest != nullptr && !newest->is_cancelled();
    return Fault{"CORRECT-005", number.to_string(),
                 "this invoice is cancelled by " + chain->credit_notes.back().number.to_string(),
                 stands
                     ? "correct the one that took its place: " + newest->invoice.number.to_string()
                     : "nothing of it is left to correct"};
  }
  auto consignment = order_from_json(stored->consignment);
  if (!consignment) return under(number.to_string(), std::move(consignment).faults());
  return Subject{*chain, *std::move(consignment)};
}

Faults nothing_changes() {
  return {{"CORRECT-003", "", "nothing would be different on the new invoice",
           "give what changes: --name, --company, --street, --postcode, --city, --country, "
           "--vat-id or --reference"}};
}

/// An invoice names the buyer's full address (Art. 226(5)): what there is of it may change, not go.
Faults missing_of_address(const BuyerChange& change) {
  Faults faults;
  const auto ask = [&](const std::optional<std::string>& text, const char* path) {
    if (text && trim(*text).empty())
      faults.push_back({"CORRECT-007", path, "an invoice names the buyer's full address",
                        "give the new one, or leave it as it is"});
  };
  ask(change.street, "street");
  ask(change.city, "city");
  return faults;
}

/// Whether the number that the register refused is handed in once more.
bool asks_again(const BuyerChange& change, const Buyer& buyer) {
  return change.vat_id && !change.vat_id->empty() && buyer.vies == ViesAnswer::kInvalid;
}

/// What the store knows about `order`, less what the register refused too long ago about a number
/// that is handed in, or has taken back since: numbers are registered late. What it confirmed
/// before such a no does not come back with that.
Evidence evidence_now(const Order& order, const CorrectCommand& command, const Shop& shop,
                      StoreTransaction& tx, Instant now) {
  Evidence evidence = evidence_of(order, shop, tx);
  if (!command.buyer.vat_id) return evidence;
  const Date today = shop.config.time_zone.date_of(now);
  const auto is_past = [&](const Consultation& one) {
    return command.no_counts == NoCounts::kThatDay ? one.asked_on < today
                                                   : !rests_at(one.asked_at, now);
  };
  std::optional<Instant> last_yes;
  std::optional<Instant> forgotten_no;  // the last word of the register, which is asked for anew
  for (const Consultation& one : evidence.consultations) {
    if (one.answer.kind == VatAnswer::Kind::kValid) {
      last_yes = one.asked_at;
      forgotten_no.reset();
    } else if (one.answer.kind == VatAnswer::Kind::kInvalid && is_past(one)) {
      forgotten_no = one.asked_at;
    }
  }
  const std::set<Date> supply_days = supply_days_of(order, shop);
  std::erase_if(evidence.consultations, [&](const Consultation& one) {
    if (one.answer.kind == VatAnswer::Kind::kInvalid)
      return is_past(one) || (last_yes && one.asked_at <= *last_yes);
    // A yes from before that no proves nothing, unless it is of the day of supply or later.
    return one.answer.kind == VatAnswer::Kind::kValid && forgotten_no &&
           one.asked_at < *forgotten_no &&
           (supply_days.empty() || one.asked_on < *supply_days.rbegin());
  });
  return evidence;
}

/// What is left of the invoice, with the changed buyer.
Result<Order> changed_order(const Subject& subject, const BuyerChange& change) {
  if (Faults missing = missing_of_address(change); !missing.empty()) return missing;
  const auto original = document_of(subject.chain.invoice);
  if (!original) return original.faults();
  const auto before = documents_of(subject.chain.credit_notes);
  if (!before) return before.faults();
  auto left = invoice::remaining_order(subject.consignment, *original, *before);
  if (!left) return left;
  Order changed = with_buyer(*left, change);
  if (changed == *left && !asks_again(change, left->buyer)) return nothing_changes();
  if (changed == *left) forget_register(changed.buyer);
  return changed;
}

/// The decision about the changed order; where the register of VAT numbers must be asked first, the
/// fault that says so.
Result<Decided> decide_anew(const Order& order, const Evidence& evidence, bool opens_question,
                            const Shop& shop, Store& store, Instant now) {
  auto parts = consider_order(order, shop, evidence);
  if (!parts) return std::move(parts).faults();
  if (parts->size() != 1) {
    return Fault{"CORRECT-006", order.id.to_string(), "the day of supply is not known any more",
                 "credit the invoice and take the order in anew"};
  }
  Considered& part = parts->front();
  if (!part.decision) {
    if (!opens_question || !waits_for_register(part.decision.faults()))
      return part.decision.faults();
    return Faults{store
                      .write<Hold>([&](StoreTransaction& tx) {
                        return hold_for_register(part.order, part.supply_date, shop, tx, now);
                      })
                      .fault};
  }
  if (part.decision->document != invoice::DocumentKind::kInvoice) {
    return Fault{
        "CORRECT-006", order.id.to_string(),
        "with these data no invoice may be issued: " + no_document_told(part.decision->reason),
        "credit the invoice instead"};
  }
  const auto notice = open_pdf_notice(part.order, *part.decision, part.supply_date, shop);
  if (notice && notice->forbids()) return Faults{invoice::held_for_system(*notice)};
  return Decided{part.shipment, part.order, part.supply_date, *std::move(part.decision),
                 std::move(part.own_grounds)};
}

/// Whether a reader of the page would see the same: buyer, place, VAT and its reasons. Numbers,
/// dates and what the seller changed since do not count.
bool says_the_same(const invoice::InvoiceContent& a, const invoice::InvoiceContent& b) {
  const auto taxed_alike = [](const invoice::VatBreakdown& x, const invoice::VatBreakdown& y) {
    return x.category == y.category && x.rate == y.rate && x.exemption_code == y.exemption_code;
  };
  const auto same_reason = [](const invoice::LegalMention& x, const invoice::LegalMention& y) {
    return x.key == y.key;
  };
  return a.buyer == b.buyer && a.deliver_to == b.deliver_to && a.seller_vat_id == b.seller_vat_id &&
         a.scheme == b.scheme && a.place_of_supply == b.place_of_supply &&
         a.invoicing_rules_of == b.invoicing_rules_of && a.simplified == b.simplified &&
         std::equal(a.breakdown.begin(), a.breakdown.end(), b.breakdown.begin(), b.breakdown.end(),
                    taxed_alike) &&
         std::equal(a.mentions.begin(), a.mentions.end(), b.mentions.begin(), b.mentions.end(),
                    same_reason);
}

/// What is known before the transaction that issues.
struct Known {
  Order order;  ///< what is left of the invoice, with the changed buyer
  Evidence evidence;
  invoice::Invoice original;
};

Result<Known> known_of(const CorrectCommand& command, const Shop& shop, StoreTransaction& tx,
                       Instant now) {
  const auto subject = subject_of(command.number, tx);
  if (!subject) return subject.faults();
  auto original = document_of(subject->chain.invoice);
  if (!original) return std::move(original).faults();
  auto order = changed_order(*subject, command.buyer);
  if (!order) return std::move(order).faults();
  Evidence evidence = evidence_now(*order, command, shop, tx, now);
  return Known{*std::move(order), std::move(evidence), *std::move(original)};
}

Correction correction_of(const CorrectCommand& command, const invoice::Invoice& original) {
  return {{original->number, original->issue_date}, command.reason};
}

/// The corrected invoice without its number: it says something else than `original`, and can be
/// shown.
Result<invoice::Invoice> drafted(const Decided& part, const Correction& correction,
                                 const invoice::Invoice& original, const Shop& shop, Instant now) {
  invoice::Issue issue = draft_of(part, correction, shop, now).issue;
  issue.number = draft_number();
  auto draft = draw_up_part(part, issue, shop);
  if (!draft) return draft;
  if (says_the_same(**draft, *original)) return nothing_changes();
  const invoice::DocumentTools tools = shop.knowledge.document_tools();
  Faults broken = invoice::rules::broken_einvoice_rules(**draft, tools.einvoices, tools.languages);
  if (!broken.empty()) return broken;
  const auto files = invoice::make_files(*draft, {.logo = shop.logo_on_pages()}, tools);
  if (!files) return files.faults();
  return draft;
}

/// A correction that was worked out before anything is written.
struct Worked {
  CorrectCommand command;
  Known known;
  Decided part;
  invoice::Invoice draft;
};

/// Decides, draws up and renders what is to be issued, while nobody is kept from writing.
Result<Worked> work_out(const CorrectCommand& command, const Shop& shop, Store& store,
                        Instant now) {
  if (command.buyer.is_empty()) return nothing_changes();
  auto known = store.read<Result<Known>>(
      [&](StoreTransaction& tx) { return known_of(command, shop, tx, now); });
  if (!known) return std::move(known).faults();
  auto part = decide_anew(known->order, known->evidence, command.opens_question, shop, store, now);
  if (!part) return std::move(part).faults();
  auto draft = drafted(*part, correction_of(command, known->original), known->original, shop, now);
  if (!draft) return std::move(draft).faults();
  return Worked{command, *std::move(known), *std::move(part), *std::move(draft)};
}

/// The same of all that say something else afterwards.
Result<std::vector<Worked>> work_out_all(const std::vector<CorrectCommand>& commands,
                                         const Shop& shop, Store& store, Instant now) {
  std::vector<Worked> all;
  for (const CorrectCommand& command : commands) {
    auto worked = work_out(command, shop, store, now);
    if (worked) {
      all.push_back(*std::move(worked));
    } else if (!changes_nothing(worked.faults())) {
      return std::move(worked).faults();
    }
  }
  if (all.empty()) return nothing_changes();
  return all;
}

/// Whether something else is left of the invoice than was when it was worked out.
Result<bool> is_outdated(const Worked& worked, StoreTransaction& tx) {
  const auto subject = subject_of(worked.command.number, tx);
  if (!subject) return subject.faults();
  const auto order = changed_order(*subject, worked.command.buyer);
  if (!order) return order.faults();
  return *order != worked.known.order;
}

/// One step of a transaction, which rolls back on faults.
Result<CorrectOutcome> cancel_and_issue(const Worked& worked, const Shop& shop,
                                        StoreTransaction& tx, Instant now) {
  const CorrectCommand& command = worked.command;
  const invoice::Invoice& original = worked.known.original;
  const auto subject = subject_of(command.number, tx);
  if (!subject) return subject.faults();
  auto cancelled = credit_chain(subject->chain, {}, command.reason, command.dry_run, shop, tx, now);
  if (!cancelled) return std::move(cancelled).faults();
  if (command.dry_run) return CorrectOutcome{original, cancelled->credit_note, worked.draft};
  Filer filer(shop);
  const auto issued =
      issue_document(worked.part, correction_of(command, original), shop, filer, tx, now);
  if (!issued) return issued.faults();
  auto corrected = document_of(*issued);
  if (!corrected) return std::move(corrected).faults();
  return CorrectOutcome{original, cancelled->credit_note, *std::move(corrected)};
}

/// The whole transaction. Nothing is done, and there are no outcomes, where one of them is
/// outdated.
Result<std::vector<CorrectOutcome>> cancel_and_issue_all(const std::vector<Worked>& all,
                                                         const Shop& shop, StoreTransaction& tx,
                                                         Instant now,
                                                         const CorrectionsRider& rider) {
  std::vector<CorrectOutcome> outcomes;
  for (const Worked& worked : all) {
    const auto outdated = is_outdated(worked, tx);
    if (!outdated) return outdated.faults();
    if (*outdated) return outcomes;
  }
  for (const Worked& worked : all) {
    auto outcome = cancel_and_issue(worked, shop, tx, now);
    if (!outcome) return std::move(outcome).faults();
    outcomes.push_back(*std::move(outcome));
  }
  if (rider && !all.front().command.dry_run) {
    if (Faults faults = rider(tx, outcomes); !faults.empty()) return faults;
  }
  return outcomes;
}

}  // namespace

bool changes_nothing(const Faults& faults) {
  return faults.front().code == "CORRECT-003";
}

Result<ChangedOrder> changed_order_of(const CorrectCommand& command, const Shop& shop,
                                      StoreTransaction& tx, Instant now) {
  const auto subject = subject_of(command.number, tx);
  if (!subject) return subject.faults();
  auto order = changed_order(*subject, command.buyer);
  if (!order) return std::move(order).faults();
  Evidence evidence = evidence_now(*order, command, shop, tx, now);
  return ChangedOrder{*std::move(order), std::move(evidence)};
}

Result<std::vector<CorrectOutcome>> correct_invoices(const std::vector<CorrectCommand>& commands,
                                                     const Shop& shop, Store& store, Instant now,
                                                     const CorrectionsRider& rider) {
  for (int times = 0; times < kMostTimes; ++times) {
    const auto worked = work_out_all(commands, shop, store, now);
    if (!worked) return worked.faults();
    auto outcomes = store.transaction<std::vector<CorrectOutcome>>(
        [&](StoreTransaction& tx) { return cancel_and_issue_all(*worked, shop, tx, now, rider); });
    if (!outcomes || !outcomes->empty()) return outcomes;
  }
  throw WorldError(kExitTryLater,
                   "others credit invoice " + commands.front().number.to_string() + " all the time",
                   "look at it with `enclosure why`, then try again");
}

Result<CorrectOutcome> correct_invoice(const CorrectCommand& command, const Shop& shop,
                                       Store& store, Instant now) {
  auto outcomes = correct_invoices({command}, shop, store, now);
  if (!outcomes) return std::move(outcomes).faults();
  return std::move(outcomes->front());
}

}  // namespace enclosure::app
