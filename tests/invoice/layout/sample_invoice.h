#pragma once
// Invoices for the tests of layout and drawing: made-up firms, texts with the letters of each
// language.

#include <string>
#include <vector>

#include "invoice/model/invoice.h"
#include "invoice/render.h"

namespace enclosure::invoice::sample {

/// The 24 official languages of the EU.
[[nodiscard]] std::vector<std::string> languages();

/// One line of goods; `gross` in cents, after the discount.
[[nodiscard]] InvoiceLine line(std::string description, int quantity, std::int64_t gross,
                               Percent rate = Decimal(19), std::int64_t discount = 0);

/// Numbers the lines and counts groups and totals by rule GR1, everything paid.
void add_up(InvoiceContent& content);

/// An invoice in `language` with all optional particulars: names and goods that use the letters of
/// that language, serial numbers, a discount, shipping, a delivery address, a reason for exemption.
[[nodiscard]] InvoiceContent content(const std::string& language);

/// A plain one in German with `lines` lines of goods, each with its article number below the name.
[[nodiscard]] InvoiceContent plain(int lines);

/// `content`, which must satisfy `Invoice::from`.
[[nodiscard]] Invoice invoice(InvoiceContent content);

/// The fonts and languages of the program, loaded once.
[[nodiscard]] const Typesetting& typesetting();

}  // namespace enclosure::invoice::sample
