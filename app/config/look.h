#pragma once
// What `documents` in enclosure.json says about the look of a document.

#include "app/import/json_reader.h"
#include "invoice/model/look.h"

namespace enclosure::app {

/// The look of documents, and which of their QR codes lead elsewhere than to the bank.
struct LookConfig {
  invoice::Look look{.payment_code = true};
  bool link_code = false;  ///< the buyer's invoice link as a QR code
};

/// Reads `theme`, `paper`, `accent`, `second_language` and `qr` of the section. Faults go to its
/// log: LOOK-001 to LOOK-004, LANGUAGE-001, CONFIG-004 a QR code that there is not.
[[nodiscard]] LookConfig read_look_config(const Reader& section);

}  // namespace enclosure::app
