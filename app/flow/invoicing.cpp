#include "app/flow/invoicing.h"

#include <algorithm>

#include "invoice/tax/particulars.h"

namespace enclosure::app {
namespace {

bool names(std::string_view written, const Marketplace& store) {
  return written == store.id || written == store.domain || store.country == written;
}

}  // namespace

invoice::OwnershipRules ownership_rules(const Shop& shop,
                                        const std::vector<StoredInvoice>& invoices) {
  invoice::OwnershipRules rules;
  rules.elsewhere = shop.config.amazon.elsewhere;
  for (const auto& [written, issuer] : shop.config.amazon.invoicing) {
    for (const Marketplace& store : shop.knowledge.import_context.marketplaces) {
      if (names(written, store)) rules.by_marketplace[store.id] = issuer;
    }
  }
  for (const StoredInvoice& invoice : invoices) {
    rules.own_numbers.insert(invoice.number.to_string());
  }
  return rules;
}

invoice::Ownership ownership_of_part(const Order& part, const invoice::OwnershipRules& rules,
                                     const invoice::TaxDecision* decision) {
  const Shipment* shipment = part.shipments.empty() ? nullptr : &part.shipments.front();
  return invoice::ownership_of(part, shipment, rules, decision);
}

std::optional<invoice::PdfNotice> open_pdf_notice(const Order& part,
                                                  const invoice::TaxDecision& decision, Date day,
                                                  const Shop& shop) {
  auto notice = invoice::pdf_notice(part, decision, shop.config.seller, day, shop.knowledge.law);
  if (notice && shop.config.national_systems.contains(notice->state)) return std::nullopt;
  return notice;
}

std::vector<invoice::PdfNotice> pdf_notices_ahead(const Shop& shop, Date day) {
  const invoice::Seller& seller = shop.config.seller;
  std::vector<invoice::PdfNotice> notices;
  if (!shop.config.seat_is_known) return notices;
  for (const std::string& state : invoice::states_of(seller)) {
    if (shop.config.national_systems.contains(state)) continue;
    for (const invoice::PdfRule& rule :
         shop.knowledge.law.pdf_rules(state, invoice::bound_in(state, seller))) {
      if (rule.verdict == invoice::PdfVerdict::kSuffices) continue;
      if (rule.valid.until && *rule.valid.until < day) continue;
      for (const invoice::SupplyKind kind : rule.kinds) notices.push_back({state, kind, rule});
    }
  }
  return notices;
}

Faults check_invoicing(const Config& config, const Knowledge& knowledge) {
  Faults faults = under("seller", invoice::check_particulars(config.seller, knowledge.law));
  const auto& stores = knowledge.import_context.marketplaces;
  for (const auto& [written, issuer] : config.amazon.invoicing) {
    const bool known = std::any_of(
        stores.begin(), stores.end(),
        [&written = written](const Marketplace& store) { return names(written, store); });
    if (known) continue;
    faults.push_back({"CONFIG-008", "amazon.invoicing." + written,
                      "no store of Amazon is called \"" + written + "\"",
                      "use its id, its domain (amazon.de), its country (DE), or default"});
  }
  for (const auto& [state, stance] : config.national_systems) {
    if (!knowledge.law.pdf_rules(state, invoice::Bound::kEstablished).empty()) continue;
    faults.push_back({"CONFIG-009", "national_systems." + state,
                      "nothing is known of a national system of " + state, "leave it out"});
  }
  return faults;
}

}  // namespace enclosure::app
