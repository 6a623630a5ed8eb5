#include "invoice/layout/table.h"

#include <algorithm>
#include <optional>
#include <string>

#include "invoice/layout/design.h"
#include "invoice/layout/vat_text.h"

namespace enclosure::invoice::layout {

using namespace design;

namespace {

constexpr Length kGap = 11_pt;
constexpr Length kNarrowestDescription = 48_mm;
constexpr Length kAboveDiscount = 1.5_pt;
constexpr std::array<Style, 3> kCellStyles{kCell, Style{Weight::kRegular, 8_pt, 11_pt, kInk},
                                           Style{Weight::kRegular, 7_pt, 10_pt, kInk}};

}  // namespace

/// The texts of one row; what is not there has no value.
struct Table::Cells {
  TextId position = 0;
  TextId description = 0;
  std::vector<TextId> details;
  TextId quantity = 0;
  TextId unit_price = 0;
  TextId vat = 0;
  TextId net = 0;    // before the discount
  TextId gross = 0;  // before the discount
  struct Discount {
    TextId label = 0;
    TextId net = 0;
    TextId gross = 0;
  };
  std::optional<Discount> discount;
  const InvoiceLine* line = nullptr;
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
  const auto style = std::find_if(kCellStyles.begin(), kCellStyles.end(),
                                  [&](const Style& candidate) { return fit(all, candidate); });
  if (style == kCellStyles.end()) {
    composer.copy().note_too_long("lines", "the columns of the table");
    return;
  }
  head_ = Band(3_pt);
  head_.overlay(headings(composer_, columns_, kColumnHead), 3_pt);
  head_.pad(3_pt);
  head_.fill({kLeft - kHang, 0, kWidth + 2 * kHang, head_.height(), kTint});
  head_.pad(1.5_pt);
  for (const Cells& cells : all) rows_.push_back(row_of(cells, *style));
}

void Table::take_headings() {
  constexpr std::array<std::string_view, kColumns> kKeys{
      "position", "description", "quantity", "unit_price_net", "vat", "net_amount", "gross_amount"};
  for (std::size_t i = 0; i < kColumns; ++i) {
    columns_[i].heading = composer_.label(kKeys[i]);
    columns_[i].align = i <= kDescription ? Align::kLeft : Align::kRight;
  }
}

Table::Cells Table::cells_of(std::size_t index) {
  const InvoiceLine& line = composer_.invoice().lines[index];
  const locales::Locale& locale = composer_.locale();
  const auto& labels = locale.labels();
  const std::string path = "lines[" + std::to_string(index) + "].";
  const auto take = [&](std::string_view member, const std::string& text) {
    return composer_.text(path + std::string(member), text);
  };
  Cells cells;
  cells.line = &line;
  cells.position = take("id", line.id);
  cells.description = take("description", description_of(line, labels));
  if (!line.article_number.empty()) {
    cells.details.push_back(take(
        "article_number", composer_.labelled(labels.label("article_number"), line.article_number)));
  }
  if (!line.serials.empty()) {
    std::string serials;
    for (const std::string& serial : line.serials)
      serials += (serials.empty() ? "" : ", ") + serial;
    cells.details.push_back(
        take("serials", composer_.labelled(labels.label("serial_number"), serials)));
  }
  if (line.reduces_price) cells.details.push_back(take("reduces_price", labels.label("discount")));
  const int places = line.net.currency().minor_digits();
  cells.quantity = take("quantity", locale.format_decimal(line.quantity));
  cells.unit_price = take("unit_price_net", locale.format_decimal(line.unit_price_net, places));
  const bool has_rate = !shows_no_vat(composer_.invoice(), line.vat_category);
  cells.vat = take("vat_rate", has_rate ? rate_text(line.vat_category, line.vat_rate, locale)
                                        : no_rate_text(line.vat_category));
  cells.net = take("net", locale.format_amount(line.net + line.discount_net));
  cells.gross = take("gross", locale.format_amount(line.gross + line.discount_gross));
  if (!line.discount_gross.is_zero() || !line.discount_net.is_zero()) {
    cells.discount = {take("discount", labels.label("discount")),
                      take("discount_net", locale.format_amount(-line.discount_net)),
                      take("discount_gross", locale.format_amount(-line.discount_gross))};
  }
  return cells;
}

/// Measures and places the columns; gives whether the description has room enough.
bool Table::fit(const std::vector<Cells>& rows, const Style& style) {
  const auto widen = [&](At at, TextId text) {
    fit_cell(composer_, composer_.copy().content(text), style, columns_[at]);
  };
  for (Column& column : columns_) {
    column.width = 0;
    fit_heading(composer_, kColumnHead, column);
  }
  for (const Cells& cells : rows) {
    widen(kPosition, cells.position);
    widen(kQuantity, cells.quantity);
    widen(kUnitPrice, cells.unit_price);
    widen(kVat, cells.vat);
    widen(kNet, cells.net);
    widen(kGross, cells.gross);
    if (cells.discount) {
      widen(kNet, cells.discount->net);
      widen(kGross, cells.discount->gross);
    }
  }
  const DocumentTotals& totals = composer_.invoice().totals;
  const locales::Locale& locale = composer_.locale();
  fit_cell(composer_, locale.format_amount(totals.line_net_total), kCarry, columns_[kNet]);
  fit_cell(composer_, locale.format_amount(totals.total_with_vat), kCarry, columns_[kGross]);

  columns_[kPosition].left = kLeft;
  Column& description = columns_[kDescription];
  description.left = columns_[kPosition].right() + kGap;
  const Length numbers = align_right(std::span(columns_).subspan(kQuantity), kRight, kGap);
  const Length needed = std::max(kNarrowestDescription, description.width);
  description.width = numbers - kGap - description.left;
  return description.width >= needed;
}

void Table::put(Band& band, TextId text, At at, const Style& style, Length y) const {
  band.paragraph(composer_.set_line(text, style), columns_[at].edge(), y, columns_[at].align);
}

Row Table::row_of(const Cells& cells, const Style& style) const {
  Row row{{}, cells.line->net, cells.line->gross};
  const Column& column = columns_[kDescription];
  const Paragraph description = composer_.set(cells.description, style, column.width);
  row.bands.push_back(first_band(cells, description, style));
  const auto flow = [&](const Paragraph& paragraph, std::size_t from) {
    for (std::size_t i = from; i < paragraph.lines.size(); ++i) {
      Band band;
      band.line(paragraph, i, column.left, 0);
      row.bands.push_back(std::move(band));
    }
  };
  flow(description, 1);
  for (const TextId detail : cells.details) {
    flow(composer_.set(detail, kCellDetail, column.width), 0);
  }
  if (cells.discount) {
    Band band;
    put(band, cells.discount->label, kDescription, style, kAboveDiscount);
    put(band, cells.discount->net, kNet, style, kAboveDiscount);
    put(band, cells.discount->gross, kGross, style, kAboveDiscount);
    row.bands.push_back(std::move(band));
  }
  Band& last = row.bands.back();
  last.pad(kBelowRow);
  last.rule({kLeft - kHang, last.height(), kWidth + 2 * kHang, kHairlineThickness, kHairline});
  return row;
}

Band Table::first_band(const Cells& cells, const Paragraph& description, const Style& style) const {
  const Style muted{style.weight, style.size, style.leading, kMuted};
  Band band;
  put(band, cells.position, kPosition, muted, kAboveRow);
  if (!description.lines.empty()) band.line(description, 0, columns_[kDescription].left, kAboveRow);
  put(band, cells.quantity, kQuantity, style, kAboveRow);
  put(band, cells.unit_price, kUnitPrice, style, kAboveRow);
  put(band, cells.vat, kVat, style, kAboveRow);
  put(band, cells.net, kNet, style, kAboveRow);
  put(band, cells.gross, kGross, style, kAboveRow);
  return band;
}

Band Table::carry(std::string_view label, Money net, Money gross) const {
  const locales::Locale& locale = composer_.locale();
  const std::string path(label);
  Band band;
  put(band, composer_.label(label), kDescription, kCarry, kAboveRow);
  put(band, composer_.text(path + ".net", locale.format_amount(net)), kNet, kCarry, kAboveRow);
  put(band, composer_.text(path + ".gross", locale.format_amount(gross)), kGross, kCarry,
      kAboveRow);
  band.pad(kBelowRow);
  band.rule({kLeft - kHang, band.height(), kWidth + 2 * kHang, kHairlineThickness, kHairline});
  return band;
}

}  // namespace enclosure::invoice::layout
