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
  Changeable found{State::kNotYet, {}, order};
  if (marketplace_invoices(order, documents, shop)) found.state = State::kMarketplaceOnly;
  if (documents.empty() || found.state == State::kMarketplaceOnly) return found;
  bool in_part = false;
  const StoredInvoice* first = nullptr;
  const auto chains = chains_of(documents);
  for (const InvoiceChain& chain : chains) {
    if (chain.is_cancelled()) continue;
    found.standing.push_back(chain.invoice.number);
    in_part |= !chain.credit_notes.empty();
    if (first == nullptr) first = &chain.invoice;
  }
  const Date today = shop.config.time_zone.date_of(now);
  const auto age =
      std::chrono::sys_days{today} - std::chrono::sys_days{documents.front().issue_date};
  const bool too_old = age >= std::chrono::days{shop.config.links.change_days};
  const auto billed =
      first == nullptr ? Result<Order>(Fault{}) : order_from_json(first->consignment);
  if (billed) found.order = *billed;
  const bool may =
      billed && !in_part && !too_old && tx.count_corrected_by_buyer(order.id) < kMostChangesByBuyer;
  found.state = may ? State::kForm : State::kSellerOnly;
  return found;
}

}  // namespace enclosure::app
