#pragma once
// From the document to the e-invoice: the same facts under the names of EN 16931.

#include "invoice/en16931/data.h"
#include "invoice/en16931/einvoice.h"
#include "invoice/model/invoice.h"
#include "locales/locale.h"

namespace enclosure::invoice::en16931 {

/// `invoice` as an e-invoice of `profile`; the few words that no datum has (shipping, discount,
/// how it was paid) come from `locale`, the language of the page, and stand there as well. Total:
/// what the profile needs and the document lacks stays empty for the rules to find.
[[nodiscard]] EInvoice einvoice_of(const InvoiceContent& invoice, const Profile& profile,
                                   const locales::Locale& locale);

}  // namespace enclosure::invoice::en16931
