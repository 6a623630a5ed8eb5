#pragma once
// The answer of `enclosure tax --json`: the spelling of docs/order-format.md.

#include <string>
#include <string_view>

#include "core/result.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"

namespace enclosure::invoice {

/// One case as one JSON object: {"id", "treatment", "lines", "groups", "totals", "faults"}, with
/// the further members that the case brings (`br_co_17_exact`, `alt_strict`, `vat_in_currency`,
/// `paid_by_buyer`, `paid_by_marketplace`). Amounts and rates are decimal strings.
///
/// `order` is the one that was decided; it may be null where `decision` failed. Where there is no
/// document, only `treatment` says so; where `decision` or `amounts` failed, everything but
/// `faults` is empty. A fault of both is told once.
[[nodiscard]] std::string tax_report_json(std::string_view case_id, const Order* order,
                                          const Result<TaxDecision>& decision,
                                          const Result<Amounts>& amounts);

}  // namespace enclosure::invoice
