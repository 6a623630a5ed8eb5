#pragma once
// Columns of numbers: as wide as their widest cell, headings broken between words.

#include <span>
#include <string>
#include <vector>

#include "invoice/layout/band.h"
#include "invoice/layout/composer.h"

namespace enclosure::invoice::layout {

/// A column on the page.
struct Column {
  Label heading;
  Align align = Align::kRight;
  Length left = 0;
  Length width = 0;
  bool hidden = false;  ///< the theme does not show it

  [[nodiscard]] Length right() const { return left + width; }
  /// Where its texts stand.
  [[nodiscard]] Length edge() const { return align == Align::kRight ? right() : left; }
};

/// Widens `column` until its heading needs no more than two lines, one where it is short.
void fit_heading(const Composer& composer, const Style& style, Column& column);
/// Widens `column` until no word of its heading in the second language is broken.
void fit_second_heading(const Composer& composer, const Style& style, Column& column);
/// Widens `column` to `text`.
void fit_cell(const Composer& composer, const std::string& text, const Style& style,
              Column& column);

/// Puts the columns side by side so that the last one ends at `right`; gives the x at which the
/// first one begins.
Length align_right(std::span<Column> columns, Length right, Length gap);

/// The headings, standing on one line at the bottom, those in the second language below: the first
/// row of `table`.
[[nodiscard]] Band headings(Composer& composer, std::span<const Column> columns, const Style& style,
                            ElementId table);

}  // namespace enclosure::invoice::layout
