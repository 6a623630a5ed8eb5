#pragma once
// The tax decision: place of supply, category and rate of every line, and the grounds. Pure; the
// rules follow Directive 2006/112/EC, Art. 31-36, 59c, 96-98, 138, 146, 194, 369a-369k, 14a.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/model/seller.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// Category and rate of one order line.
struct LineTreatment {
  VatCategory category = VatCategory::kS;
  Percent rate;

  friend bool operator==(const LineTreatment&, const LineTreatment&) = default;
};

/// One step of reasoning, for people: "Delivery to 35001 Las Palmas lies in the Canary Islands,
/// outside the EU VAT area." with the article it rests on.
struct Ground {
  std::string statement;
  std::string source;  ///< "Art. 146(1)(a) Directive 2006/112/EC", or empty

  friend bool operator==(const Ground&, const Ground&) = default;
};

/// Whether a document may be issued at all.
enum class DocumentKind { kInvoice, kNone };

/// The currency in which the VAT total must be given besides the invoice's own (Art. 230).
struct VatCurrency {
  Currency currency;
  Decimal rate;                            ///< units of `currency` per one of the order's currency
  std::optional<Date> day = std::nullopt;  ///< on which the rate was published, where it is known
  std::string source = {};                 ///< "ECB", or empty

  friend bool operator==(const VatCurrency&, const VatCurrency&) = default;
};

/// What the law says about one order (one shipment).
struct TaxDecision {
  std::string scenario;  ///< "S04": the row of the decision table
  DocumentKind document = DocumentKind::kInvoice;
  std::string reason;  ///< why none: "no_consideration", "deemed_supplier_14a_2"
  std::optional<std::string> place_of_supply;  ///< "AT", "XI"; none where there is no document
  std::string scheme;  ///< "domestic", "oss", "intra_community", "export", …
  std::string invoicing_rules_of;
  std::map<LineId, LineTreatment> lines;
  std::string seller_vat_id;
  std::string buyer_vat_id;          ///< empty: none may be printed
  std::vector<std::string> phrases;  ///< keys of the legal mentions
  std::string vatex;                 ///< BT-121 or empty
  std::string exemption_text;        ///< BT-120 where the state has words of its own, or empty
  std::optional<VatCurrency> vat_currency;
  std::vector<std::string> warnings;  ///< codes, see docs/faults.md
  std::string territory;              ///< id of the special territory of delivery, or empty
  std::vector<Ground> grounds;
};

/// Decides `order` (one shipment, see `consignments`) of `seller` on `day`, the day of supply.
///
/// Faults: TAX-001 a scenario that is not covered yet (its id is in the message), TAX-002 a fact is
/// missing, TAX-003 no rate for that state, day and class, TAX-004 no registration where VAT is due
/// (S40), TAX-005 a territory that needs a decision by the seller. Never a guess.
[[nodiscard]] Result<TaxDecision> decide_tax(const Order& order, const Seller& seller, Date day,
                                             const TaxLaw& law);

}  // namespace enclosure::invoice
