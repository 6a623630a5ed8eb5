#include "invoice/layout/table.h"

#include <algorithm>
#include <string>

#include "invoice/layout/design.h"
#include "invoice/layout/line_text.h"
#include "invoice/layout/vat_text.h"

namespace enclosure::invoice::layout {

namespace {

constexpr Length kGap = 11_pt;
constexpr Length kNarrowestDescription = 48_mm;
constexpr Length kAboveSums = 1.5_pt;

/// The style of cells, and smaller ones for numbers that need more room.
std::array<Style, 3> cell_styles(const Design& d) {
  const auto smaller = [&](Length less) {
    return Style{d.cell.weight, d.cell.size - less, d.cell.leading - less, d.cell.colour};
  };
  return {d.cell, smaller(1_pt), smaller(2_pt)};
}

}  // namespace

/// A discount, or what is left after it.
struct Table::Sums {
  Label label;
  TextId net = 0;
  TextId gross = 0;
};

/// The texts of one row; what is not there has no value.
struct Table::Cells {
  TextId position = 0;
  TextId description = 0;
  std::vector<TextId> details;
  TextId quantity = 0;
  TextId unit_price = 0;
  TextId vat = 0;
  TextId net = 0;           // before the discount
  TextId gross = 0;         // before the discount
  std::vector<Sums> below;  // the discount, and what is left
  const InvoiceLine* line = nullptr;
};

/// What the cells of one row are in the structure.
struct Table::CellElements {
  std::array<ElementId, kColumns> cells{};
  ElementId description = 0;  // the paragraph within its cell, or the cell itself
  std::vector<ElementId> details;
};

Length Row::height() const {
  Length height = 0;
  for (const Band& band : bands) height += band.height();
  return height;
}

Table::Table(Composer& composer) : composer_(composer) {
  take_headings();
  std::vector<Cells> all;
  for (std::size_t i = 0; i < composer.invoice().lines.size(); ++i) all.push_back(cells_of(i));
  const Design& d = composer.design();
  const auto styles = cell_styles(d);
  const auto style_with = [&](Headings headings) {
    return std::find_if(styles.begin(), styles.end(),
                        [&](const Style& candidate) { return fit(all, candidate, headings); });
  };
  auto style = style_with(Headings::kWhole);
  if (style == styles.end()) style = style_with(Headings::kBroken);
  if (style == styles.end()) {
    composer.copy().note_too_long("lines", "the columns of the table");
    return;
  }
  element_ = composer.structure().add(Role::kTable);
  head_ = Band(3_pt);
  head_.overlay(headings(composer_, columns_, d.column_head, element_), 3_pt);
  head_.pad(3_pt);
  head_.fill({d.left - d.hang, 0, d.width() + 2 * d.hang, head_.height(), d.tint});
  head_.pad(1.5_pt);
  for (const Cells& cells : all) rows_.push_back(row_of(cells, *style));
}

bool Table::shows(At at) const {
  const Design& d = composer_.design();
  if (at == kPosition) return d.shows_positions;
  return at != kGross || (d.shows_gross && !shows_no_vat(composer_.invoice()));
}

Length Table::carry_height() const {
  const Design& d = composer_.design();
  const Length second = composer_.is_bilingual() ? composer_.quiet(d.carry).leading : 0;
  return d.above_row + d.carry.leading + second + d.below_row;
}

void Table::take_headings() {
  constexpr std::array<std::string_view, kColumns> kKeys{
      "position", "description", "quantity", "unit_price_net", "vat", "net_amount", "gross_amount"};
  const bool without_vat = shows_no_vat(composer_.invoice());
  for (std::size_t i = 0; i < kColumns; ++i) {
    std::string_view key = kKeys[i];
    if (without_vat && i == kUnitPrice) key = "unit_price";
    if (without_vat && i == kNet) key = "amount";
    columns_[i].hidden = !shows(static_cast<At>(i));
    if (!columns_[i].hidden) columns_[i].heading = composer_.label(key);
    columns_[i].align = i <= kDescription ? Align::kLeft : Align::kRight;
  }
}

Table::Cells Table::cells_of(std::size_t index) {
  const InvoiceLine& line = composer_.invoice().lines[index];
  const locales::Locale& locale = composer_.locale();
  const std::string path = "lines[" + std::to_string(index) + "].";
  const auto take = [&](std::string_view member, const std::string& text) {
    return composer_.text(path + std::string(member), text);
  };
  Cells cells;
  cells.line = &line;
  if (shows(kPosition)) cells.position = take("id", line.id);
  const Label description = composer_.in_both(
      path + "description", [&](const auto& words) { return description_of(line, words); });
  cells.description = description.first;
  if (description.second) cells.details.push_back(*description.second);
  const auto in_both = [&](const std::string& member, const std::string& key) {
    return composer_.in_both(path + member,
                             [&](const locales::Labels& words) { return words.label(key); });
  };
  const auto detail = [&](std::string_view member, const std::string& text) {
    if (!text.empty()) cells.details.push_back(take(member, text));
  };
  detail("article_number", identifiers_text(line, composer_));
  detail("serials", serials_text(line, composer_));
  if (line.reduces_price) {
    const Label discount = in_both("reduces_price", "discount");
    cells.details.push_back(discount.first);
    if (discount.second) cells.details.push_back(*discount.second);
  }
  const int places = line.net.currency().minor_digits();
  cells.quantity = take("quantity", quantity_text(line, locale));
  cells.unit_price = take("unit_price_net", locale.format_decimal(line.unit_price_net, places));
  const bool has_rate = !shows_no_vat(composer_.invoice(), line.vat_category);
  cells.vat = take("vat_rate", has_rate ? rate_text(line.vat_category, line.vat_rate, locale)
                                        : no_rate_text(line.vat_category));
  cells.net = take("net", locale.format_amount(line.net + line.discount_net));
  if (shows(kGross)) {
    cells.gross = take("gross", locale.format_amount(line.gross + line.discount_gross));
  }
  const auto sums = [&](const std::string& label, const std::string& member, Money net,
                        Money gross) {
    Sums& row = cells.below.emplace_back();
    row.label = in_both(label, label);
    row.net = take(member + "net", locale.format_amount(net));
    if (shows(kGross)) row.gross = take(member + "gross", locale.format_amount(gross));
  };
  if (!line.discount_gross.is_zero() || !line.discount_net.is_zero()) {
    sums("discount", "discount_", -line.discount_net, -line.discount_gross);
    sums("subtotal", "subtotal_", line.net, line.gross);
  }
  return cells;
}

/// Measures and places the columns; gives whether the description has room enough.
bool Table::fit(const std::vector<Cells>& rows, const Style& style, Headings second) {
  const Design& d = composer_.design();
  const auto widen = [&](At at, TextId text) {
    if (!columns_[at].hidden)
      fit_cell(composer_, composer_.copy().content(text), style, columns_[at]);
  };
  for (Column& column : columns_) {
    column.width = 0;
    if (column.hidden) continue;
    fit_heading(composer_, d.column_head, column);
    if (second == Headings::kWhole) fit_second_heading(composer_, d.column_head, column);
  }
  for (const Cells& cells : rows) {
    widen(kPosition, cells.position);
    widen(kQuantity, cells.quantity);
    widen(kUnitPrice, cells.unit_price);
    widen(kVat, cells.vat);
    widen(kNet, cells.net);
    widen(kGross, cells.gross);
    for (const Sums& sums : cells.below) {
      widen(kNet, sums.net);
      widen(kGross, sums.gross);
    }
  }
  const DocumentTotals& totals = composer_.invoice().totals;
  const locales::Locale& locale = composer_.locale();
  fit_cell(composer_, locale.format_amount(totals.line_net_total), d.carry, columns_[kNet]);
  if (shows(kGross)) {
    fit_cell(composer_, locale.format_amount(totals.total_with_vat), d.carry, columns_[kGross]);
  }

  columns_[kPosition].left = d.left;
  Column& description = columns_[kDescription];
  description.left = shows(kPosition) ? columns_[kPosition].right() + kGap : d.left;
  const std::span numbered = std::span(columns_).subspan(kQuantity, shows(kGross) ? 5 : 4);
  const Length numbers = align_right(numbered, d.right(), kGap);
  const Length needed = std::max(kNarrowestDescription, description.width);
  description.width = numbers - kGap - description.left;
  return description.width >= needed;
}

void Table::put(Band& band, TextId text, At at, const Style& style, Length y,
                ElementId element) const {
  if (columns_[at].hidden) return;
  band.paragraph(composer_.set_line(text, style), columns_[at].edge(), y, element,
                 columns_[at].align);
}

void Table::put(Band& band, const Label& text, At at, const Style& style, Length y,
                ElementId element) const {
  if (columns_[at].hidden) return;
  band.paragraph(composer_.set_line(text, style), columns_[at].edge(), y, element,
                 columns_[at].align);
}

/// The position heads the row, or the description; a description with details is made of
/// paragraphs.
Table::CellElements Table::add_row(std::size_t details) const {
  Structure& structure = composer_.structure();
  const ElementId row = structure.add(Role::kRow, element_);
  CellElements elements;
  const std::size_t head = shows(kPosition) ? kPosition : kDescription;
  for (std::size_t at = 0; at < kColumns; ++at) {
    if (columns_[at].hidden) continue;
    elements.cells[at] =
        at == head ? structure.add_header(row, Scope::kRow) : structure.add(Role::kCell, row);
    if (at != kDescription) continue;
    elements.description = elements.cells[at];
    if (details == 0) continue;
    elements.description = composer_.paragraph(elements.cells[at]);
    for (std::size_t i = 0; i < details; ++i) {
      elements.details.push_back(composer_.paragraph(elements.cells[at]));
    }
  }
  return elements;
}

Row Table::row_of(const Cells& cells, const Style& style) const {
  const Design& d = composer_.design();
  Row row{{}, cells.line->net, cells.line->gross};
  const Column& column = columns_[kDescription];
  const CellElements elements = add_row(cells.details.size());
  const Paragraph description = composer_.set(cells.description, style, column.width);
  row.bands.push_back(first_band(cells, description, style, elements));
  const auto flow = [&](const Paragraph& paragraph, std::size_t from, ElementId element) {
    for (std::size_t i = from; i < paragraph.lines.size(); ++i) {
      Band band;
      band.line(paragraph, i, column.left, 0, element);
      row.bands.push_back(std::move(band));
    }
  };
  flow(description, 1, elements.description);
  for (std::size_t i = 0; i < cells.details.size(); ++i) {
    flow(composer_.set(cells.details[i], d.cell_detail, column.width), 0, elements.details[i]);
  }
  for (const Sums& sums : cells.below) row.bands.push_back(sums_band(sums, style));
  Band& last = row.bands.back();
  last.pad(d.below_row);
  last.rule(
      {d.left - d.hang, last.height(), d.width() + 2 * d.hang, d.hairline_thickness, d.hairline});
  return row;
}

Band Table::first_band(const Cells& cells, const Paragraph& description, const Style& style,
                       const CellElements& elements) const {
  const Design& d = composer_.design();
  const Style muted{style.weight, style.size, style.leading, d.muted};
  Band band;
  const auto put_cell = [&](TextId text, At at, const Style& in) {
    put(band, text, at, in, d.above_row, elements.cells[at]);
  };
  put_cell(cells.position, kPosition, muted);
  if (!description.lines.empty()) {
    band.line(description, 0, columns_[kDescription].left, d.above_row, elements.description);
  }
  put_cell(cells.quantity, kQuantity, style);
  put_cell(cells.unit_price, kUnitPrice, style);
  put_cell(cells.vat, kVat, style);
  put_cell(cells.net, kNet, style);
  put_cell(cells.gross, kGross, style);
  return band;
}

/// A row of its own: its head spans position and description.
Band Table::sums_band(const Sums& sums, const Style& style) const {
  Structure& structure = composer_.structure();
  const ElementId row = structure.add(Role::kRow, element_);
  Band band;
  put(band, sums.label, kDescription, style, kAboveSums,
      structure.add_header(row, Scope::kRow, shows(kPosition) ? 2 : 1));
  for (std::size_t at = kQuantity; at < kNet; ++at) structure.add(Role::kCell, row);  // empty
  put(band, sums.net, kNet, style, kAboveSums, structure.add(Role::kCell, row));
  if (shows(kGross)) {
    put(band, sums.gross, kGross, style, kAboveSums, structure.add(Role::kCell, row));
  }
  return band;
}

Band Table::carry(std::string_view label, Money net, Money gross) const {
  const Design& d = composer_.design();
  const locales::Locale& locale = composer_.locale();
  const std::string path(label);
  Band band;
  const auto put_cell = [&](const auto& text, At at) {
    put(band, text, at, d.carry, d.above_row, kHeaderArtifact);
  };
  put_cell(composer_.label(label), kDescription);
  put_cell(composer_.text(path + ".net", locale.format_amount(net)), kNet);
  if (shows(kGross)) {
    put_cell(composer_.text(path + ".gross", locale.format_amount(gross)), kGross);
  }
  band.reach(carry_height() - d.below_row);
  band.pad(d.below_row);
  band.rule(
      {d.left - d.hang, band.height(), d.width() + 2 * d.hang, d.hairline_thickness, d.hairline});
  return band;
}

}  // namespace enclosure::invoice::layout
