// Every document of ours with an e-invoice is a PDF that `check` has nothing against.

#include <gtest/gtest.h>

#include "app/check/pdf_invoice.h"
#include "invoice/document.h"
#include "sample_invoice.h"
#include "tests/einvoice/documents.h"

namespace enclosure::app {
namespace {

TEST(OwnDocuments, CarryTheirEInvoiceAsTheSpecificationWants) {
  const invoice::DocumentTools tools{invoice::sample::typesetting(), invoice::test::data(),
                                     invoice::test::catalog()};
  int checked = 0;
  for (const auto& sample : invoice::test::sample_documents()) {
    if (!sample.document) continue;
    for (const EInvoiceFormat format :
         {EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung, EInvoiceFormat::kPeppol}) {
      invoice::InvoiceContent content = **sample.document;
      content.einvoice = format;
      const auto document = invoice::Invoice::from(content);
      ASSERT_TRUE(document) << sample.name;
      const auto files = invoice::make_files(*document, {}, tools);
      ASSERT_TRUE(files) << sample.name << files.faults().front().message;
      const auto found = read_pdf_invoice(files->pdf.bytes);
      ASSERT_TRUE(found) << sample.name;
      for (const auto& finding : found->findings) {
        ADD_FAILURE() << sample.name << ": " << finding.fault.code << " " << finding.fault.message;
      }
      EXPECT_TRUE(found->xml.starts_with("<?xml")) << sample.name;
      EXPECT_EQ(found->file_name,
                format == EInvoiceFormat::kXRechnung ? "xrechnung.xml" : "factur-x.xml");
      ++checked;
    }
    if (checked >= 12) break;
  }
  EXPECT_GT(checked, 0);
}

}  // namespace
}  // namespace enclosure::app
