#pragma once
// Whether the buyer of an order may change its invoice by the link.

#include <cstddef>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "app/web/buyer_view.h"

namespace enclosure::app {

/// Corrections that a buyer may make of one order; more are the seller's.
inline constexpr std::size_t kMostChangesByBuyer = 5;

/// What stands of an order, and whether its buyer may change it by the link.
struct Changeable {
  /// kForm, or why not: kNotYet, kMarketplaceOnly, kSellerOnly.
  BuyerDetailsPanel::State state = BuyerDetailsPanel::State::kNotYet;
  std::vector<InvoiceNumber> standing;  ///< the invoices that a change concerns
  Order order;                          ///< as the first of them bills it; else as it came in
};

/// Looks at `order` (as imported) and its documents. The buyer may not where the marketplace makes
/// the invoices, where none stands, where one was credited in part, after `links.change_days`
/// (counted from the first invoice), and after kMostChangesByBuyer.
[[nodiscard]] Changeable changeable(const Order& order, const std::vector<StoredInvoice>& documents,
                                    const Shop& shop, StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
