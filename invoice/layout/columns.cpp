#include "invoice/layout/columns.h"

#include <algorithm>

namespace enclosure::invoice::layout {

void fit_heading(const Composer& composer, const Style& style, Column& column) {
  constexpr std::size_t kMostLines = 2;
  constexpr Length kStep = 2_pt;
  constexpr Length kShort = 36_pt;
  const Length whole = composer.set_line(column.heading, style).width();
  const Length least = composer.type().widest_piece(column.heading, style);
  column.width = std::max(column.width, whole <= kShort ? whole : least);
  while (composer.set(column.heading, style, column.width).lines.size() > kMostLines) {
    column.width += kStep;
  }
}

void fit_cell(const Composer& composer, const std::string& text, const Style& style,
              Column& column) {
  column.width = std::max(column.width, composer.type().width(text, style));
}

Length align_right(std::span<Column> columns, Length right, Length gap) {
  for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
    column->left = right - column->width;
    right = column->left - gap;
  }
  return right + gap;
}

Band headings(Composer& composer, std::span<const Column> columns, const Style& style,
              ElementId table) {
  std::vector<Paragraph> paragraphs;
  Length height = 0;
  for (const Column& column : columns) {
    paragraphs.push_back(column.hidden ? Paragraph{}
                                       : composer.set(column.heading, style, column.width));
    height = std::max(height, paragraphs.back().height());
  }
  Band band(height);
  Structure& structure = composer.structure();
  const ElementId row = structure.add(Role::kRow, table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].hidden) continue;
    band.paragraph(paragraphs[i], columns[i].edge(), height - paragraphs[i].height(),
                   structure.add_header(row, Scope::kColumn), columns[i].align);
  }
  return band;
}

}  // namespace enclosure::invoice::layout
