#pragma once
// Issued documents again, byte for byte, from their snapshots.

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// One document made again.
struct Regenerated {
  InvoiceNumber number;
  std::string pdf;
  std::string sha256;      ///< of `pdf`
  std::string xml;         ///< the e-invoice, be it inside of the PDF or beside it; or empty
  std::string beside;      ///< the same where it stands beside (UBL), or empty
  bool identical = false;  ///< its SHA-256 is the one that was stored at issue
};

/// Makes issued documents again. Each logo is decoded once. Safe for several threads.
class Regenerator {
 public:
  Regenerator(Archive archive, const invoice::DocumentTools& tools)
      : archive_(std::move(archive)), tools_(tools) {}

  /// Makes `invoice` again. Faults: REGENERATE-001 the logo of that day is gone from the archive,
  /// and those of the snapshot and the renderer.
  [[nodiscard]] Result<Regenerated> make(const StoredInvoice& invoice);

 private:
  Result<const invoice::Logo*> logo_of(const invoice::Invoice& document);

  Archive archive_;
  invoice::DocumentTools tools_;
  std::mutex mutex_;
  std::map<std::string, invoice::Logo> logos_;  ///< by SHA-256; entries stay where they are
};

}  // namespace enclosure::app
