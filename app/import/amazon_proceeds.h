#pragma once
// What the buyer of an Amazon order paid, out of the breakdowns of the Orders API.

#include "app/import/json_reader.h"
#include "core/money.h"

namespace enclosure::app {

/// The amounts of one order item, VAT included, none of them negative.
struct ItemAmounts {
  Money goods;
  Money discount;  ///< on the goods
  Money shipping;  ///< less discounts on it; fees that go with the item are in here, too
  Money gift_wrap;
  Money total;            ///< what the answer states: goods - discount + shipping + gift_wrap
  bool has_fees = false;  ///< COD_FEE or OTHER was counted as shipping
};

/// Reads `proceeds` of an order item. The breakdowns ITEM, SHIPPING, GIFT_WRAP, COD_FEE, OTHER and
/// DISCOUNT (negative) sum to `proceedsTotal`, either together with TAX, which is then added to
/// what it was charged on, or without it, and TAX is then contained in them. Whichever sum meets
/// the total decides; where both miss it, the fault is IMPORT-006.
[[nodiscard]] ItemAmounts read_item_proceeds(const Reader& proceeds, Currency currency);

/// An amount of the API, {"amount", "currencyCode"}. Fault IMPORT-005: another currency than
/// `currency`.
[[nodiscard]] std::optional<Money> read_api_money(const Reader& parent, std::string_view name,
                                                  Currency currency, Need need);

}  // namespace enclosure::app
