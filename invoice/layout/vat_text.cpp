#include "invoice/layout/vat_text.h"

#include <algorithm>
#include <array>

namespace enclosure::invoice::layout {

std::string description_of(const InvoiceLine& line, const locales::Labels& labels) {
  if (!line.description.empty()) return line.description;
  switch (line.kind) {
    case LineKind::kShipping:
      return labels.label("shipping");
    case LineKind::kGiftWrap:
      return labels.label("gift_wrap");
    case LineKind::kItem:
      break;
  }
  return line.description;
}

std::string rate_text(VatCategory category, Percent rate, const locales::Locale& locale) {
  if (category == VatCategory::kS) return locale.format_percent(rate);
  const std::string percent = category == VatCategory::kO ? "\u2013" : locale.format_percent(rate);
  return percent + "\u00a0(" + std::string(to_string(category)) + ")";
}

bool shows_no_vat(const InvoiceContent& invoice, VatCategory category) {
  constexpr std::array<std::string_view, 4> kMarginCodes{"VATEX-EU-D", "VATEX-EU-F", "VATEX-EU-I",
                                                         "VATEX-EU-J"};
  if (category != VatCategory::kE) return false;
  if (invoice.scheme == "small_business" || invoice.scheme == "sme_cross_border") return true;
  return std::any_of(
      invoice.breakdown.begin(), invoice.breakdown.end(), [&](const VatBreakdown& group) {
        return group.category == category && std::find(kMarginCodes.begin(), kMarginCodes.end(),
                                                       group.exemption_code) != kMarginCodes.end();
      });
}

bool shows_no_vat(const InvoiceContent& invoice) {
  return std::all_of(
      invoice.breakdown.begin(), invoice.breakdown.end(),
      [&](const VatBreakdown& group) { return shows_no_vat(invoice, group.category); });
}

std::string no_rate_text(VatCategory category) {
  return "\u2013\u00a0(" + std::string(to_string(category)) + ")";
}

}  // namespace enclosure::invoice::layout
