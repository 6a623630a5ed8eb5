#pragma once
// Good files of the renderer, as the tests of the judge look at them.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "invoice/render.h"
#include "tests/invoice/layout/sample_invoice.h"
#include "tests/support/process.h"

namespace enclosure::invoice::conformance {

inline const Logo& logo() {
  static const Logo loaded = *Logo::decode(
      support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "samples/logo.png"));
  return loaded;
}

/// As large as a real one; what it says is no matter here.
inline EmbeddedXml e_invoice() {
  EmbeddedXml xml;
  xml.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<invoice>";
  for (int i = 0; i < 300; ++i)
    xml.bytes += "<line id=\"" + std::to_string(i) + "\">Zeile</line>\n";
  xml.bytes += "</invoice>\n";
  return xml;
}

inline std::string rendered(const InvoiceContent& content, const RenderOptions& options) {
  auto pdf = render(sample::invoice(content), options, sample::typesetting());
  if (!pdf) {
    ADD_FAILURE() << pdf.faults().front().path << ": " << pdf.faults().front().message;
    return {};
  }
  return std::move(pdf->bytes);
}

/// One with a logo, a link and an e-invoice: what the broken files are made of.
inline const std::string& good_file() {
  static const std::string file = [] {
    const EmbeddedXml xml = e_invoice();
    return rendered(sample::content("de"), {&logo(), &xml, Effort::kFast});
  }();
  return file;
}

}  // namespace enclosure::invoice::conformance
