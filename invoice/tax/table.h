#pragma once
// The decision table: one row per scenario, in the order in which they are asked.

#include <span>
#include <string>
#include <string_view>

#include "invoice/tax/facts.h"
#include "invoice/tax/outcomes.h"

namespace enclosure::invoice {

/// When the condition holds, the outcome is the answer. The first row that applies decides.
struct Row {
  std::string_view scenario;
  bool (*applies)(const Facts&);
  tax_then::Outcome (*decide)(const Facts&, std::string_view scenario);
};

[[nodiscard]] std::span<const Row> decision_table();

/// The row that applies to `facts`; null where none does.
[[nodiscard]] const Row* find_row(const Facts& facts);

/// Why `row` does not apply, as a sentence with its article; without a
/// statement where that is not worth telling for these facts.
[[nodiscard]] Ground why_not(const Row& row, const Facts& facts);

}  // namespace enclosure::invoice
