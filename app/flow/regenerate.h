#pragma once
// Issued documents again, byte for byte, from their snapshots.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// One document made again.
struct Regenerated {
  InvoiceNumber number;
  std::string pdf;
  std::string beside;      ///< the e-invoice that stands beside the PDF (UBL), or empty
  bool identical = false;  ///< its SHA-256 is the one that was stored at issue
};

/// Makes `invoice` again. Faults: REGENERATE-001 the logo of that day is gone from the archive, and
/// those of the snapshot and the renderer.
[[nodiscard]] Result<Regenerated> regenerate(const StoredInvoice& invoice, const Archive& archive,
                                             const invoice::DocumentTools& tools);

}  // namespace enclosure::app
