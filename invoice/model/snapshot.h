#pragma once
// The snapshot: an invoice as JSON, complete, from which the same document is made years later.
// The format is described in docs/snapshot.md; its version is a member of it.

#include <string>
#include <string_view>

#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::invoice {

/// Compact JSON, members in a fixed order, amounts and rates as decimal strings: the same invoice
/// gives the same bytes.
[[nodiscard]] std::string to_snapshot(const Invoice& invoice);

/// The invoice again; it equals the one that was written. Faults: SNAPSHOT-001 no JSON,
/// SNAPSHOT-002 a version that this program does not know, SNAPSHOT-003 a member missing or of the
/// wrong type, and those of `Invoice::from`.
[[nodiscard]] Result<Invoice> from_snapshot(std::string_view json);

}  // namespace enclosure::invoice
