#pragma once
// A font as layout and drawing need it: which glyph shows a character, and how wide it is.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/result.h"
#include "invoice/layout/length.h"

namespace enclosure::invoice::layout {

/// The glyph that stands for "no glyph".
inline constexpr std::uint16_t kNoGlyph = 0;

/// How faults name a character: "U+4E2D (中)".
[[nodiscard]] std::string describe_character(char32_t character);

/// Vertical measures in units of the em, as a PDF font descriptor wants them (ISO 32000-1, 9.8).
struct FontMetrics {
  int units_per_em = 1000;
  int ascent = 0;
  int descent = 0;  ///< negative: below the line
  int cap_height = 0;
  int x_min = 0;
  int y_min = 0;
  int x_max = 0;
  int y_max = 0;
  int weight = 400;  ///< usWeightClass
};

/// A TrueType face, read once. Cheap to copy, immutable, safe to use from every thread.
class FontFace {
 public:
  /// Reads a TrueType file whose bytes live as long as the program. Characters beyond U+FFFF are
  /// left aside.
  ///
  /// Fault FONT-001 (path: that of the file): no TrueType outlines, embedding not allowed (fsType
  /// of table OS/2), no name, damaged, a glyph that is not there, or two characters that share a
  /// glyph, so that copying text out of a PDF would give the wrong one.
  static Result<FontFace> load(const EmbeddedFile& file);

  /// The glyph of `character`, or `kNoGlyph`.
  [[nodiscard]] std::uint16_t glyph(char32_t character) const;
  /// How far `glyph` moves the pen, in units of the em.
  [[nodiscard]] int advance(std::uint16_t glyph) const;
  /// The width of `text` (UTF-8) set at `size`; characters without glyph count like a blank box.
  [[nodiscard]] Length width(std::string_view text, Length size) const;

  [[nodiscard]] const FontMetrics& metrics() const;
  [[nodiscard]] const std::string& post_script_name() const;
  /// As the font tells it: "Version 2.015"; or empty.
  [[nodiscard]] const std::string& version() const;
  /// TrueType with the outlines of `glyphs` alone, under their own numbers, and without what a PDF
  /// has no use for: its own cmap, names, hints, metrics of other systems. Nothing where HarfBuzz
  /// cannot.
  [[nodiscard]] std::optional<std::string> cut_out(std::span<const std::uint16_t> glyphs) const;

 private:
  struct Data;
  explicit FontFace(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::invoice::layout
