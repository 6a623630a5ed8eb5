// enclosure explain ORDER: the VAT decision in words, with its grounds.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/notices.h"
#include "app/cli/output.h"
#include "app/flow/accepted_buyer.h"
#include "app/flow/document_list.h"
#include "app/flow/evidence.h"
#include "app/flow/filing.h"
#include "app/flow/invoicing.h"
#include "app/flow/issue.h"
#include "app/flow/order_state.h"
#include "app/flow/words.h"
#include "app/import/own_json.h"
#include "invoice/tax/report.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

/// What is known of one order: whether it has left or not, `explain` also tells what would be.
struct Known {
  Order order;
  Evidence evidence;
  std::vector<StoredInvoice> documents;
};

Known known_of(const OrderId& id, const Workspace& workspace, Instant now) {
  return workspace.store->read<Known>([&](StoreTransaction& tx) {
    const auto stored = tx.order(id);
    if (!stored) {
      throw CommandFaults(kExitBadData, {{"EXPLAIN-001", id.to_string(), "there is no such order",
                                          "import it first"}});
    }
    auto documents = tx.invoices_of(id);
    const Order told = with_accepted_buyer(stored->order, documents);
    Order order = as_billed(as_of(told, tx.events_of(id), now), documents);
    Evidence evidence = evidence_of(order, workspace.shop, tx);
    return Known{std::move(order), std::move(evidence), std::move(documents)};
  });
}

/// The corrected invoice that stands for a consignment; nothing where none does.
std::optional<StoredInvoice> correction_of(const ShipmentId& shipment,
                                           const std::vector<StoredInvoice>& documents) {
  std::optional<StoredInvoice> newest;
  for (const InvoiceChain& chain : chains_of(documents)) {
    const bool corrected = chain.invoice.kind == invoice::InvoiceKind::kCorrected;
    if (corrected && chain.invoice.shipment == shipment && !chain.is_cancelled())
      newest = chain.invoice;
  }
  return newest;
}

/// What is explained: a consignment as it was taken in, or as its corrected invoice bills it.
struct Subject {
  Considered part;
  std::optional<StoredInvoice> correction;
};

Subject subject_of(Considered part, const Known& known, const Workspace& workspace) {
  Subject subject{std::move(part), std::nullopt};
  const auto correction = correction_of(subject.part.shipment, known.documents);
  if (!correction) return subject;
  const auto billed = order_from_json(correction->consignment);
  if (!billed) return subject;
  const Evidence evidence = workspace.store->read<Evidence>(
      [&](StoreTransaction& tx) { return evidence_of(*billed, workspace.shop, tx); });
  auto parts = consider_order(*billed, workspace.shop, evidence);
  if (parts && parts->size() == 1) subject = {std::move(parts->front()), correction};
  return subject;
}

/// "The buyer is now Muster GmbH, VAT number DE136695976."
std::string corrected_buyer(const Buyer& buyer) {
  std::string text = buyer.company.empty() ? buyer.name : buyer.company;
  if (!buyer.vat_id.empty()) text += ", VAT number " + buyer.vat_id;
  return text;
}

Json ground_json(const invoice::Ground& ground) {
  return {{"statement", ground.statement}, {"source", ground.source}};
}

Json grounds_json(const std::vector<invoice::Ground>& grounds) {
  Json json = Json::array();
  for (const invoice::Ground& ground : grounds) json.push_back(ground_json(ground));
  return json;
}

void tell(std::string_view heading, const std::vector<invoice::Ground>& grounds) {
  for (const invoice::Ground& ground : grounds) {
    if (ground.statement.empty()) continue;
    say(fmt::format("  {:<8} {}{}", heading, ground.statement,
                    ground.source.empty() ? "" : " (" + ground.source + ")"));
    heading = "";
  }
}

std::string headline(const Considered& part) {
  return part.shipment.empty()
             ? fmt::format("Order {}, supplied on {}", part.order.id.to_string(),
                           to_string(part.supply_date))
             : fmt::format("Order {}, shipment {}, supplied on {}", part.order.id.to_string(),
                           part.shipment.to_string(), to_string(part.supply_date));
}

std::string treatment_line(const invoice::TaxDecision& decision) {
  if (decision.document == invoice::DocumentKind::kNone) {
    return fmt::format("  No document: {} [{}], scenario {}", no_document_told(decision.reason),
                       decision.reason, decision.scenario);
  }
  return fmt::format("  {} in {}, scenario {}, rules of {}", decision.scheme,
                     decision.place_of_supply.value_or("-"), decision.scenario,
                     decision.invoicing_rules_of);
}

void tell(const invoice::Amounts& amounts, Currency currency) {
  Table table({"category", "rate %", "net", "VAT", "gross"}, "  ");
  for (const std::size_t column : {1U, 2U, 3U, 4U}) table.align_right(column);
  for (const invoice::VatBreakdown& group : amounts.breakdown) {
    table.add({std::string(to_string(group.category)), group.rate.to_string(),
               group.taxable.to_string(), group.vat.to_string(), group.gross.to_string()});
  }
  say(table.to_string());
  say(fmt::format("  Total {} {} + {} VAT = {}", amounts.totals.total_without_vat.to_string(),
                  currency.to_string(), amounts.totals.vat_total.to_string(),
                  amounts.totals.total_with_vat.to_string()));
  if (const auto& other = amounts.vat_in_currency) {
    say(fmt::format("  VAT in {}: {}, 1 {} = {} {}{}", other->currency.to_string(),
                    other->vat.to_string(), currency.to_string(), other->rate.to_string(),
                    other->source, other->day ? " of " + to_string(*other->day) : ""));
  }
}

/// Decision, grounds and amounts of one consignment; a refusal with the facts that led to it.
class Explanation {
 public:
  Explanation(const Subject& subject, const Known& known, const Shop& shop)
      : part_(subject.part),
        correction_(subject.correction),
        grounds_(invoice::explain_tax(part_.order, shop.config.seller, part_.supply_date,
                                      shop.knowledge.law)),
        ownership_(ownership_of_part(part_.order, ownership_rules(shop, known.documents),
                                     part_.decision ? &*part_.decision : nullptr)),
        amounts_(invoice::Amounts{}) {
    if (part_.decision)
      notice_ = open_pdf_notice(part_.order, *part_.decision, part_.supply_date, shop);
    for (const invoice::Ground& ground : part_.own_grounds) grounds_.facts.push_back(ground);
    if (has_amounts()) amounts_ = invoice::compute_amounts(part_.order, *part_.decision);
  }

  [[nodiscard]] Faults faults() const {
    if (!part_.decision) return part_.decision.faults();
    return amounts_ ? Faults() : amounts_.faults();
  }

  void print() const {
    say(headline(part_));
    if (correction_) {
      say(fmt::format(
          "  The corrected invoice {} stands, and this is its decision. The buyer is {}.",
          correction_->number.to_string(), corrected_buyer(part_.order.buyer)));
    }
    if (part_.decision) say(treatment_line(*part_.decision));
    tell("Because", {grounds_.decision});
    tell("Facts", grounds_.facts);
    tell("Rejected", grounds_.rejected);
    say("  " + ownership_text(ownership_));
    if (!part_.decision) return;
    if (notice_) say("  " + notice_line(*notice_) + (notice_->forbids() ? " It is held." : ""));
    for (const std::string& warning : part_.decision->warnings)
      say("  Take care: " + warning_told(warning));
    if (has_amounts() && amounts_) tell(*amounts_, part_.order.currency);
  }

  [[nodiscard]] Json json() const {
    Json one = Json::parse(invoice::tax_report_json(part_.order.id.to_string(), &part_.order,
                                                    part_.decision, amounts_));
    one["scenario"] = part_.decision ? Json(part_.decision->scenario) : Json(nullptr);
    one["shipment"] = part_.shipment.to_string();
    one["grounds"] = grounds_json(grounds_.facts);
    if (!grounds_.decision.statement.empty()) {
      one["grounds"].push_back(ground_json(grounds_.decision));
    }
    one["rejected"] = grounds_json(grounds_.rejected);
    one["issuer"] = ownership_json(ownership_);
    one["explains"] = correction_ ? Json(correction_->number.to_string()) : Json(nullptr);
    one["national_system"] = notice_ ? notice_json(*notice_) : Json(nullptr);
    return one;
  }

 private:
  [[nodiscard]] bool has_amounts() const {
    return part_.decision && part_.decision->document != invoice::DocumentKind::kNone;
  }

  const Considered& part_;
  const std::optional<StoredInvoice>& correction_;
  invoice::TaxGrounds grounds_;
  invoice::Ownership ownership_;
  std::optional<invoice::PdfNotice> notice_;
  Result<invoice::Amounts> amounts_;
};

void explain(const std::string& name, Context& context) {
  const OrderId id = need(OrderId::parse(name), kExitUsage);
  const Workspace workspace = open_for_reading(context);
  const Known known = known_of(id, workspace, context.now());
  const auto parts =
      need(consider_order(known.order, workspace.shop, known.evidence), kExitBadData);
  if (parts.empty()) {
    throw CommandFaults(
        kExitBadData,
        {{"EXPLAIN-002", name,
          "the order has not been shipped and names no day of supply, so no rate can be found",
          "wait for the shipping event, or give the order a supply_date"}});
  }
  Json json = Json::array();
  Faults faults;
  for (const Considered& taken_in : parts) {
    const Subject subject = subject_of(taken_in, known, workspace);
    const Considered& part = subject.part;
    const Explanation explanation(subject, known, workspace.shop);
    std::vector<StoredInvoice> documents;
    std::copy_if(known.documents.begin(), known.documents.end(), std::back_inserter(documents),
                 [&](const StoredInvoice& one) { return one.shipment == part.shipment; });
    if (context.json) {
      json.push_back(explanation.json());
      json.back()["documents"] = documents_json(documents);
    } else {
      explanation.print();
      for (const std::string& line : documents_told(documents)) say("  Document " + line);
    }
    append(faults, under(part.shipment.empty() ? "" : "shipment " + part.shipment.to_string(),
                         explanation.faults()));
  }
  if (context.json) print_json(json);
  if (!context.json) print_faults(faults);
  if (!faults.empty()) context.exit_code = kExitBadData;
}

}  // namespace

void add_explain(Command& program, Context& context) {
  auto order = std::make_shared<std::string>();
  Command* command =
      program.add_subcommand("explain", "tell in words why an order is taxed as it is");
  command->add_option("ORDER", *order, "the order's number")->required();
  command->callback([order, &context] { explain(*order, context); });
}

}  // namespace enclosure::app
