#pragma once
// An e-invoice as XML, in the two syntaxes that EN 16931 allows (CEN/TS 16931-3-2 and -3-3).

#include <string>

#include "core/result.h"
#include "invoice/en16931/einvoice.h"

namespace enclosure::invoice::xml {

/// UN/CEFACT Cross Industry Invoice, D16B and D22B alike (Factur-X, ZUGFeRD, XRechnung). The same
/// value gives the same bytes; terms that are not there leave no element. The content of supporting
/// documents (BT-125) is not written. Fault XML-001: a text that XML cannot hold, under the name of
/// its element. Pure; safe from every thread.
[[nodiscard]] Result<std::string> write_cii(const EInvoice& invoice);

/// OASIS UBL 2.1 (XRechnung, Peppol BIS Billing 3): an Invoice, or a CreditNote where the type
/// (BT-3) is one of credit notes. Otherwise as above.
[[nodiscard]] Result<std::string> write_ubl(const EInvoice& invoice);

}  // namespace enclosure::invoice::xml
