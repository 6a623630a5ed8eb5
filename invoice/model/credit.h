#pragma once
// What a credit note gives back of an invoice: rule CR1, group by group and line by line. Pure
// arithmetic over the invoice and the credit notes before; `draw_up_credit` makes the document.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "invoice/model/invoice.h"
#include "invoice/model/vat.h"

namespace enclosure::invoice {

/// What of an invoice is to be given back.
struct CreditRequest {
  enum class What {
    kWhole,     ///< everything that is left: goods, shipping, wrapping
    kLines,     ///< pieces of lines
    kAmount,    ///< a sum of money; the goods stay with the buyer
    kShipping,  ///< shipping and wrapping that are left
  };
  struct Line {
    std::string id;                   ///< BT-126 of the invoice's line
    std::optional<Decimal> quantity;  ///< how many pieces; nothing: those that are left
  };
  What what = What::kWhole;
  std::vector<Line> lines;      ///< kLines: at least one; kAmount: the one it is for, or none
  std::optional<Money> amount;  ///< kAmount
};

/// What credit notes left of one line.
struct LineBalance {
  std::string id;
  LineKind kind = LineKind::kItem;
  Decimal quantity;  ///< pieces that were not returned
  Money net;
  Money gross;
};

/// One VAT group of an invoice: what it came to and what of it was credited. `gross` is what the
/// buyer paid, a rounding amount included.
struct GroupBalance {
  VatCategory category = VatCategory::kS;
  Percent rate;
  GroupAmounts original;
  GroupAmounts credited;
};

/// What credit notes left of an invoice.
struct Balance {
  std::vector<LineBalance> lines;    ///< in the order of the invoice
  std::vector<GroupBalance> groups;  ///< in the order of the invoice
  Money gross;                       ///< that can still be given back
  Money paid_by_marketplace;         ///< the part of it that a voucher of the marketplace paid
  std::optional<Money> vat_in_currency;

  [[nodiscard]] const LineBalance* line(std::string_view id) const;
};

/// The balance of `original` after `before`, its credit notes.
[[nodiscard]] Balance balance_of(const Invoice& original, const std::vector<Invoice>& before);

/// The numbers of one credit note, all positive (type 381). Lines keep the ids that they have on
/// the invoice.
struct CreditAmounts {
  std::vector<InvoiceLine> lines;
  std::vector<VatBreakdown> breakdown;
  DocumentTotals totals;
  std::optional<VatInCurrency> vat_in_currency;
  bool cancels = false;  ///< nothing is left of the invoice
};

/// Works out what `request` gives back of `original` after the credit notes `before`.
///
/// A piece costs its share of what is left of its line; the last piece takes the rest. A sum of
/// money goes to the lines by what is left of them. Net and VAT follow rule CR1 in `picture` (see
/// `credit_of`), so that refunds that reach the invoice return its net and VAT exactly.
///
/// Faults, all at once: CREDIT-001 no such line, or a line twice, CREDIT-002 more pieces than are
/// left, or none, CREDIT-003 more money than is left, or none, CREDIT-004 nothing is left at all,
/// CREDIT-005 no shipping is left; INVOICE-002 another currency, INVOICE-003 a sum out of range.
[[nodiscard]] Result<CreditAmounts> credit(const Invoice& original,
                                           const std::vector<Invoice>& before,
                                           const CreditRequest& request,
                                           Picture picture = Picture::kPrice);

/// Whether `invoice` shows the strict picture (BT-114): its credit notes then do, too.
[[nodiscard]] Picture picture_of(const InvoiceContent& invoice);

/// The line of `invoice` that a person means: "#2" is the second position on the page, anything
/// else the goods of that line of the order. Fault CREDIT-001.
[[nodiscard]] Result<std::string> line_named(const InvoiceContent& invoice, std::string_view name);

}  // namespace enclosure::invoice
