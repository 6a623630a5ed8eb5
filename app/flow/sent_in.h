#pragma once
// What a buyer sent in through the page of the link, told to the seller.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/flow/correct.h"
#include "app/ports/link_store.h"

namespace enclosure::app {

/// Names of what `change` would change, as people say them: "company, VAT number".
[[nodiscard]] std::string fields_told(const BuyerChange& change);

/// What became of it, a sentence.
[[nodiscard]] std::string outcome_told(const DetailsRequest& request);

/// Name (as in JSON) and value of each member of `change` that there is.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> values_of(const BuyerChange& change);

}  // namespace enclosure::app
