#include "invoice/tax/pdf_notice.h"

#include "invoice/tax/particulars.h"

namespace enclosure::invoice {
namespace {

bool is_scheme(const TaxDecision& decision) {
  return decision.scheme == "oss" || decision.scheme == "ioss";
}

/// The state whose invoicing rules apply; under the import scheme that of identification (Art.
/// 219a(2)(b)).
std::string rules_of(const TaxDecision& decision, const Seller& seller) {
  if (decision.invoicing_rules_of == "IOSS" && seller.ioss) return seller.ioss->to_string();
  return decision.invoicing_rules_of;
}

SupplyKind kind_of(const Order& order, const std::string& state, const TaxLaw& law) {
  const bool business = order.buyer.is_business || !order.buyer.vat_id.empty();
  if (!business) return SupplyKind::kConsumer;
  const bool begins = order.dispatch_from && law.place_of(*order.dispatch_from).state == state;
  const VatPlace end = law.place_of(order.deliver_to);
  return begins && end.state == state && end.in_eu_vat_area ? SupplyKind::kDomesticBusiness
                                                            : SupplyKind::kCrossBorderBusiness;
}

}  // namespace

std::optional<PdfNotice> pdf_notice(const Order& order, const TaxDecision& decision,
                                    const Seller& seller, Date day, const TaxLaw& law) {
  if (decision.document == DocumentKind::kNone) return std::nullopt;
  PdfNotice notice;
  notice.state = rules_of(decision, seller);
  const Bound bound = bound_in(notice.state, seller);
  if (bound == Bound::kRegistered && is_scheme(decision)) return std::nullopt;
  notice.kind = kind_of(order, notice.state, law);
  notice.rule = law.pdf_sufficiency(notice.state, notice.kind, bound, day);
  if (notice.rule.verdict == PdfVerdict::kSuffices) return std::nullopt;
  if (notice.rule.einvoice_inside_suffices) return std::nullopt;  // ours have one
  return notice;
}

Fault held_for_system(const PdfNotice& notice) {
  const std::string setting = "\"national_systems\": {\"" + notice.state + "\": \"handled\"}";
  return {"NATIONAL-001", "national_systems." + notice.state,
          notice.state + " " + std::string(code_of(notice.kind)) + ": a PDF is no invoice here (" +
              notice.rule.system + "). " + notice.rule.warning,
          "issue it through that system and write " + setting +
              " into enclosure.json when you always do, or \"not_bound\" when the duty does not "
              "reach you"};
}

}  // namespace enclosure::invoice
