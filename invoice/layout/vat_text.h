#pragma once
// How lines and VAT groups are put into words.

#include <string>
#include <string_view>

#include "invoice/model/invoice.h"
#include "locales/locale.h"

namespace enclosure::invoice::layout {

/// What a line bills: its goods, or the language's word for shipping and wrapping.
[[nodiscard]] std::string description_of(const InvoiceLine& line, const locales::Labels& labels);

/// "19 %"; for a category without VAT with its code, which stands beside the reason at the foot of
/// the document, too: "0 % (K)". Outside the scope of VAT there is no rate: "– (O)".
[[nodiscard]] std::string rate_text(VatCategory category, Percent rate,
                                    const locales::Locale& locale);

/// Whether neither rate nor amount of VAT may be shown for `category` here: goods under a margin
/// scheme (Art. 226(9), (10), 325), and everything that a small enterprise sells: VAT it shows it
/// owes (Art. 203, 220a(1)(c), 226b).
[[nodiscard]] bool shows_no_vat(const InvoiceContent& invoice, VatCategory category);

/// Whether that goes for all that the document bills: then no sum is "without VAT" or "with VAT".
[[nodiscard]] bool shows_no_vat(const InvoiceContent& invoice);

/// What stands for rate and VAT amount where `shows_no_vat`: "– (E)".
[[nodiscard]] std::string no_rate_text(VatCategory category);

}  // namespace enclosure::invoice::layout
