#pragma once
// The library of documents as programs are told of it, by the command line and by the API.

#include <nlohmann/json_fwd.hpp>

#include "app/products/coverage.h"
#include "attachments/catalogue.h"

namespace enclosure::app {

/// Every product with its documents and driver links (docs/products.md).
[[nodiscard]] nlohmann::ordered_json products_json(const attachments::Catalogue& catalogue);

/// Totals, columns, and of each product what is missing or there in another language alone.
[[nodiscard]] nlohmann::ordered_json coverage_json(const Coverage& coverage);

}  // namespace enclosure::app
