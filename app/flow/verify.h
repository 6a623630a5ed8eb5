#pragma once
// The audit of a workspace.

#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// What the audit looked at, and what is wrong.
struct VerifyReport {
  std::size_t orders = 0;
  std::size_t invoices = 0;
  std::size_t messages = 0;
  std::size_t archived = 0;
  std::vector<std::string>
      unused_files;  ///< in the archive but named by nothing, which is harmless: what was drawn or
                     ///< composed before it was refused, made again, or cut off
  Faults defects;    ///< VERIFY-001 … VERIFY-011, see docs/faults.md
};

/// Checks: the database itself, each series for gaps, doubles and dates out of order, the hash
/// chain, snapshots, corrections against what they correct, the archived bytes, one invoice per
/// shipment, three planned messages per invoiced order and no more, one review request per Amazon
/// order, every sent mail's bytes.
[[nodiscard]] VerifyReport verify(const Shop& shop, Store& store);

}  // namespace enclosure::app
