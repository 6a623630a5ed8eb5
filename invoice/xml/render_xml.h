#pragma once
// The e-invoice of a document as bytes: what goes into its PDF, and what stands beside it.

#include <string>

#include "core/result.h"
#include "invoice/en16931/data.h"
#include "invoice/model/invoice.h"
#include "locales/catalog.h"

namespace enclosure::invoice::xml {

/// An e-invoice and what it is called.
struct RenderedXml {
  en16931::Profile profile;  ///< name inside of a PDF, conformance level of the XMP, …
  std::string bytes;
};

/// `invoice` in `format`, as the identifiers were on its day of issue. The same document, format
/// and program give the same bytes, in every process and thread. Faults: RENDER-003 a language
/// without labels, XML-001 a text that XML cannot hold.
[[nodiscard]] Result<RenderedXml> render_xml(const InvoiceContent& invoice, EInvoiceFormat format,
                                             const en16931::Data& data,
                                             const locales::Catalog& catalog);

/// What is embedded in the PDF of a document of `format`: itself where it is CII, else Factur-X,
/// while the UBL stands beside.
[[nodiscard]] constexpr EInvoiceFormat embedded_format(EInvoiceFormat format) {
  return format == EInvoiceFormat::kXRechnung ? format : EInvoiceFormat::kFacturX;
}

/// Whether `format` is a file of its own beside the PDF.
[[nodiscard]] constexpr bool stands_beside(EInvoiceFormat format) {
  return format == EInvoiceFormat::kXRechnungUbl || format == EInvoiceFormat::kPeppol;
}

}  // namespace enclosure::invoice::xml
