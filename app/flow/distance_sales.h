#pragma once
// The running sum of distance sales below the threshold of Art. 59c.

#include "app/flow/issue_document.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Adds the net of `part` to the distance sales of its calendar year, when it is one that is taxed
/// where transport begins because the seller's are below 10 000 EUR a year. Belongs into the
/// transaction that issues the document.
///
/// Faults: TAX-009 with it the sum would pass the threshold, or that of the year before did: this
/// very order is taxed at its destination already, which is for the seller to prepare. TAX-002 no
/// rate of the euro for an order in another currency.
[[nodiscard]] Faults count_distance_sale(const Decided& part, const Shop& shop,
                                         StoreTransaction& tx);

/// The sum of `year` so far, in euro without VAT, as far as documents were issued here.
[[nodiscard]] Money distance_sales_of(int year, StoreTransaction& tx);

}  // namespace enclosure::app
