#include "invoice/model/mentions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace enclosure::invoice {

std::optional<VatCategory> category_explained_by(std::string_view key) {
  static constexpr std::array<std::pair<std::string_view, VatCategory>, 9> kCategories{{
      {"reverse_charge", VatCategory::kAE},
      {"triangulation", VatCategory::kAE},
      {"ic_supply_exempt", VatCategory::kK},
      {"export_exempt", VatCategory::kG},
      {"small_business", VatCategory::kE},
      {"margin_second_hand", VatCategory::kE},
      {"margin_works_of_art", VatCategory::kE},
      {"margin_collectors", VatCategory::kE},
      {"goods_from_outside_eu", VatCategory::kO},
  }};
  const auto found = std::find_if(kCategories.begin(), kCategories.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == kCategories.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace enclosure::invoice
