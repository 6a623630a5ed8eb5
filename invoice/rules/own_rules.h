#pragma once
// Whether a document of ours can be the e-invoice that it is to be.

#include "core/fault.h"
#include "invoice/en16931/data.h"
#include "invoice/model/invoice.h"
#include "locales/catalog.h"

namespace enclosure::invoice::rules {

/// Every rule that the e-invoices of `invoice` would break: that of its own format, and the one
/// inside of its PDF where they differ. Empty where it gets none. To the cent: what the official
/// rules tolerate is a fault here. Ask before the number of the document is spent.
[[nodiscard]] Faults broken_einvoice_rules(const InvoiceContent& invoice, const en16931::Data& data,
                                           const locales::Catalog& catalog);

}  // namespace enclosure::invoice::rules
