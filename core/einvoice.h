#pragma once
// What an order or a seller says about e-invoices: the format wanted, and identifiers that name
// their scheme.

#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// Which e-invoice a buyer gets. All of them are profiles of EN 16931.
enum class EInvoiceFormat {
  kFacturX,       ///< Factur-X = ZUGFeRD, profile EN 16931: CII inside of the PDF
  kXRechnung,     ///< XRechnung in CII, inside of the PDF as well
  kXRechnungUbl,  ///< XRechnung in UBL, beside the PDF
  kPeppol,        ///< Peppol BIS Billing 3: UBL, beside the PDF
};

/// "factur-x", "xrechnung", "xrechnung-ubl", "peppol".
[[nodiscard]] std::string_view to_string(EInvoiceFormat format);
/// Fault EINVOICE-001: no such format.
[[nodiscard]] Result<EInvoiceFormat> parse_einvoice_format(std::string_view text);

/// An identifier with its scheme: an electronic address (BT-34, BT-49; scheme of the EAS list), a
/// legal registration (BT-30, BT-47; ISO 6523). Whether a list has the scheme is for the rules of
/// the e-invoice to say. Empty when not given.
struct SchemedId {
  std::string scheme;  ///< "9930", "EM"; may be empty for a registration without a scheme
  std::string id;

  /// Reads "9930:DE136695976"; a mail address alone has the scheme EM. Fault EINVOICE-002: neither,
  /// or a character that is no visible ASCII.
  static Result<SchemedId> parse(std::string_view text);
  /// What `parse` reads; "" when empty.
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] bool empty() const { return id.empty(); }

  friend bool operator==(const SchemedId&, const SchemedId&) = default;
};

/// Whether `text` is an IBAN in upper case without blanks, with the right check digits (ISO 13616).
[[nodiscard]] bool is_iban(std::string_view text);

/// Whether `digits` is a GTIN (8, 12, 13 or 14 digits) with the right check digit.
[[nodiscard]] bool is_gtin(std::string_view digits);

}  // namespace enclosure
