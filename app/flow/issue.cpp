#include "app/flow/issue.h"

#include <algorithm>

#include "app/flow/ask_register.h"
#include "app/flow/distance_sales.h"
#include "app/flow/enclosures.h"
#include "app/flow/invoicing.h"
#include "app/flow/links.h"
#include "app/flow/order_state.h"
#include "invoice/tax/questions.h"
#include "messaging/plan.h"

namespace enclosure::app {
namespace {

constexpr const char* kVatNumberUnconfirmed = "vat_number_unconfirmed";

/// The day of supply (BT-72): the day the goods left, in the seller's zone, or the day that the
/// input states.
std::optional<Date> supply_date_of(const invoice::Consignment& part, const Shop& shop) {
  for (const Shipment& shipment : part.order.shipments) {
    if (shipment.shipped_at) return shop.config.time_zone.date_of(*shipment.shipped_at);
  }
  if (part.order.shipments.empty()) return part.order.supply_date;
  return std::nullopt;
}

/// Whether nothing at all is to be issued for the whole order, and why.
std::string why_not_due(const Order& order, const invoice::OwnershipRules& rules) {
  if (order.state == OrderState::kCancelled) return "cancelled";
  const auto marketplace_issues = [&](const Shipment* shipment) {
    return invoice::ownership_of(order, shipment, rules).who == invoice::Issuer::kMarketplace;
  };
  bool theirs = order.shipments.empty() && marketplace_issues(nullptr);
  for (const Shipment& shipment : order.shipments) theirs = theirs || marketplace_issues(&shipment);
  return theirs ? "marketplace_issues_invoice" : "";
}

/// Plans the three messages of an order once its first consignment has left.
void plan_messages(const Order& order, const std::vector<OrderEvent>& events, bool has_invoice,
                   bool paid, const Shop& shop, StoreTransaction& tx, Instant now) {
  const auto bundle = bundle_for(order, shop);
  const bool do_not_ask = !bundle.do_not_ask.empty() || !paid;
  const auto history = history_of(order, events, do_not_ask, has_invoice, now);
  tx.enqueue(messaging::plan(order, history, shop.config.messages, now), now);
}

IssueOutcome outcome_for(const Decided& part, IssueOutcome::Kind kind) {
  IssueOutcome outcome;
  outcome.kind = kind;
  outcome.order = part.order.id;
  outcome.shipment = part.shipment;
  outcome.warnings = part.decision.warnings;
  return outcome;
}

IssueOutcome refused(const OrderId& order, const ShipmentId& shipment, Faults faults) {
  IssueOutcome outcome;
  outcome.kind = IssueOutcome::Kind::kRefused;
  outcome.order = order;
  outcome.shipment = shipment;
  outcome.faults = std::move(faults);
  return outcome;
}

/// The outcome of a consignment that was invoiced long ago.
std::optional<IssueOutcome> issued_before(const Considered& part,
                                          const std::vector<StoredInvoice>& invoices) {
  for (const StoredInvoice& before : invoices) {
    if (before.shipment != part.shipment) continue;
    if (before.kind == invoice::InvoiceKind::kCreditNote) continue;
    IssueOutcome outcome = refused(part.order.id, part.shipment, {});
    outcome.kind = IssueOutcome::Kind::kIssuedBefore;
    outcome.number = before.number;
    outcome.language = before.language;
    return outcome;
  }
  return std::nullopt;
}

/// What keeps a consignment from a document of ours before and besides the tax: an issuer who is
/// not known, or a national system without which the PDF would be a wrong invoice.
Faults gate_of(const Considered& part, const invoice::Ownership& ownership,
               const std::optional<invoice::PdfNotice>& notice) {
  Faults faults = invoice::open_question(ownership, part.order);
  if (part.decision) append(faults, invoice::questions_to_seller(part.order, *part.decision));
  if (notice && notice->forbids()) faults.push_back(invoice::held_for_system(*notice));
  return faults;
}

/// A consignment that is not decided: held until the register has answered, or refused.
IssueOutcome not_decided(const Considered& part, const Shop& shop, Store& store, Instant now) {
  if (!waits_for_register(part.decision.faults()))
    return refused(part.order.id, part.shipment, part.decision.faults());
  const Hold hold = hold_for_register(part.order, part.supply_date, shop, store, now);
  IssueOutcome outcome = refused(part.order.id, part.shipment, {hold.fault});
  if (hold.by_itself) outcome.kind = IssueOutcome::Kind::kHeld;
  outcome.reason = kVatNumberUnconfirmed;
  return outcome;
}

/// Nothing depends on the buyer's number any more.
void close_question(const Evidence& evidence, const OrderId& id, Store& store) {
  if (evidence.question) store.write([&](StoreTransaction& tx) { tx.close_question(id); });
}

/// Issues one consignment in a transaction of its own.
IssueOutcome issue_part(const Decided& part, const Order& order,
                        const std::vector<OrderEvent>& events, const Shop& shop, Store& store,
                        Instant now) {
  const auto result =
      store.transaction<IssueOutcome>([&](StoreTransaction& tx) -> Result<IssueOutcome> {
        for (const StoredInvoice& before : tx.invoices_of(order.id)) {
          if (before.shipment != part.shipment) continue;
          if (before.kind == invoice::InvoiceKind::kCreditNote) continue;
          IssueOutcome outcome = outcome_for(part, IssueOutcome::Kind::kIssuedBefore);
          outcome.number = before.number;
          outcome.language = before.language;
          return outcome;
        }
        const bool wants_document = part.decision.document == invoice::DocumentKind::kInvoice;
        const bool paid = part.decision.reason != "no_consideration";
        IssueOutcome outcome = outcome_for(
            part, wants_document ? IssueOutcome::Kind::kIssued : IssueOutcome::Kind::kNoDocument);
        outcome.reason = part.decision.reason;
        outcome.language = shop.document_language(part.order);
        if (wants_document) {
          if (Faults faults = count_distance_sale(part, shop, tx); !faults.empty()) return faults;
          const auto issued = issue_document(part, std::nullopt, shop, tx, now);
          if (!issued) return issued.faults();
          outcome.number = issued->number;
          ensure_link(order.id, shop, tx, now);
        }
        plan_messages(order, events, wants_document, paid, shop, tx, now);
        return outcome;
      });
  if (result) return *result;
  IssueOutcome outcome = refused(order.id, part.shipment, result.faults());
  const bool too_early = std::any_of(outcome.faults.begin(), outcome.faults.end(),
                                     [](const Fault& fault) { return fault.code == "NUMBER-007"; });
  if (too_early) {  // the clock went back: the document waits until its series has caught up
    outcome.kind = IssueOutcome::Kind::kHeld;
    outcome.reason = "clock_went_back";
  }
  return outcome;
}

}  // namespace

Result<std::vector<Considered>> consider_order(const Order& order, const Shop& shop,
                                               const Evidence& evidence) {
  const auto parts = invoice::consignments(order);
  if (!parts) return parts.faults();
  std::vector<Considered> considered;
  for (const invoice::Consignment& part : *parts) {
    const auto day = supply_date_of(part, shop);
    if (!day) continue;  // has not left yet
    Order told = with_evidence(part.order, *day, evidence, shop);
    auto decision = invoice::decide_tax(told, shop.config.seller, *day, shop.knowledge.law);
    if (!decision) decision = explain_missing_rate(decision.faults(), told, *day, evidence);
    considered.push_back(
        {part.shipment, std::move(told), *day, std::move(decision), own_grounds(evidence)});
  }
  return considered;
}

Result<std::vector<Decided>> decide_order(const Order& order, const Shop& shop,
                                          const Evidence& evidence) {
  auto parts = consider_order(order, shop, evidence);
  if (!parts) return std::move(parts).faults();
  std::vector<Decided> decided;
  Faults faults;
  for (Considered& part : *parts) {
    if (part.decision) {
      decided.push_back({part.shipment, std::move(part.order), part.supply_date,
                         *std::move(part.decision), std::move(part.own_grounds)});
    } else {
      append(faults, under(part.shipment.empty() ? "" : "shipment " + part.shipment.to_string(),
                           std::move(part.decision).faults()));
    }
  }
  if (!faults.empty()) return faults;
  return decided;
}

std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop, Store& store,
                                      Instant now) {
  struct Known {
    std::optional<StoredOrder> stored;
    std::vector<OrderEvent> events;
    std::vector<StoredInvoice> invoices;
    Evidence evidence;
  };
  const auto known = store.read<Known>([&](StoreTransaction& tx) {
    Known all{tx.order(id), tx.events_of(id), tx.invoices_of(id), {}};
    if (all.stored) all.evidence = evidence_of(as_of(all.stored->order, all.events, now), shop, tx);
    return all;
  });
  if (!known.stored) {
    return {refused(id, {},
                    {{"ISSUE-001", id.to_string(), "there is no such order",
                      "import it first; `enclosure status` counts what is there"}})};
  }
  Order order = as_of(known.stored->order, known.events, now);
  if (!order.order_date && order.ordered_at) {
    order.order_date = shop.config.time_zone.date_of(*order.ordered_at);  // the seller's day
  }
  IssueOutcome not_due;
  not_due.order = id;
  const invoice::OwnershipRules rules = ownership_rules(shop, known.invoices);
  not_due.reason = why_not_due(order, rules);
  if (!not_due.reason.empty()) {
    close_question(known.evidence, id, store);
    if (not_due.reason == "marketplace_issues_invoice") {
      order.marketplace_issues_invoice = true;  // the configuration may have said so
      const bool left = std::any_of(order.shipments.begin(), order.shipments.end(),
                                    [](const Shipment& s) { return s.shipped_at.has_value(); });
      if (left)
        store.write([&](StoreTransaction& tx) {
          plan_messages(order, known.events, false, true, shop, tx, now);
        });
    }
    return {not_due};
  }
  auto parts = consider_order(order, shop, known.evidence);
  if (!parts) return {refused(id, {}, parts.faults())};
  const Date today = shop.config.time_zone.date_of(now);
  std::erase_if(*parts, [&](const Considered& part) { return part.supply_date > today; });
  if (parts->empty()) {
    not_due.reason = "not_shipped";
    return {not_due};
  }
  std::vector<IssueOutcome> outcomes;
  const std::size_t all_parts = std::max<std::size_t>(1, order.shipments.size());
  for (const Considered& part : *parts) {
    if (auto before = issued_before(part, known.invoices)) {
      outcomes.push_back(*std::move(before));
      continue;
    }
    const auto ownership =
        ownership_of_part(part.order, rules, part.decision ? &*part.decision : nullptr);
    const auto notice = part.decision
                            ? open_pdf_notice(part.order, *part.decision, part.supply_date, shop)
                            : std::nullopt;
    const Faults gate = gate_of(part, ownership, notice);
    if (!gate.empty()) {
      outcomes.push_back(refused(id, part.shipment, gate));
      outcomes.back().reason =
          gate.front().code == "NATIONAL-001" ? "national_system" : ownership.reason;
    } else if (!part.decision) {
      outcomes.push_back(not_decided(part, shop, store, now));
    } else {
      const Decided decided{part.shipment, part.order, part.supply_date, *part.decision,
                            part.own_grounds};
      outcomes.push_back(issue_part(decided, order, known.events, shop, store, now));
    }
    outcomes.back().ownership = ownership;
    outcomes.back().pdf_notice = notice;
  }
  const bool settled =
      outcomes.size() == all_parts &&
      std::none_of(outcomes.begin(), outcomes.end(), [](const IssueOutcome& outcome) {
        return outcome.kind == IssueOutcome::Kind::kRefused ||
               outcome.kind == IssueOutcome::Kind::kHeld;
      });
  if (settled) store.write([&](StoreTransaction& tx) { tx.settle(id); });
  const bool waits = std::any_of(outcomes.begin(), outcomes.end(), [](const IssueOutcome& outcome) {
    return outcome.reason == kVatNumberUnconfirmed;
  });
  if (!waits) close_question(known.evidence, id, store);
  return outcomes;
}

}  // namespace enclosure::app
