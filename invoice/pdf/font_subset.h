#pragma once
// The part of a font that a document uses, ready to be embedded.

#include <cstdint>
#include <string>
#include <vector>

#include "invoice/layout/font_face.h"

namespace enclosure::invoice::pdf {

/// Which characters of one face a document shows.
class UsedCharacters {
 public:
  void add(std::string_view utf8);
  [[nodiscard]] bool empty() const { return characters_.empty(); }
  /// Each once.
  [[nodiscard]] const std::vector<char16_t>& unsorted() const { return characters_; }
  /// Ascending, each once.
  [[nodiscard]] std::vector<char16_t> sorted() const;

 private:
  std::vector<bool> seen_ = std::vector<bool>(0x10000, false);
  std::vector<char16_t> characters_;
};

/// A composite font of PDF (ISO 32000-1, 9.7): codes of two bytes, equal to the glyph numbers of
/// the original file, which the subset keeps.
struct FontSubset {
  std::string name;        ///< "KEDAFA+NotoSans-Regular"; the tag follows from the characters
  std::string file;        ///< TrueType: glyf, loca, hmtx and what they need
  std::string to_unicode;  ///< CMap from code to character, by which text is copied and searched
  std::string widths;      ///< the array W, in thousandths of the em
};

/// Cuts out the glyphs of `characters`, all of which `face` has. The same characters give the same
/// bytes. Throws `std::runtime_error` when HarfBuzz cannot.
[[nodiscard]] FontSubset make_subset(const layout::FontFace& face,
                                     const std::vector<char16_t>& characters);

}  // namespace enclosure::invoice::pdf
