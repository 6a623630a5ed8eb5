// Why the rows before the one that decides do not apply: the alternatives that a reader would ask
// about, told with the facts that speak against them.

#include <array>

#include "invoice/tax/conditions.h"
#include "invoice/tax/table.h"

namespace enclosure::invoice {
namespace {

using Reason = std::string (*)(const Facts&);

/// Where a row is explained; `why` gives nothing when these facts do not raise the question.
struct Rejection {
  bool (*row)(const Facts&);  ///< the condition of the row
  Reason why;
  std::string_view source;
};

std::string buyer_shows_no_number(const Facts& f) {
  switch (f.buyer_id) {
    case BuyerId::kNone:
      return "the buyer gave no VAT number";
    case BuyerId::kMalformed:
      return "the buyer's VAT number is malformed";
    case BuyerId::kDenied:
      return "VIES does not know the buyer's VAT number";
    case BuyerId::kForeign:
      return "the buyer's number is of a state outside the EU";
    case BuyerId::kUnchecked:
      return "nobody has confirmed the buyer's VAT number";
    case BuyerId::kValid:
      break;
  }
  return "the buyer acts under a valid number of " + f.vat_id->country().to_string();
}

std::string no_deemed_import(const Facts& f) {
  if (!tax_if::is_import(f) || !f.order.marketplace_facilitates) return {};
  if (!f.is_low_value()) {
    return "The marketplace is not the supplier of this import: the goods are worth more than the "
           "limit.";
  }
  return "The marketplace is not the supplier of this import: " + buyer_shows_no_number(f) + ".";
}

std::string no_import_scheme(const Facts& f) {
  if (!tax_if::is_import(f)) return {};
  if (!f.seller.ioss) return "The import scheme (IOSS) is not used by the seller.";
  return f.is_low_value()
             ? "The import scheme (IOSS) is for consumers: " + buyer_shows_no_number(f) + "."
             : std::string("The import scheme (IOSS) ends at the limit of value.");
}

std::string not_imported_by_seller(const Facts& f) {
  return tax_if::is_import(f) ? "The seller does not clear the goods." : std::string();
}

std::string no_deemed_supply(const Facts& f) {
  if (!f.order.marketplace_facilitates || !f.from.in_eu_vat_area) return {};
  if (f.home.in_eu_vat_area) {
    return "The marketplace is not the supplier: the seller is established in the EU.";
  }
  return "The marketplace is not the supplier: " + buyer_shows_no_number(f) + ".";
}

std::string not_small_abroad(const Facts& f) {
  if (f.seller.ex_number_valid_in.empty()) return {};
  return "The seller's number with suffix EX is not valid in " + f.taxed_at().state + ".";
}

std::string not_small(const Facts& f) {
  if (!f.seller.small_business) return {};
  return "The exemption for small enterprises is that of " + f.seller.small_business->to_string() +
         "; the VAT is due in " + f.taxed_at().state + ".";
}

std::string no_export(const Facts& f) {
  if (f.to.territory == nullptr && !f.crosses_border()) return {};
  return "No export: the goods stay in the EU VAT area.";
}

std::string no_reverse_charge(const Facts& f) {
  if (!tax_if::is_domestic(f) || f.home.state == f.from.state || !f.is_business) return {};
  if (!f.is_registered_in(f.from.state)) {
    return "No reverse charge: " + buyer_shows_no_number(f) + ", not registered in " +
           f.from.state + ".";
  }
  return "No reverse charge: " + f.from.state + " does not use the option for goods.";
}

std::string not_domestic(const Facts& f) {
  return f.crosses_border()
             ? "Not domestic: the goods go from " + f.from.state + " to " + f.to.state + "."
             : std::string();
}

std::string no_triangulation(const Facts& f) {
  if (!f.stands_between()) return {};
  if (f.order.triangulation) return "No triangular transaction: the seller denies one.";
  return "No triangular transaction is declared, and the seller can supply under a number of " +
         f.from.state + ".";
}

std::string no_buyer_of_dispatch_state(const Facts& f) {
  return f.buyer_id == BuyerId::kValid
             ? "The buyer's number is not of " + f.from.state + ", where transport begins."
             : std::string();
}

std::string no_supply_to_business(const Facts& f) {
  return "No intra-Community supply: " + buyer_shows_no_number(f) + ".";
}

std::string above_threshold(const Facts& f) {
  if (f.seller.over_10000)
    return "Not taxed at home: the seller's distance sales are above 10 000 EUR.";
  if (f.seller.oss)
    return "Not taxed at home: the seller has opted for taxation where the goods arrive.";
  return "Not taxed at home: the threshold of 10 000 EUR is for goods that leave from the seller's "
         "own state.";
}

std::string no_one_stop_shop(const Facts& /*f*/) {
  return "The seller is not in the Union scheme of the One Stop Shop.";
}

constexpr std::array kRejections{
    Rejection{tax_if::is_deemed_import, no_deemed_import, "Art. 14a(1) Directive 2006/112/EC"},
    Rejection{tax_if::is_scheme_import, no_import_scheme, "Art. 369l Directive 2006/112/EC"},
    Rejection{tax_if::seller_imports, not_imported_by_seller, "Art. 201 Directive 2006/112/EC"},
    Rejection{tax_if::is_facilitated_from_outside, no_deemed_supply,
              "Art. 14a(2) Directive 2006/112/EC"},
    Rejection{tax_if::is_small_abroad, not_small_abroad, "Art. 284(2) Directive 2006/112/EC"},
    Rejection{tax_if::is_small, not_small, "Art. 284(1) Directive 2006/112/EC"},
    Rejection{tax_if::is_export, no_export, "Art. 146 Directive 2006/112/EC"},
    Rejection{tax_if::shifts_the_charge, no_reverse_charge, "Art. 194 Directive 2006/112/EC"},
    Rejection{tax_if::is_domestic, not_domestic, "Art. 31-33 Directive 2006/112/EC"},
    Rejection{tax_if::can_only_be_triangulation, no_triangulation,
              "Art. 141 Directive 2006/112/EC"},
    Rejection{tax_if::is_buyer_of_dispatch_state, no_buyer_of_dispatch_state,
              "Art. 32, 138 Directive 2006/112/EC"},
    Rejection{tax_if::is_supply_to_business, no_supply_to_business,
              "Art. 138(1) Directive 2006/112/EC"},
    Rejection{tax_if::is_below_threshold, above_threshold, "Art. 59c Directive 2006/112/EC"},
    Rejection{tax_if::uses_one_stop_shop, no_one_stop_shop, "Art. 369a-369k Directive 2006/112/EC"},
};

}  // namespace

Ground why_not(const Row& row, const Facts& facts) {
  for (const Rejection& rejection : kRejections) {
    if (rejection.row != row.applies) continue;
    std::string statement = rejection.why(facts);
    if (statement.empty()) return {};
    return {std::move(statement), std::string(rejection.source)};
  }
  return {};
}

}  // namespace enclosure::invoice
