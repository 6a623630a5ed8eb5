#pragma once
// How a line of the invoice is put into words, beside its amounts.

#include <string>

#include "invoice/layout/composer.h"
#include "invoice/model/invoice.h"
#include "locales/locale.h"

namespace enclosure::invoice::layout {

/// "2", "2.375 kg": pieces go without a word, other units with that of the language, and those for
/// which it has none with their code.
[[nodiscard]] std::string quantity_text(const InvoiceLine& line, const locales::Locale& locale);

/// What the goods are known by, each with its label: the seller's number where the theme shows it,
/// the GTIN, the buyer's number, the code of the Harmonised System. Empty where there is none.
[[nodiscard]] std::string identifiers_text(const InvoiceLine& line, const Composer& composer);

/// All serial numbers under their label, or empty.
[[nodiscard]] std::string serials_text(const InvoiceLine& line, const Composer& composer);

}  // namespace enclosure::invoice::layout
