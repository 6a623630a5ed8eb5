#pragma once
// The sections of enclosure.json about who invoices and by which national system: `amazon` and
// `national_systems`.

#include <map>
#include <optional>
#include <string>

#include "app/import/json_reader.h"
#include "core/ids.h"
#include "invoice/tax/ownership.h"

namespace enclosure::app {

/// Who invoices the orders of Amazon's stores. Stores are named as the seller writes them: by id
/// ("A1PA6795UKMFR9"), domain ("amazon.de") or country ("DE").
struct AmazonConfig {
  std::map<std::string, invoice::Issuer, std::less<>> invoicing;
  std::optional<invoice::Issuer> elsewhere;  ///< one word for all stores, or "default"
};

/// What the seller says about a state's clearance or reporting system.
enum class SystemStance {
  kHandled,   ///< it is fulfilled otherwise; the PDF is a copy
  kNotBound,  ///< it does not reach this seller
};

/// Reads `amazon`: {"invoicing": "seller" | "amazon" | {"amazon.de": "seller", "default": …}}.
/// Faults go to the log of `section`: CONFIG-003, CONFIG-004.
[[nodiscard]] AmazonConfig read_amazon_config(const Reader& section);
/// Reads `national_systems`: {"PL": "handled", "FR": "not_bound"}.
[[nodiscard]] std::map<std::string, SystemStance, std::less<>> read_national_systems(
    const Reader& section);

}  // namespace enclosure::app
