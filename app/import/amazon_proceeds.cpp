#include "app/import/amazon_proceeds.h"

#include <algorithm>
#include <map>
#include <string>

namespace enclosure::app {
namespace {

using Amounts = std::map<std::string, Money, std::less<>>;

Money amount_of(const Amounts& amounts, std::string_view type, Currency currency) {
  const auto found = amounts.find(type);
  return found == amounts.end() ? Money::zero(currency) : found->second;
}

Money sum_of(const Amounts& amounts, Currency currency) {
  Money sum = Money::zero(currency);
  for (const auto& [type, amount] : amounts) sum += amount;
  return sum;
}

/// The breakdowns of one item by type, and those of TAX and DISCOUNT by what they belong to.
struct Breakdowns {
  Amounts types;
  Amounts tax;
  Amounts discount;
};

void add(Amounts& amounts, const std::string& type, Money amount) {
  const auto [at, is_new] = amounts.try_emplace(type, amount);
  if (!is_new) at->second += amount;
}

/// The objects of a list that has a handful of entries in practice. Fault IMPORT-008.
std::vector<Reader> few_objects(const Reader& reader, std::string_view name) {
  constexpr std::size_t kMax = 1000;
  const auto* list = reader.array(name);
  if (list == nullptr || list->size() <= kMax) return reader.objects(name);
  reader.fault("IMPORT-008", name, "more than a thousand entries", "fetch the order again");
  return {};
}

Amounts read_details(const Reader& breakdown, Currency currency) {
  Amounts details;
  for (const Reader& detail : few_objects(breakdown, "detailedBreakdowns")) {
    const std::string subtype = detail.text("subtype", Need::kRequired);
    if (const auto value = read_api_money(detail, "value", currency, Need::kRequired)) {
      add(details, subtype, *value);
    }
  }
  return details;
}

Breakdowns read_breakdowns(const Reader& proceeds, Currency currency) {
  constexpr std::string_view kTypes[] = {"ITEM",  "SHIPPING", "GIFT_WRAP", "COD_FEE",
                                         "OTHER", "TAX",      "DISCOUNT"};
  Breakdowns result;
  for (const Reader& breakdown : few_objects(proceeds, "breakdowns")) {
    const std::string type = breakdown.text("type", Need::kRequired);
    const auto subtotal = read_api_money(breakdown, "subtotal", currency, Need::kRequired);
    if (type.empty() || !subtotal) continue;
    if (std::find(std::begin(kTypes), std::end(kTypes), type) == std::end(kTypes)) {
      breakdown.fault("IMPORT-005", "type", "unknown kind of proceeds \"" + type + "\"",
                      "leave the order out and report it: the format has grown");
      continue;
    }
    add(result.types, type, *subtotal);
    if (type == "TAX") result.tax = read_details(breakdown, currency);
    if (type == "DISCOUNT") result.discount = read_details(breakdown, currency);
  }
  return result;
}

/// Puts a tax that comes on top onto what it was charged on. Details that do not sum to it are set
/// aside, and it is shared out by the amounts.
void add_tax(ItemAmounts& amounts, const Breakdowns& from, Money tax, Currency currency) {
  if (tax.is_zero()) return;
  if (sum_of(from.tax, currency) == tax) {
    amounts.goods += amount_of(from.tax, "ITEM", currency);
    amounts.shipping += amount_of(from.tax, "SHIPPING", currency) +
                        amount_of(from.tax, "COD_FEE", currency) +
                        amount_of(from.tax, "OTHER", currency);
    amounts.gift_wrap += amount_of(from.tax, "GIFT_WRAP", currency);
    amounts.discount -= amount_of(from.tax, "DISCOUNT", currency);
    return;
  }
  const auto weight = [](Money amount) { return std::max<std::int64_t>(amount.minor_units(), 0); };
  const auto shares = apportion(tax, {weight(amounts.goods - amounts.discount),
                                      weight(amounts.shipping), weight(amounts.gift_wrap)});
  amounts.goods += shares[0];
  amounts.shipping += shares[1];
  amounts.gift_wrap += shares[2];
}

/// Takes discounts on shipping and gift wrap off there; the rest stays a discount on the goods.
/// What is left above the price of the goods then lowers the shipping.
void place_discount(ItemAmounts& amounts, const Breakdowns& from, Money discount,
                    Currency currency) {
  const auto take = [&](Money& charge, Money wanted) {
    if (wanted.is_negative()) wanted = -wanted;
    const Money taken = std::min({wanted, charge, amounts.discount});
    if (taken.minor_units() <= 0) return;
    charge -= taken;
    amounts.discount -= taken;
  };
  const Money details = sum_of(from.discount, currency);
  if (details == discount || -details == discount) {
    take(amounts.shipping, amount_of(from.discount, "SHIPPING", currency));
    take(amounts.gift_wrap, amount_of(from.discount, "GIFT_WRAP", currency));
  }
  if (amounts.discount > amounts.goods) take(amounts.shipping, amounts.discount - amounts.goods);
}

}  // namespace

std::optional<Money> read_api_money(const Reader& parent, std::string_view name, Currency currency,
                                    Need need) {
  const auto money = parent.object(name, need);
  if (!money) return std::nullopt;
  const std::string code = money->text("currencyCode", Need::kRequired);
  if (!code.empty() && code != currency.code()) {
    money->fault("IMPORT-005", "currencyCode",
                 "another currency than the order's " + currency.to_string(),
                 "fetch the order again");
    return std::nullopt;
  }
  return money->amount("amount", currency, Need::kRequired);
}

ItemAmounts read_item_proceeds(const Reader& proceeds, Currency currency) {
  const Money zero = Money::zero(currency);
  ItemAmounts amounts{zero, zero, zero, zero, zero, false};
  const std::size_t faults = proceeds.log().count();
  const auto total = read_api_money(proceeds, "proceedsTotal", currency, Need::kRequired);
  const Breakdowns from = read_breakdowns(proceeds, currency);
  if (!total || proceeds.log().count() != faults) return amounts;
  amounts.total = *total;
  if (from.types.empty()) {
    amounts.goods = *total;
    return amounts;
  }
  const Money tax = amount_of(from.types, "TAX", currency);
  const Money discount = amount_of(from.types, "DISCOUNT", currency);
  const Money fees =
      amount_of(from.types, "COD_FEE", currency) + amount_of(from.types, "OTHER", currency);
  amounts.has_fees = !fees.is_zero();
  amounts.goods = amount_of(from.types, "ITEM", currency);
  amounts.shipping = amount_of(from.types, "SHIPPING", currency) + fees;
  amounts.gift_wrap = amount_of(from.types, "GIFT_WRAP", currency);
  const Money charges = amounts.goods + amounts.shipping + amounts.gift_wrap;
  // The model's own discounts are negative; one given without its sign still lowers the total.
  const Money off = discount.is_negative() ? -discount : discount;
  amounts.discount = off;
  if (charges - off + tax == *total) {
    add_tax(amounts, from, tax, currency);
  } else if (charges - off != *total) {
    proceeds.fault("IMPORT-006", "proceedsTotal",
                   "the breakdowns make " + (charges - off).to_string() + " without and " +
                       (charges - off + tax).to_string() + " with tax, not " + total->to_string(),
                   "fetch the order again");
    return amounts;
  }
  place_discount(amounts, from, discount, currency);
  const bool sound =
      !amounts.goods.is_negative() && !amounts.shipping.is_negative() &&
      !amounts.gift_wrap.is_negative() && !amounts.discount.is_negative() &&
      amounts.discount <= amounts.goods &&
      amounts.goods - amounts.discount + amounts.shipping + amounts.gift_wrap == *total;
  if (!sound) {
    proceeds.fault("IMPORT-006", "breakdowns",
                   "a charge is negative, discounted below zero or cannot be told from others",
                   "fetch the order again");
  }
  return amounts;
}

}  // namespace enclosure::app
