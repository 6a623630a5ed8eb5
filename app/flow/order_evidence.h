#pragma once
// Everything that shows what was done about one order: for a marketplace, an auditor, a court.

#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/result.h"

namespace enclosure::app {

/// One file of the evidence.
struct EvidenceFile {
  std::string path;  ///< "mails/1-documents.eml", safe on every system
  std::string
      kind;  ///< "mail", "document", "einvoice", "enclosure", "order", "plan", "verdicts", …
  std::string bytes;
  Instant at{};             ///< when it came to be
  std::string name = {};    ///< as the buyer saw it, where `path` has only what is safe of it
  std::string sha256 = {};  ///< under which the archive keeps it; empty: it was made for this
};

struct OrderEvidence {
  OrderId order;
  std::vector<EvidenceFile> files;
  Faults missing;  ///< EVIDENCE-002: what the archive should have and has not
};

/// Collects what the store and the archive hold about `order` and changes nothing: the order, its
/// documents, the mails exactly as they were sent, what was enclosed, the plan with its log, and
/// what the rules for messages say to each mail. The same data give the same files. Fault
/// EVIDENCE-001: no such order.
[[nodiscard]] Result<OrderEvidence> order_evidence(const OrderId& order, const Shop& shop,
                                                   StoreTransaction& tx);

/// The files and a `manifest.json` with the SHA-256 of each as a ZIP; the same evidence gives the
/// same bytes.
[[nodiscard]] std::string evidence_zip(const OrderEvidence& evidence);

}  // namespace enclosure::app
