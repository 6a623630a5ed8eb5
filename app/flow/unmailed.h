#pragma once
// Invoices that travelled in no mail: an order gets one mail with documents (docs/decisions/0003),
// so that of a later shipment is behind the link alone.

#include <string>
#include <vector>

#include "app/ports/store.h"

namespace enclosure::app {

/// The invoices among `documents` that stand and were issued after the mail with documents had
/// left; all that stand, where that mail ran out of time or was given up.
[[nodiscard]] std::vector<InvoiceNumber> unmailed_invoices(
    const std::vector<StoredInvoice>& documents, const std::vector<StoredMessage>& messages);

/// "Invoice R-2026-000002 was in no mail: …", one for each of them. `has_link`: whether the buyer
/// has a page to find it on (links.base_url).
[[nodiscard]] std::vector<std::string> unmailed_told(const std::vector<StoredInvoice>& documents,
                                                     const std::vector<StoredMessage>& messages,
                                                     bool has_link);

}  // namespace enclosure::app
