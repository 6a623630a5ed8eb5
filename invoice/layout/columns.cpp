#include "invoice/layout/columns.h"

#include <algorithm>

namespace enclosure::invoice::layout {

void fit_heading(const Composer& composer, const Style& style, Column& column) {
  constexpr std::size_t kMostLines = 2;
  constexpr Length kStep = 2_pt;
  constexpr Length kShort = 36_pt;
  const Length whole = composer.set_line(column.heading.first, style).width();
  const Length least = composer.type().widest_piece(column.heading.first, style);
  column.width = std::max(column.width, whole <= kShort ? whole : least);
  while (composer.set(column.heading.first, style, column.width).lines.size() > kMostLines) {
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

void fit_second_heading(const Composer& composer, const Style& style, Column& column) {
  if (!column.heading.second) return;
  const Length least = composer.type().widest_piece(*column.heading.second, composer.quiet(style));
  column.width = std::max(column.width, least);
}

Band headings(Composer& composer, std::span<const Column> columns, const Style& style,
              ElementId table) {
  std::vector<Bilingual> texts;
  Length first_height = 0;
  for (const Column& column : columns) {
    texts.push_back(column.hidden ? Bilingual()
                                  : composer.set(column.heading, style, column.width));
    first_height = std::max(first_height, texts.back().first.height());
  }
  Band band(first_height);
  Structure& structure = composer.structure();
  const ElementId row = structure.add(Role::kRow, table);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].hidden) continue;
    band.paragraph(texts[i], columns[i].edge(), first_height - texts[i].first.height(),
                   structure.add_header(row, Scope::kColumn), columns[i].align);
  }
  return band;
}

}  // namespace enclosure::invoice::layout
