#include "app/flow/changeable.h"

#include <algorithm>

#include "app/flow/filing.h"
#include "app/flow/invoicing.h"
#include "app/import/own_json.h"
#include "invoice/tax/amounts.h"

namespace enclosure::app {
namespace {

using State = BuyerDetailsPanel::State;

bool marketplace_invoices(const Order& order, const std::vector<StoredInvoice>& documents,
                          const Shop& shop) {
  if (order.channel != Channel::kAmazon) return false;
  const auto parts = invoice::consignments(order);
  if (!parts) return false;
  const auto rules = ownership_rules(shop, documents);
  return std::any_of(parts->begin(), parts->end(), [&](const invoice::Consignment& part) {
    return ownership_of_part(part.order, rules).who == invoice::Issuer::kMarketplace;
  });
}

}  // namespace

Changeable changeable(const Order& order, const std::vector<StoredInvoice>& documents,
                      const Shop& shop, StoreTransaction& tx, Instant now) {
  Changeable found{State::kNotYet, {}, order, documents.size()};
  if (marketplace_invoices(order, documents, shop)) found.state = State::kMarketplaceOnly;
  if (documents.empty() || found.state == State::kMarketplaceOnly) return found;
  bool in_part = false;
  bool readable = true;
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (chain.is_cancelled()) continue;
    in_part |= !chain.credit_notes.empty();
    auto billed = order_from_json(chain.invoice.consignment);
    readable &= billed.has_value();
    if (billed) found.standing.push_back({chain.invoice.number, *std::move(billed)});
  }
  const auto bears_number = [](const StandingInvoice& one) {
    return !one.billed.buyer.vat_id.empty();
  };
  const auto& standing = found.standing;
  const auto shown = std::find_if(standing.begin(), standing.end(), bears_number);
  if (!standing.empty())
    found.order = shown == standing.end() ? standing.front().billed : shown->billed;
  const Date today = shop.config.time_zone.date_of(now);
  const auto age =
      std::chrono::sys_days{today} - std::chrono::sys_days{documents.front().issue_date};
  const bool too_old = age >= std::chrono::days{shop.config.links.change_days};
  const bool may = readable && !standing.empty() && !in_part && !too_old &&
                   tx.count_corrected_by_buyer(order.id) < kMostChangesByBuyer;
  found.state = may ? State::kForm : State::kSellerOnly;
  return found;
}

}  // namespace enclosure::app
