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

/// Fonts and languages, loaded once at start. Immutable; safe to use from every thread.
class Typesetting {
 public:
  /// Takes the two faces of fonts/ and the languages. Faults: FONT-001 a face that is damaged, not
  /// allowed to be embedded or lacks a letter of the languages.
  static Result<Typesetting> load(std::span<const EmbeddedFile> fonts, locales::Catalog catalog);

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Typesetting(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// The PDF of `invoice`. The same invoice, logo and program give the same bytes, in every process
/// and thread.
///
/// `logo` is the one that `invoice->logo_sha256` names, or null when that is empty. Faults:
/// RENDER-001 a character that no font can show (with the text's path), RENDER-002 a text too long
/// for its place even on lines of its own, RENDER-003 a language without labels.
[[nodiscard]] Result<std::string> render_pdf(const Invoice& invoice, const Logo* logo,
                                             const Typesetting& typesetting);

}  // namespace enclosure::invoice
