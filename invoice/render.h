#pragma once
// The document as bytes: a pure function of the invoice and of the typesetting compiled into the
// program.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/embedded.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "locales/catalog.h"

namespace enclosure::invoice {

/// A logo, checked and decoded once, ready for every page.
class Logo {
 public:
  /// Decodes a PNG (8 or 16 bit, grey, palette, RGB, with or without alpha, interlaced or not),
  /// flattens it on white. Never aborts. Faults: LOGO-001 no PNG or a damaged one, LOGO-002 larger
  /// than 4000 pixels a side.
  static Result<Logo> decode(std::string_view png);

  [[nodiscard]] int width() const;
  [[nodiscard]] int height() const;
  /// SHA-256 is the caller's; here are 8 bit RGB rows, top to bottom.
  [[nodiscard]] std::span<const unsigned char> rgb() const;

  struct Pixels;
  [[nodiscard]] const Pixels& pixels() const { return *pixels_; }

 private:
  explicit Logo(std::shared_ptr<const Pixels> pixels) : pixels_(std::move(pixels)) {}
  std::shared_ptr<const Pixels> pixels_;
};

/// Fonts and languages, loaded once at start. Immutable but for what is made from them at first
/// use; safe to use from every thread.
class Typesetting {
 public:
  /// Takes fonts/ and the languages. Faults: FONT-001 a face that is damaged, must not be embedded
  /// or lacks a letter; FONT-002 a damaged manifest; FONT-003 a face that is not the manifest's.
  static Result<Typesetting> load(std::span<const EmbeddedFile> fonts, locales::Catalog catalog);

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }
  struct Drawing;
  [[nodiscard]] const Drawing& drawing() const { return *drawing_; }

 private:
  Typesetting(std::shared_ptr<const Data> data, std::shared_ptr<const Drawing> drawing)
      : data_(std::move(data)), drawing_(std::move(drawing)) {}
  std::shared_ptr<const Data> data_;
  std::shared_ptr<const Drawing> drawing_;
};

/// The e-invoice that travels inside of the PDF (Factur-X, chapter 6).
struct EmbeddedXml {
  std::string bytes;
  std::string file_name = "factur-x.xml";      ///< "xrechnung.xml" in that profile alone
  std::string conformance_level = "EN 16931";  ///< as XMP has it: "EXTENDED", "XRECHNUNG"
  std::string version = "1.0";                 ///< of the schema: "3.0" in the profile XRECHNUNG
};

/// How much time a file may cost.
enum class Effort {
  kFast,     ///< the language's fonts as they are, light compression
  kCompact,  ///< fonts cut down to what the document shows, better compression: half as fast
};

/// What a PDF is made with, beside the invoice.
struct RenderOptions {
  const Logo* logo = nullptr;        ///< the one that `logo_sha256` names, or null when it is empty
  const EmbeddedXml* xml = nullptr;  ///< or null: the PDF alone
  Effort effort = Effort::kFast;
};

/// A finished document.
struct RenderedPdf {
  std::string bytes;
  std::string sha256;  ///< of `bytes`, lower case hexadecimal digits
  Faults notices;      ///< RENDER-005: what the page shows otherwise than it was written
};

/// The PDF of `invoice`: PDF/A-3a and PDF/UA-1, with the e-invoice inside where one is given. The
/// same invoice, options and program give the same bytes, in every process and thread.
///
/// What no font shows is put into Latin letters or named in brackets, with a notice. Faults:
/// RENDER-001 a character that is no text (with the text's path), RENDER-002 a text too long for
/// its place even on lines of its own, RENDER-003 a language without labels, RENDER-004 the page
/// could not be drawn.
[[nodiscard]] Result<RenderedPdf> render(const Invoice& invoice, const RenderOptions& options,
                                         const Typesetting& typesetting);

/// The same without an e-invoice: the bytes alone.
[[nodiscard]] Result<std::string> render_pdf(const Invoice& invoice, const Logo* logo,
                                             const Typesetting& typesetting);

}  // namespace enclosure::invoice
