#pragma once
// A document as files: the PDF with the e-invoice inside, and the e-invoice that stands beside it.

#include <string>

#include "core/result.h"
#include "invoice/en16931/data.h"
#include "invoice/model/invoice.h"
#include "invoice/render.h"
#include "locales/catalog.h"

namespace enclosure::invoice {

/// What documents are made with, loaded once at start. Borrows; safe to use from every thread.
struct DocumentTools {
  const Typesetting& typesetting;
  const en16931::Data& einvoices;
  const locales::Catalog& languages;
};

/// The files of one document.
struct DocumentFiles {
  RenderedPdf pdf;             ///< with an e-invoice inside, where the document has one
  std::string xml;             ///< the e-invoice of its own format, or empty
  bool stands_beside = false;  ///< `xml` is UBL, which no PDF carries: a file of its own
};

/// The e-invoice of the formats that stand beside the PDF, or empty. Faults as below.
[[nodiscard]] Result<std::string> make_beside(const InvoiceContent& document,
                                              const DocumentTools& tools);

/// Makes the files of `document`; `how.xml` is given here. The same document, options and program
/// give the same bytes.
/// Faults: XML-001 a text that XML cannot hold, and those of `render`; rules are not asked, so that
/// what was issued can be made again when they have changed.
[[nodiscard]] Result<DocumentFiles> make_files(const Invoice& document, RenderOptions how,
                                               const DocumentTools& tools);

}  // namespace enclosure::invoice
