#pragma once
// The PDF around a stranger's e-invoice: Factur-X and ZUGFeRD, read with libqpdf. Hostile by
// assumption.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"
#include "invoice/rules/rules.h"

namespace enclosure::app {

/// What reading one file may cost. An honest invoice stays far below each of these.
struct PdfLimits {
  std::size_t file_bytes = std::size_t{64} << 20U;
  std::size_t read_bytes = std::size_t{1} << 30U;       ///< in all, since parts are read repeatedly
  std::size_t structure_bytes = std::size_t{8} << 20U;  ///< unpacked cross-references and objects
  std::size_t tokens = 2'000'000;                       ///< numbers, names, brackets, …: objects
  std::size_t xml_bytes = std::size_t{16} << 20U;       ///< the e-invoice, unpacked
  std::size_t xmp_bytes = std::size_t{2} << 20U;        ///< the metadata, unpacked
  std::size_t embedded_files = 200;
  std::chrono::seconds time{20};
};

/// What a PDF carries, and what is wrong with the way it does.
struct PdfInvoice {
  std::string file_name;          ///< as the PDF names it: "factur-x.xml"; empty: no e-invoice
  std::string xml;                ///< its bytes, not looked into; empty: none, or unreadable
  std::string specification;      ///< BT-24 of the XML, as far as it can be read
  std::string conformance_level;  ///< as the metadata say it: "EN 16931"; or empty

  /// What the PDF breaks of Factur-X ("FX-6.2.2": the chapter of its specification) and of PDF/A-3
  /// ("A-6.8": the clause of ISO 19005-3), all of it. Fonts, colours and what the pages show are
  /// not looked at. Texts are fit for a terminal.
  invoice::rules::Findings findings;

  /// Factur-X refuses the PDF, whatever its XML says.
  [[nodiscard]] bool is_refused() const;
};

/// Whether `bytes` are to be read as PDF: its mark stands within the first 1024 bytes.
[[nodiscard]] bool is_pdf(std::string_view bytes);

/// Takes the e-invoice out of the PDF `bytes` and judges everything around it. Faults, where
/// nothing can be judged: PDF-001 no PDF or one beyond repair, PDF-002 locked with a password,
/// PDF-003 more than `limits` (a compression bomb, say).
///
/// Any bytes at all may come in; nothing is printed, thrown or fetched. Safe from every thread.
[[nodiscard]] Result<PdfInvoice> read_pdf_invoice(std::string_view bytes,
                                                  const PdfLimits& limits = {});

}  // namespace enclosure::app
