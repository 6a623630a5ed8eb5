#pragma once
// The tax decision: place of supply, category and rate of every line, and the grounds. Pure; the
// rules follow Directive 2006/112/EC, Art. 31-36, 59c, 96-98, 138, 146, 194, 369a-369k, 14a.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/model/seller.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// Category and rate of one order line.
struct LineTreatment {
  LineId line;
  VatCategory category = VatCategory::kS;
  Percent rate;
  std::string_view vatex;  ///< BT-121 of its group, or empty

  friend bool operator==(const LineTreatment&, const LineTreatment&) = default;
};

/// One step of reasoning, for people: "Delivery to 35001 Las Palmas lies in the Canary Islands,
/// outside the EU VAT area." with the article it rests on.
struct Ground {
  std::string statement;
  std::string source;  ///< "Art. 146(1)(a) Directive 2006/112/EC", or empty

  friend bool operator==(const Ground&, const Ground&) = default;
};

/// What may be issued at all.
enum class DocumentKind { kInvoice, kCreditNote, kNone };

/// The currency in which the VAT total must be given besides the invoice's own (Art. 230).
struct VatCurrency {
  Currency currency;
  Decimal rate;                            ///< units of `currency` per one of the order's currency
  std::optional<Date> day = std::nullopt;  ///< on which the rate was published, where it is known
  std::string source = {};                 ///< "ECB", or empty

  friend bool operator==(const VatCurrency&, const VatCurrency&) = default;
};

/// What the law says about one order (one shipment). The views are words of the program
/// or of the law, which must outlive it.
struct TaxDecision {
  std::string_view scenario;  ///< "S04": the row of the decision table
  DocumentKind document = DocumentKind::kInvoice;
  std::string_view reason;  ///< why none: "no_consideration", "deemed_supplier_14a_2"
  std::optional<std::string> place_of_supply;  ///< "AT", "XI"; none where nothing is supplied
  std::string_view scheme;  ///< "domestic", "oss", "intra_community", "export", …
  std::string invoicing_rules_of;
  std::vector<LineTreatment> lines;  ///< one for each line of the order, in its order
  std::string seller_vat_id;
  std::string buyer_vat_id;               ///< empty: none may be printed
  std::vector<std::string_view> phrases;  ///< keys of the legal mentions
  std::string_view vatex;                 ///< BT-121 of the untaxed lines, or empty
  std::string exemption_text;             ///< BT-120 where the state has words of its own, or empty
  std::optional<VatCurrency> vat_currency;
  std::vector<std::string> warnings;  ///< codes, see docs/faults.md
  std::string territory;              ///< id of the special territory of delivery, or empty

  friend bool operator==(const TaxDecision&, const TaxDecision&) = default;
};

/// Why a decision is what it is.
struct TaxGrounds {
  std::vector<Ground> facts;     ///< that were used: where transport begins and ends, numbers, …
  Ground decision;               ///< the row of the table that applies
  std::vector<Ground> rejected;  ///< the alternatives that came first or near, and why not them
};

/// Decides `order` (one shipment, see `consignments`) of `seller` on `day`, the day of supply.
///
/// An order that `credits` an invoice is decided as of that supply and gets a credit note (S31).
///
/// A VAT number that nobody has confirmed holds the order (S11) exactly when the answer would
/// change the decision.
///
/// Faults: TAX-001 a case that is not decided, and why (its scenario is in the message), TAX-002 a
/// fact is missing, TAX-003 no rate for that state, day and class, TAX-004 no registration where
/// VAT is due (S40), TAX-005 a territory that needs a decision by the seller, TAX-006 held until
/// the buyer's VAT number is confirmed or denied. Never a guess.
[[nodiscard]] Result<TaxDecision> decide_tax(const Order& order, const Seller& seller, Date day,
                                             const TaxLaw& law);

/// The grounds of that decision, for people; those of a refusal as far as they go, without
/// `decision`.
[[nodiscard]] TaxGrounds explain_tax(const Order& order, const Seller& seller, Date day,
                                     const TaxLaw& law);

}  // namespace enclosure::invoice
