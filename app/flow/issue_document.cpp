#include "app/flow/issue_document.h"

#include <nlohmann/json.hpp>

#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/flow/numbering.h"
#include "app/import/own_json.h"
#include "invoice/model/draw_up.h"
#include "invoice/rules/own_rules.h"

namespace enclosure::app {
namespace {

bool is_simplified(const Decided& part, const Shop& shop) {
  if (!shop.config.simplified) return false;
  const auto amounts = invoice::compute_amounts(part.order, part.decision);
  return amounts && invoice::simplified_is_allowed(part.order, part.decision, *amounts,
                                                   part.supply_date, shop.knowledge.law);
}

}  // namespace

Draft draft_of(const Decided& part, const std::optional<Correction>& correction, const Shop& shop,
               Instant now) {
  Draft draft;
  invoice::Issue& issue = draft.issue;
  issue.issue_date = shop.config.time_zone.date_of(now);
  issue.supply_date = part.supply_date;
  issue.language = shop.document_language(part.order);
  issue.sales_channel = shop.channel_name(part.order);
  issue.logo_sha256 = shop.logo ? shop.logo->sha256 : "";
  issue.footer = shop.config.footer;
  issue.look = shop.config.look.look;
  issue.picture = shop.config.picture;
  issue.einvoice = shop.config.einvoice;
  issue.simplified = is_simplified(part, shop);
  if (issue.simplified) draft.kind = invoice::InvoiceKind::kSimplified;
  if (correction) {
    draft.kind = invoice::InvoiceKind::kCorrected;
    issue.preceding = correction->of;
    issue.correction_reason = correction->reason;
  }
  issue.title = shop.knowledge.titles.title(part.decision.invoicing_rules_of, to_string(draft.kind),
                                            issue.language, issue.issue_date);
  return draft;
}

Result<invoice::Invoice> draw_up_part(const Decided& part, const invoice::Issue& issue,
                                      const Shop& shop) {
  return invoice::draw_up(part.order, part.decision, shop.config.seller, issue, shop.knowledge.law,
                          shop.knowledge.languages);
}

Result<StoredInvoice> issue_document(const Decided& part,
                                     const std::optional<Correction>& correction, const Shop& shop,
                                     Filer& filer, StoreTransaction& tx, Instant now) {
  Draft draft = draft_of(part, correction, shop, now);
  auto taken = take_number(shop.config.numbering, draft.kind, part.decision.invoicing_rules_of,
                           part.order.channel, draft.issue.issue_date, tx);
  if (!taken) return std::move(taken).faults();
  draft.issue.number = taken->number;
  draft.issue.link = printed_link(part.order.id, shop, tx, now);
  const auto document = draw_up_part(part, draft.issue, shop);
  if (!document) return document.faults();  // rolls back: the number is not spent
  Faults broken = invoice::rules::broken_einvoice_rules(**document, shop.knowledge.einvoices,
                                                        shop.knowledge.languages);
  if (!broken.empty()) return broken;
  return filer.put(
      *document, {*std::move(taken), order_to_json(part.order), grounds_json(part, shop)}, tx, now);
}

std::string grounds_json(const Decided& part, const Shop& shop) {
  const invoice::TaxDecision& decision = part.decision;
  const invoice::TaxGrounds grounds =
      invoice::explain_tax(part.order, shop.config.seller, part.supply_date, shop.knowledge.law);
  const auto told = [](const invoice::Ground& ground) {
    return nlohmann::ordered_json{{"statement", ground.statement}, {"source", ground.source}};
  };
  nlohmann::ordered_json json{{"scenario", decision.scenario}, {"scheme", decision.scheme}};
  json["place_of_supply"] = decision.place_of_supply.value_or("");
  json["territory"] = decision.territory;
  json["warnings"] = decision.warnings;
  for (const invoice::Ground& ground : grounds.facts) json["grounds"].push_back(told(ground));
  for (const invoice::Ground& ground : part.own_grounds) json["grounds"].push_back(told(ground));
  json["grounds"].push_back(told(grounds.decision));
  for (const invoice::Ground& ground : grounds.rejected) json["rejected"].push_back(told(ground));
  return json.dump();
}

}  // namespace enclosure::app
