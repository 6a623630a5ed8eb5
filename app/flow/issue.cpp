#include "app/flow/issue.h"

#include <algorithm>
#include <set>

#include "app/flow/accepted_buyer.h"
#include "app/flow/ask_register.h"
#include "app/flow/contact_facts.h"
#include "app/flow/distance_sales.h"
#include "app/flow/enclosures.h"
#include "app/flow/invoicing.h"
#include "app/flow/links.h"
#include "app/flow/order_state.h"
#include "app/flow/standing.h"
#include "invoice/tax/questions.h"
#include "messaging/plan.h"

namespace enclosure::app {
namespace {

constexpr const char* kVatNumberUnconfirmed = "vat_number_unconfirmed";

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
  auto history =
      contact_facts(order, events, has_invoice, selection_for(order, shop, now), shop, tx, now);
  history.do_not_ask = history.do_not_ask || !paid;
  tx.enqueue(messaging::plan(order, history, shop.config.messages, now), now);
}

IssueOutcome outcome_for(const Decided& part, const Shop& shop) {
  const bool wants_document = part.decision.document == invoice::DocumentKind::kInvoice;
  IssueOutcome outcome;
  outcome.kind = wants_document ? IssueOutcome::Kind::kIssued : IssueOutcome::Kind::kNoDocument;
  outcome.order = part.order.id;
  outcome.shipment = part.shipment;
  outcome.reason = part.decision.reason;
  outcome.language = shop.document_language(part.order);
  outcome.warnings = part.decision.warnings;
  for (std::string& note :
       invoice::notes_to_seller(part.order, part.decision, shop.config.seller, shop.knowledge.law))
    outcome.warnings.push_back(std::move(note));
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

/// The outcome of a consignment that has its invoice; nothing where it has none.
std::optional<IssueOutcome> issued_before(const OrderId& order, const ShipmentId& shipment,
                                          const std::vector<StoredInvoice>& invoices) {
  for (const StoredInvoice& before : invoices) {
    if (before.shipment != shipment || before.kind == invoice::InvoiceKind::kCreditNote) continue;
    IssueOutcome outcome = refused(order, shipment, {});
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
IssueOutcome not_decided(const Considered& part, const Shop& shop, StoreTransaction& tx,
                         Instant now) {
  if (!waits_for_register(part.decision.faults()))
    return refused(part.order.id, part.shipment, part.decision.faults());
  const Hold hold = hold_for_register(part.order, part.supply_date, shop, tx, now);
  IssueOutcome outcome = refused(part.order.id, part.shipment, {hold.fault});
  if (hold.by_itself) outcome.kind = IssueOutcome::Kind::kHeld;
  outcome.reason = kVatNumberUnconfirmed;
  return outcome;
}

/// Nothing depends on the buyer's number any more.
void close_question(const Evidence& evidence, const OrderId& id, StoreTransaction& tx) {
  if (evidence.question) tx.close_question(id);
}

/// The steps of one consignment that succeed together or not at all.
Result<IssueOutcome> issue_in(StoreTransaction& tx, const Decided& part, const Order& order,
                              const std::vector<OrderEvent>& events, const Shop& shop, Filer& filer,
                              Instant now) {
  if (auto before = issued_before(order.id, part.shipment, tx.invoices_of(order.id)))
    return *std::move(before);
  IssueOutcome outcome = outcome_for(part, shop);
  const bool wants_document = outcome.kind == IssueOutcome::Kind::kIssued;
  const bool paid = part.decision.reason != "no_consideration";
  plan_messages(order, events, wants_document, paid, shop, tx, now);
  if (wants_document) {
    if (Faults faults = count_distance_sale(part, shop, tx); !faults.empty()) return faults;
    ensure_link(order.id, shop, tx, now);
    const auto issued = issue_document(part, std::nullopt, shop, filer, tx, now);
    if (!issued) return issued.faults();
    outcome.number = issued->number;
  }
  return outcome;
}

/// Issues one consignment, all of it or nothing.
IssueOutcome issue_part(const Decided& part, const Order& order,
                        const std::vector<OrderEvent>& events, const Shop& shop, Filer& filer,
                        StoreTransaction& tx, Instant now) {
  const auto result =
      tx.attempt<IssueOutcome>([&] { return issue_in(tx, part, order, events, shop, filer, now); });
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

/// What the store holds of one order.
struct Known {
  std::optional<StoredOrder> stored;
  std::vector<OrderEvent> events;
  std::vector<StoredInvoice> invoices;
  Evidence evidence;
};

Known known_of(const OrderId& id, const Shop& shop, StoreTransaction& tx, Instant now) {
  Known all{tx.order(id), tx.events_of(id), tx.invoices_of(id), {}};
  if (!all.stored) return all;
  all.stored->order = with_accepted_buyer(std::move(all.stored->order), all.invoices);
  all.evidence = evidence_of(as_of(all.stored->order, all.events, now), shop, tx);
  return all;
}

/// The order as of now, cut as its documents bill it, with the day on which it was placed in the
/// seller's zone.
Order order_of(const Known& known, const Shop& shop, Instant now) {
  Order order = as_billed(as_of(known.stored->order, known.events, now), known.invoices);
  if (!order.order_date && order.ordered_at)
    order.order_date = shop.config.time_zone.date_of(*order.ordered_at);
  return order;
}

/// Nothing is to be issued. Where the marketplace issues, the buyer still gets the messages.
IssueOutcome not_due(Order order, const std::string& reason, const Known& known, const Shop& shop,
                     StoreTransaction& tx, Instant now) {
  IssueOutcome outcome;
  outcome.order = order.id;
  outcome.reason = reason;
  close_question(known.evidence, order.id, tx);
  if (reason != "marketplace_issues_invoice") return outcome;
  order.marketplace_issues_invoice = true;  // the configuration may have said so
  const bool left = std::any_of(order.shipments.begin(), order.shipments.end(),
                                [](const Shipment& s) { return s.shipped_at.has_value(); });
  if (left) plan_messages(order, known.events, false, true, shop, tx, now);
  return outcome;
}

/// Issues one consignment, or tells what keeps it.
IssueOutcome settle_part(const Considered& part, const Order& order, const Known& known,
                         const Shop& shop, Filer& filer, StoreTransaction& tx, Instant now) {
  if (auto before = issued_before(order.id, part.shipment, known.invoices))
    return *std::move(before);
  const auto* decision = part.decision ? &*part.decision : nullptr;
  const auto ownership =
      ownership_of_part(part.order, ownership_rules(shop, known.invoices), decision);
  const auto notice = decision != nullptr
                          ? open_pdf_notice(part.order, *decision, part.supply_date, shop)
                          : std::nullopt;
  IssueOutcome outcome;
  if (Faults gate = gate_of(part, ownership, notice); !gate.empty()) {
    const bool by_system = gate.front().code == "NATIONAL-001";
    outcome = refused(order.id, part.shipment, std::move(gate));
    outcome.reason = by_system ? "national_system" : ownership.reason;
  } else if (decision == nullptr) {
    outcome = not_decided(part, shop, tx, now);
  } else {
    outcome = issue_part({part.shipment, part.order, part.supply_date, *decision, part.own_grounds},
                         order, known.events, shop, filer, tx, now);
  }
  outcome.ownership = ownership;
  outcome.pdf_notice = notice;
  return outcome;
}

/// Once every consignment has its answer the order needs no further look.
void settle_order(const Order& order, const std::vector<IssueOutcome>& outcomes, const Known& known,
                  StoreTransaction& tx) {
  using Kind = IssueOutcome::Kind;
  const auto is_open = [](const IssueOutcome& outcome) {
    return outcome.kind == Kind::kRefused || outcome.kind == Kind::kHeld;
  };
  const auto waits = [](const IssueOutcome& outcome) {
    return outcome.reason == kVatNumberUnconfirmed;
  };
  const bool all = outcomes.size() == std::max<std::size_t>(1, order.shipments.size());
  if (all && std::none_of(outcomes.begin(), outcomes.end(), is_open)) tx.settle(order.id);
  if (std::none_of(outcomes.begin(), outcomes.end(), waits))
    close_question(known.evidence, order.id, tx);
}

std::vector<IssueOutcome> issue_known(StoreTransaction& tx, const OrderId& id, const Order& order,
                                      const Known& known, const Shop& shop, Filer& filer,
                                      Instant now) {
  const std::string reason = why_not_due(order, ownership_rules(shop, known.invoices));
  if (!reason.empty()) return {not_due(order, reason, known, shop, tx, now)};
  auto parts = consider_order(order, shop, known.evidence);
  if (!parts) return {refused(id, {}, parts.faults())};
  const Date today = shop.config.time_zone.date_of(now);
  std::erase_if(*parts, [&](const Considered& part) { return part.supply_date > today; });
  std::vector<IssueOutcome> outcomes;
  if (parts->empty()) {
    outcomes.emplace_back();
    outcomes.back().order = id;
    outcomes.back().reason = "not_shipped";
    return outcomes;
  }
  for (const Considered& part : *parts)
    outcomes.push_back(settle_part(part, order, known, shop, filer, tx, now));
  settle_order(order, outcomes, known, tx);
  return outcomes;
}

std::vector<IssueOutcome> issue_order_in(StoreTransaction& tx, const OrderId& id, const Shop& shop,
                                         Filer& filer, Instant now) {
  const Known known = known_of(id, shop, tx, now);
  if (!known.stored) {
    return {refused(id, {},
                    {{"ISSUE-001", id.to_string(), "there is no such order",
                      "import it first; `enclosure status` counts what is there"}})};
  }
  const Order order = order_of(known, shop, now);
  auto outcomes = issue_known(tx, id, order, known, shop, filer, now);
  tx.put_standing(id, standing_after(outcomes, order, shop.config));
  return outcomes;
}

using Outcomes = std::vector<std::vector<IssueOutcome>>;

/// Issues `orders` in one transaction. A page that cannot be drawn shows only when all are drawn;
/// then each order has a transaction of its own, and that document alone is refused.
Outcomes issue_group(std::span<const OrderId> orders, const Shop& shop, Store& store, Instant now,
                     Crew& crew) {
  Outcomes outcomes;
  const auto together = store.transaction<Done>([&](StoreTransaction& tx) -> Result<Done> {
    GroupFiler filer(shop);
    for (const OrderId& order : orders)
      outcomes.push_back(issue_order_in(tx, order, shop, filer, now));
    if (Faults faults = filer.complete(tx, crew); !faults.empty()) return faults;
    return Done{};
  });
  if (together) return outcomes;
  outcomes.clear();
  for (const OrderId& order : orders) outcomes.push_back(issue_order(order, shop, store, now));
  return outcomes;
}

/// The first orders of `orders` that make a group: none of them twice.
std::span<const OrderId> next_group(std::span<const OrderId> orders) {
  std::set<OrderId> group;
  std::size_t size = 0;
  while (size < std::min(kOrdersInAGroup, orders.size()) && group.insert(orders[size]).second)
    ++size;
  return orders.first(size);
}

}  // namespace

std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop, Store& store,
                                      Instant now) {
  Filer filer(shop);
  return store.write<std::vector<IssueOutcome>>(
      [&](StoreTransaction& tx) { return issue_order_in(tx, id, shop, filer, now); });
}

std::vector<std::vector<IssueOutcome>> issue_orders(std::span<const OrderId> orders,
                                                    const Shop& shop, Store& store, Instant now,
                                                    Crew& crew,
                                                    const std::function<void(std::size_t)>& told) {
  Outcomes outcomes;
  while (outcomes.size() < orders.size()) {
    const auto group = next_group(orders.subspan(outcomes.size()));
    for (auto& of_order : issue_group(group, shop, store, now, crew))
      outcomes.push_back(std::move(of_order));
    told(outcomes.size());
  }
  return outcomes;
}

}  // namespace enclosure::app
