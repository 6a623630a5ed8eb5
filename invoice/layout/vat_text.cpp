#include "invoice/layout/vat_text.h"

#include <algorithm>
#include <array>
#include <utility>

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

std::string no_rate_text(VatCategory category) {
  return "\u2013\u00a0(" + std::string(to_string(category)) + ")";
}

std::string_view category_of_mention(std::string_view key) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kCategories{{
      {"reverse_charge", "AE"},
      {"triangulation", "AE"},
      {"ic_supply_exempt", "K"},
      {"export_exempt", "G"},
      {"small_business", "E"},
      {"margin_second_hand", "E"},
      {"margin_works_of_art", "E"},
      {"margin_collectors", "E"},
      {"goods_from_outside_eu", "O"},
  }};
  const auto found = std::find_if(kCategories.begin(), kCategories.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == kCategories.end() ? std::string_view() : found->second;
}

}  // namespace enclosure::invoice::layout
