#pragma once
// The choice among the documents of one product that compete. For attachments/ alone.

#include <span>
#include <vector>

#include "attachments/select.h"

namespace enclosure::attachments {

/// What the choice looks at, the same for all products of an order.
struct ChoiceTerms {
  const LanguageChain& chain;
  std::optional<CountryCode> country;
  Date sold_on{};
};

struct Choice {
  std::vector<Enclosure> chosen;  ///< for one product each
  std::vector<Omission> left_out;
};

/// Chooses among `rivals`, documents of one kind and topic of `item.product`.
[[nodiscard]] Choice choose(std::span<const Document* const> rivals, const Item& item,
                            const ChoiceTerms& terms);

}  // namespace enclosure::attachments
