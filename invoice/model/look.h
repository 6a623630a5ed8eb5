#pragma once
// What a document looks like: as much a part of it as what it says, since an issued document is
// made again byte for byte.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/language.h"
#include "core/result.h"

namespace enclosure::invoice {

/// A colour of the page: sRGB, 8 bit a channel.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Reads "#1F4E79"; nothing where it is no colour.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view text);
/// "#1F4E79"
[[nodiscard]] std::string to_string(Colour colour);

/// How far two colours stand out from each other: from 1 to 21 (WCAG 2.2, contrast ratio).
[[nodiscard]] double contrast(Colour a, Colour b);

/// What WCAG 2.2 asks of texts in the size of a document (success criterion 1.4.3).
inline constexpr double kReadableContrast = 4.5;

/// A colour for titles and headings that can be read on white paper.
class Accent {
 public:
  /// Faults: LOOK-001 no colour, LOOK-002 less contrast with white than 4.5 to 1.
  static Result<Accent> parse(std::string_view text);

  [[nodiscard]] Colour colour() const { return colour_; }
  [[nodiscard]] std::string to_string() const { return invoice::to_string(colour_); }

  friend bool operator==(const Accent&, const Accent&) = default;

 private:
  Colour colour_;  // black, until it is read
};

/// The themes of invoice/layout/themes.
enum class Theme : std::uint8_t {
  kModern,
  kClassic,  ///< black on white
  kCompact,  ///< small type, narrow rows: more lines a page
};
/// "modern", "classic", "compact".
[[nodiscard]] std::string_view to_string(Theme theme);
/// Fault LOOK-003: no such theme.
[[nodiscard]] Result<Theme> parse_theme(std::string_view text);

enum class Paper : std::uint8_t { kA4, kLetter };
[[nodiscard]] std::string_view to_string(Paper paper);  ///< "a4", "letter"
/// Fault LOOK-004: no such paper.
[[nodiscard]] Result<Paper> parse_paper(std::string_view text);

/// What a document looks like. What it says is the same in every look.
struct Look {
  Theme theme = Theme::kModern;
  Paper paper = Paper::kA4;
  std::optional<Accent> accent = std::nullopt;  ///< instead of the theme's own
  /// Labels stand in this language, too; the document's own, or nothing: they stand alone.
  std::optional<LanguageTag> second_language = std::nullopt;
  /// Where something is due in EUR and the seller's account is known, a QR code that banking apps
  /// read (EPC069-12).
  bool payment_code = false;

  friend bool operator==(const Look&, const Look&) = default;
};

}  // namespace enclosure::invoice
