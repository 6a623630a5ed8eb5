#pragma once
// Whether a private PDF with its e-invoice inside is a lawful invoice for one decided supply: what
// the state whose invoicing rules apply says about it. Pure.

#include <optional>
#include <string>

#include "core/order.h"
#include "core/result.h"
#include "invoice/model/seller.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// A rule that the seller must know of before a PDF goes out.
struct PdfNotice {
  std::string state;
  SupplyKind kind = SupplyKind::kConsumer;
  PdfRule rule;

  /// The PDF is no invoice at all.
  [[nodiscard]] bool forbids() const { return rule.verdict == PdfVerdict::kNotEnough; }
};

/// What the state whose invoicing rules apply to this supply says about a PDF; nothing where it
/// suffices. A seller from abroad under a One Stop Shop is in no national system.
[[nodiscard]] std::optional<PdfNotice> pdf_notice(const Order& order, const TaxDecision& decision,
                                                  const Seller& seller, Date day,
                                                  const TaxLaw& law);

/// Fault NATIONAL-001: the document is held, since it would be a wrong invoice; names the system
/// and the setting by which the seller says that it is fulfilled otherwise.
[[nodiscard]] Fault held_for_system(const PdfNotice& notice);

}  // namespace enclosure::invoice
