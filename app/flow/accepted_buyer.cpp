#include "app/flow/accepted_buyer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/flow/correct.h"
#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

/// What can be corrected is the same.
bool is_billed_alike(const Buyer& a, const Buyer& b) {
  return a.name == b.name && a.company == b.company && a.billing_address == b.billing_address &&
         a.vat_id == b.vat_id && a.reference == b.reference;
}

Order with_buyer_of(Order order, const Buyer& accepted) {
  BuyerChange change;
  change.name = accepted.name;
  change.company = accepted.company;
  change.vat_id = accepted.vat_id;
  change.reference = accepted.reference;
  order = with_buyer(std::move(order), change);
  order.buyer.billing_address = accepted.billing_address;
  order.buyer.is_business = accepted.is_business;
  return order;
}

}  // namespace

Order with_accepted_buyer(Order order, const std::vector<StoredInvoice>& documents) {
  const auto newest = std::find_if(
      documents.rbegin(), documents.rend(),
      [](const StoredInvoice& one) { return one.kind == invoice::InvoiceKind::kCorrected; });
  if (newest == documents.rend()) return order;
  const auto accepted = order_from_json(newest->consignment);
  const bool is_known =
      std::any_of(std::next(newest), documents.rend(), [&](const StoredInvoice& before) {
        const auto billed = order_from_json(before.consignment);
        return billed && is_billed_alike(billed->buyer, order.buyer);
      });
  return accepted && is_known ? with_buyer_of(std::move(order), accepted->buyer) : order;
}

}  // namespace enclosure::app
