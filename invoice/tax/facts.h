#pragma once
// What the decision table asks about one order, found out once.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "core/vat_id.h"
#include "invoice/model/seller.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// How far the buyer's VAT number can be relied upon.
enum class BuyerId {
  kNone,       ///< none was given
  kMalformed,  ///< its form or check digits are wrong: as if none was given
  kDenied,     ///< VIES does not know it: as if none was given
  kForeign,    ///< of a state that VIES does not know
  kUnchecked,  ///< well-formed, but VIES was not asked or did not answer
  kValid,      ///< VIES confirmed it for this supply
};

/// The facts. Refers to order, seller and law, which must outlive it.
struct Facts {
  const Order& order;
  const Seller& seller;
  const TaxLaw& law;
  Date day{};

  VatPlace from;             ///< where transport begins
  VatPlace to;               ///< where it ends
  VatPlace home;             ///< where the seller is established
  bool is_business = false;  ///< says so or gave a VAT number
  BuyerId buyer_id = BuyerId::kNone;
  std::optional<VatId> vat_id;                 ///< when it is well-formed
  std::optional<Decimal> intrinsic_value_eur;  ///< goods without VAT and shipping, for imports
  std::vector<Ground>* grounds = nullptr;      ///< where the reasoning is noted, if anywhere

  [[nodiscard]] bool crosses_border() const { return from.state != to.state; }
  /// Whether any line, or every line, is taxed on a margin.
  [[nodiscard]] bool has_margin_goods() const;
  [[nodiscard]] bool has_only_margin_goods() const;
  /// The buyer's number is valid and of `state`.
  [[nodiscard]] bool is_registered_in(std::string_view state) const;
  /// The seller's VAT number of `state`, or null.
  [[nodiscard]] const std::string* seller_number(std::string_view state) const;
  /// Transport begins, the seller sits and the buyer is registered in three states, and it ends
  /// where the buyer is (Art. 141).
  [[nodiscard]] bool stands_between() const;
  /// A consignment of at most 150 EUR (Art. 14a(1), Art. 369l).
  [[nodiscard]] bool is_low_value() const;
  /// Transport begins and ends in the EU VAT area, crosses a border, and the buyer has no valid
  /// number (Art. 33(a)).
  [[nodiscard]] bool is_distance_sale() const;
  /// Such a sale, taxed where transport begins: the seller's are below 10 000 EUR a year, from the
  /// seat, without option (Art. 59c).
  [[nodiscard]] bool is_below_threshold() const;
  /// Where the VAT of an ordinary supply would be due.
  [[nodiscard]] const VatPlace& taxed_at() const;

  /// Notes a step of reasoning; `statement` makes the sentence and is called only when somebody
  /// wants to read it.
  template <typename Statement>
  void note(const Statement& statement, std::string_view source) const {
    if (grounds != nullptr) grounds->push_back({statement(), std::string(source)});
  }
};

/// Whether neither goods nor anything else was paid for by anybody.
[[nodiscard]] bool nothing_paid(const Order& order);

/// Faults: TAX-002 no place of dispatch, no line, a post code that decides and is not there or
/// malformed, an exchange rate for the limit of 150 EUR; TAX-005 a territory that needs a decision
/// by the seller. Notes what it finds in `grounds` unless that is null.
[[nodiscard]] Result<Facts> find_facts(const Order& order, const Seller& seller, Date day,
                                       const TaxLaw& law, std::vector<Ground>* grounds);

}  // namespace enclosure::invoice
