#pragma once
// Text broken into lines.

#include <algorithm>
#include <string>
#include <vector>

#include "core/language.h"
#include "invoice/layout/copy.h"
#include "invoice/layout/length.h"
#include "invoice/layout/page.h"
#include "invoice/layout/style.h"

namespace enclosure::invoice::layout {

/// A line of a paragraph: its text without the blanks around it, but for one at the end where the
/// text was broken at a blank; and the width of what is seen.
struct Line {
  std::string text;
  Length width = 0;
};

/// A text in a style, broken into lines none of which is wider than was asked for.
struct Paragraph {
  TextId text = 0;
  Style style;
  std::vector<Line> lines;  ///< none for an empty text

  [[nodiscard]] Length height() const { return static_cast<Length>(lines.size()) * style.leading; }
  [[nodiscard]] Length width() const;
};

/// A text in the language of the document, and below it, smaller, the same in the second one.
struct Bilingual {
  Paragraph first;
  Paragraph second = {};  ///< without lines where there is no second language
  Length lift = 0;        ///< by how much the second stands closer than its line box begins

  [[nodiscard]] Length height() const {
    return second.lines.empty() ? first.height() : first.height() - lift + second.height();
  }
  [[nodiscard]] Length width() const { return std::max(first.width(), second.width()); }
};

/// Sets the texts of one document.
class Typesetter {
 public:
  /// `second` is the language of foreign texts.
  Typesetter(Copy& copy, LanguageTag language, LanguageTag second = {})
      : copy_(copy), language_(std::move(language)), second_(std::move(second)) {}

  /// Breaks the text where Unicode and the language allow it (UAX 14); a word that is wider than
  /// `width` by itself is broken between any two characters.
  [[nodiscard]] Paragraph set(TextId text, const Style& style, Length width) const;

  /// The text on one line, however long.
  [[nodiscard]] Paragraph set_line(TextId text, const Style& style) const;

  /// The width of the widest piece that stays together.
  [[nodiscard]] Length widest_piece(TextId text, const Style& style) const;

  [[nodiscard]] Length width(std::string_view text, const Style& style) const;
  [[nodiscard]] Copy& copy() const { return copy_; }

 private:
  [[nodiscard]] const LanguageTag& language_of(TextId text) const {
    return copy_.is_foreign(text) ? second_ : language_;
  }

  Copy& copy_;
  LanguageTag language_;
  LanguageTag second_;
};

}  // namespace enclosure::invoice::layout
