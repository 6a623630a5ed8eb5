#include "app/flow/issue.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/flow/enclosures.h"
#include "app/flow/links.h"
#include "app/flow/order_state.h"
#include "app/import/own_json.h"
#include "app/store/files.h"
#include "invoice/model/draw_up.h"
#include "invoice/model/snapshot.h"
#include "messaging/plan.h"

namespace enclosure::app {
namespace {

/// The day of supply (BT-72): the day the goods left, in the seller's zone, or the day that the
/// input states.
std::optional<Date> supply_date_of(const invoice::Consignment& part, const Shop& shop) {
  for (const Shipment& shipment : part.order.shipments) {
    if (shipment.shipped_at) return shop.config.time_zone.date_of(*shipment.shipped_at);
  }
  if (part.order.shipments.empty()) return part.order.supply_date;
  return std::nullopt;
}

std::string grounds_json(const invoice::TaxDecision& decision) {
  nlohmann::ordered_json json{{"scenario", decision.scenario}, {"scheme", decision.scheme}};
  json["place_of_supply"] = decision.place_of_supply.value_or("");
  json["territory"] = decision.territory;
  json["warnings"] = decision.warnings;
  for (const invoice::Ground& ground : decision.grounds) {
    json["grounds"].push_back({{"statement", ground.statement}, {"source", ground.source}});
  }
  return json.dump();
}

/// Whether nothing at all is to be issued for the whole order, and why.
std::string why_not_due(const Order& order) {
  if (order.state == OrderState::kCancelled) return "cancelled";
  if (order.marketplace_issues_invoice) return "marketplace_issues_invoice";
  return "";
}

/// One consignment on its way through tax, document, page and archive.
class Issuing {
 public:
  Issuing(const Shop& shop, StoreTransaction& tx, Instant now) : shop_(shop), tx_(tx), now_(now) {}

  Result<InvoiceNumber> issue(const Decided& part) {
    const Date issue_date = shop_.config.time_zone.date_of(now_);
    StoredInvoice stored;
    stored.series =
        fmt::format("{}-{:04}", shop_.config.series, static_cast<int>(issue_date.year()));
    stored.sequence = tx_.take_next_number(stored.series);
    auto number = InvoiceNumber::parse(fmt::format("{}-{:06}", stored.series, stored.sequence));
    if (!number) return std::move(number).faults();

    invoice::Issue issue;
    issue.number = *number;
    issue.issue_date = issue_date;
    issue.supply_date = part.supply_date;
    issue.language = shop_.document_language(part.order);
    issue.sales_channel = shop_.channel_name(part.order);
    issue.logo_sha256 = shop_.logo ? shop_.logo->sha256 : "";
    issue.footer = shop_.config.footer;
    const auto document = invoice::draw_up(part.order, part.decision, shop_.config.seller, issue,
                                           shop_.knowledge.law, shop_.knowledge.languages);
    if (!document) return document.faults();  // rolls back: the number is not spent
    const auto pdf = invoice::render_pdf(*document, shop_.logo ? &shop_.logo->decoded : nullptr,
                                         shop_.knowledge.typesetting);
    if (!pdf) return pdf.faults();  // say, a name that no font can show

    stored.number = *number;
    stored.order = part.order.id;
    stored.shipment = part.shipment;
    stored.issue_date = issue_date;
    stored.issued_at = now_;
    stored.language = issue.language;
    stored.total = (*document)->totals.total_with_vat;
    stored.snapshot = invoice::to_snapshot(*document);
    stored.consignment = order_to_json(part.order);
    stored.pdf_sha256 = shop_.archive().put(*pdf);
    if (shop_.logo) stored.logo_sha256 = shop_.archive().put(shop_.logo->png);
    stored.grounds = grounds_json(part.decision);
    stored.chain = chain_link(tx_.last_chain(), stored);
    tx_.add_invoice(stored);
    return *number;
  }

 private:
  const Shop& shop_;
  StoreTransaction& tx_;
  Instant now_;
};

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

/// Issues one consignment in a transaction of its own.
IssueOutcome issue_part(const Decided& part, const Order& order,
                        const std::vector<OrderEvent>& events, const Shop& shop, Store& store,
                        Instant now) {
  const auto result =
      store.transaction<IssueOutcome>([&](StoreTransaction& tx) -> Result<IssueOutcome> {
        for (const StoredInvoice& before : tx.invoices_of(order.id)) {
          if (before.shipment != part.shipment) continue;
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
          const auto number = Issuing(shop, tx, now).issue(part);
          if (!number) return number.faults();
          outcome.number = *number;
          ensure_link(order.id, shop, tx, now);
        }
        plan_messages(order, events, wants_document, paid, shop, tx, now);
        return outcome;
      });
  return result ? *result : refused(order.id, part.shipment, result.faults());
}

}  // namespace

std::string chain_link(const std::string& before, const StoredInvoice& invoice) {
  return sha256_hex(before + "\n" + invoice.number.to_string() + "\n" +
                    sha256_hex(invoice.snapshot) + "\n" + invoice.pdf_sha256);
}

Result<std::vector<Decided>> decide_order(const Order& order, const Shop& shop) {
  const auto parts = invoice::consignments(order);
  if (!parts) return parts.faults();
  std::vector<Decided> decided;
  Faults faults;
  for (const invoice::Consignment& part : *parts) {
    const auto day = supply_date_of(part, shop);
    if (!day) continue;  // has not left yet
    auto decision = invoice::decide_tax(part.order, shop.config.seller, *day, shop.knowledge.law);
    if (!decision) {
      append(faults, under(part.shipment.empty() ? "" : "shipment " + part.shipment.to_string(),
                           decision.faults()));
      continue;
    }
    decided.push_back({part.shipment, part.order, *day, *std::move(decision)});
  }
  if (!faults.empty()) return faults;
  return decided;
}

std::vector<IssueOutcome> issue_order(const OrderId& id, const Shop& shop, Store& store,
                                      Instant now) {
  struct Known {
    std::optional<StoredOrder> stored;
    std::vector<OrderEvent> events;
  };
  const auto known = store.read<Known>([&](StoreTransaction& tx) {
    return Known{tx.order(id), tx.events_of(id)};
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
  not_due.reason = why_not_due(order);
  if (!not_due.reason.empty()) {
    if (not_due.reason == "marketplace_issues_invoice") {
      const bool left = std::any_of(order.shipments.begin(), order.shipments.end(),
                                    [](const Shipment& s) { return s.shipped_at.has_value(); });
      if (left)
        store.write([&](StoreTransaction& tx) {
          plan_messages(order, known.events, false, true, shop, tx, now);
        });
    }
    return {not_due};
  }
  auto parts = decide_order(order, shop);
  if (!parts) return {refused(id, {}, parts.faults())};
  const Date today = shop.config.time_zone.date_of(now);
  std::erase_if(*parts, [&](const Decided& part) { return part.supply_date > today; });
  if (parts->empty()) {
    not_due.reason = "not_shipped";
    return {not_due};
  }
  std::vector<IssueOutcome> outcomes;
  const std::size_t all_parts = std::max<std::size_t>(1, order.shipments.size());
  for (const Decided& part : *parts)
    outcomes.push_back(issue_part(part, order, known.events, shop, store, now));
  const bool settled =
      outcomes.size() == all_parts &&
      std::none_of(outcomes.begin(), outcomes.end(), [](const IssueOutcome& outcome) {
        return outcome.kind == IssueOutcome::Kind::kRefused;
      });
  if (settled) store.write([&](StoreTransaction& tx) { tx.settle(id); });
  return outcomes;
}

}  // namespace enclosure::app
