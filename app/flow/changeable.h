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

/// An invoice that stands.
struct StandingInvoice {
  InvoiceNumber number;
  Order billed;  ///< the order as it bills it
};

/// What stands of an order, and whether its buyer may change it by the link.
struct Changeable {
  /// kForm, or why not: kNotYet, kMarketplaceOnly, kSellerOnly.
  BuyerDetailsPanel::State state = BuyerDetailsPanel::State::kNotYet;
  std::vector<StandingInvoice> standing;  ///< what a change concerns: each of them is compared
  /// Whose buyer a form begins with: as the first of them bills it that bears a VAT number, else as
  /// the first one does, else as it came in.
  Order order;
  std::size_t documents = 0;  ///< of the order, when it was looked at
};

/// Looks at `order` (as imported) and its documents. The buyer may not where the marketplace makes
/// the invoices, where none stands, where one was credited in part, after `links.change_days`
/// (counted from the first invoice), and after kMostChangesByBuyer.
[[nodiscard]] Changeable changeable(const Order& order, const std::vector<StoredInvoice>& documents,
                                    const Shop& shop, StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
