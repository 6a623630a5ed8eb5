#include "invoice/layout/summary.h"

#include <algorithm>
#include <array>
#include <string>

#include "invoice/layout/columns.h"
#include "invoice/layout/design.h"
#include "invoice/layout/vat_text.h"

namespace enclosure::invoice::layout {
namespace {

constexpr Length kAbove = 6_mm;
constexpr Length kGap = 8_pt;

/// A line of the totals: a label and an amount.
struct TotalLine {
  Label label;
  TextId amount;
  Style style;
};

TotalLine total(Composer& composer, std::string_view key, const std::string& member, Money amount,
                const Style& style) {
  const Label label = composer.label(key);
  return {label, composer.text("totals." + member, composer.locale().format_money(amount)), style};
}

/// "Total VAT (1 EUR = 11.2 SEK; ECB, 2 March 2026)" where VAT has to be told in another currency,
/// too, and no mention does so.
TotalLine vat_in_other_currency(Composer& composer, const VatInCurrency& other) {
  const Design& d = composer.design();
  const locales::Locale& locale = composer.locale();
  std::string rate = "1\u00a0" + composer.invoice().currency.to_string() + "\u00a0=\u00a0" +
                     locale.format_decimal(other.rate) + "\u00a0" + other.currency.to_string();
  if (!other.source.empty()) rate += "; " + other.source;
  if (other.day) rate += (other.source.empty() ? "; " : ", ") + locale.format_date(*other.day);
  const Label label = composer.in_both("vat_in_currency.rate", [&](const locales::Labels& labels) {
    return labels.label("vat_total") + " (" + rate + ")";
  });
  return {label, composer.text("vat_in_currency.vat", locale.format_money(other.vat)), d.total};
}

std::vector<TotalLine> total_lines(Composer& composer) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  const DocumentTotals& totals = invoice.totals;
  const bool without_vat = shows_no_vat(invoice);
  std::vector<TotalLine> lines;
  if (!without_vat) {
    lines.push_back(
        total(composer, "net_total", "total_without_vat", totals.total_without_vat, d.total));
    lines.push_back(total(composer, "vat_total", "vat_total", totals.vat_total, d.total));
  }
  const bool has_note =
      std::any_of(invoice.mentions.begin(), invoice.mentions.end(),
                  [](const LegalMention& mention) { return mention.key == "currency_note"; });
  if (invoice.vat_in_currency && !has_note) {
    lines.push_back(vat_in_other_currency(composer, *invoice.vat_in_currency));
  }
  lines.push_back(total(composer, without_vat ? "total" : "gross_total", "total_with_vat",
                        totals.total_with_vat, d.grand_total));
  if (totals.rounding && !totals.rounding->is_zero())
    lines.push_back(total(composer, "rounding", "rounding", *totals.rounding, d.total));
  const Money paid = totals.paid + totals.paid_by_marketplace;
  if (invoice.type_code == TypeCode::kCreditNote) {
    lines.push_back(total(composer, "amount_refunded", "paid", paid, d.due));
  } else if (!paid.is_zero()) {
    lines.push_back(total(composer, "amount_paid", "paid", -paid, d.total));
  }
  if (invoice.type_code != TypeCode::kCreditNote || !totals.amount_due.is_zero()) {
    lines.push_back(total(composer, "amount_due", "amount_due", totals.amount_due, d.due));
  }
  return lines;
}

/// How wide totals must be for their labels to stand on one line.
Length natural_width(const Composer& composer, const std::vector<TotalLine>& lines) {
  const Design& d = composer.design();
  Length width = 0;
  for (const TotalLine& line : lines) {
    width = std::max(width, composer.set_line(line.label, line.style).width() + 2 * d.hang +
                                d.gutter + composer.set_line(line.amount, line.style).width());
  }
  return width;
}

Length widest_amount(const Composer& composer, const std::vector<TotalLine>& lines) {
  Length width = 0;
  for (const TotalLine& line : lines) {
    width = std::max(width, composer.set_line(line.amount, line.style).width());
  }
  return width;
}

Band totals_band(Composer& composer, const std::vector<TotalLine>& lines, Length left) {
  const Design& d = composer.design();
  const Length inner_left = left + d.hang;
  const Length inner_right = d.right();
  const Length room = inner_right - inner_left - d.gutter - widest_amount(composer, lines);
  Band band;
  Structure& structure = composer.structure();
  const ElementId table = structure.add(Role::kTable);
  for (const TotalLine& line : lines) {
    const ElementId row = structure.add(Role::kRow, table);
    const Length top = band.height();
    const bool is_grand = line.style.size == d.grand_total.size;
    const Length y = is_grand ? top + 2_pt : top;
    const Bilingual label = composer.set(line.label, line.style, room);
    const Length below =
        band.paragraph(label, inner_left, y, structure.add_header(row, Scope::kRow));
    band.paragraph(composer.set_line(line.amount, line.style), inner_right,
                   y + label.first.height() - line.style.leading, structure.add(Role::kCell, row),
                   Align::kRight);
    if (is_grand) {
      band.fill({left, top, d.right() + d.hang - left, below - top, d.tint});
      band.rule({left, top, d.right() + d.hang - left, d.accent_thickness, d.accent});
      band.pad(3_pt);
    } else {
      band.pad(label.space_below());
    }
  }
  return band;
}

/// The VAT breakdown as a small table that begins at the left margin.
class Breakdown {
 public:
  explicit Breakdown(Composer& composer) : composer_(composer) {
    const Design& d = composer.design();
    constexpr std::array<std::string_view, 4> kKeys{"vat_rate", "taxable_amount", "vat_amount",
                                                    "gross_amount"};
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
      columns_[i].heading = composer.label(kKeys[i]);
      columns_[i].align = i == 0 ? Align::kLeft : Align::kRight;
    }
    const auto& groups = composer.invoice().breakdown;
    for (std::size_t i = 0; i < groups.size(); ++i) take(i, groups[i]);
    for (Column& column : columns_) {
      const auto& heading = composer.copy().content(column.heading.first);
      fit_cell(composer, heading, d.column_head, column);
      fit_second_heading(composer, d.column_head, column);
    }
    arrange();
    if (width_ <= kWidest) return;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
      columns_[i].width = 0;
      for (const Cells& cells : rows_) fit(cells, i);
      fit_heading(composer, d.column_head, columns_[i]);
      fit_second_heading(composer, d.column_head, columns_[i]);
    }
    arrange();
  }

  [[nodiscard]] Length width() const { return width_; }

  [[nodiscard]] Band band() const {
    const Design& d = composer_.design();
    Structure& structure = composer_.structure();
    const ElementId table = structure.add(Role::kTable);
    Band band;
    band.append(headings(composer_, columns_, d.column_head, table));
    band.pad(2_pt);
    band.rule({d.left - d.hang, band.height(), width_ + d.hang, d.hairline_thickness, d.hairline});
    band.pad(1.5_pt);
    for (const auto& cells : rows_) {
      const Length y = band.height();
      const ElementId row = structure.add(Role::kRow, table);
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const ElementId cell =
            i == 0 ? structure.add_header(row, Scope::kRow) : structure.add(Role::kCell, row);
        band.paragraph(composer_.set_line(cells[i], d.cell), columns_[i].edge(), y, cell,
                       columns_[i].align);
      }
    }
    return band;
  }

 private:
  static constexpr Length kWidest = 96_mm;  // with every heading on one line
  using Cells = std::array<TextId, 4>;

  void take(std::size_t index, const VatBreakdown& group) {
    const locales::Locale& locale = composer_.locale();
    const std::string path = "breakdown[" + std::to_string(index) + "].";
    const bool none = shows_no_vat(composer_.invoice(), group.category);
    const std::string rate =
        none ? no_rate_text(group.category) : rate_text(group.category, group.rate, locale);
    const std::string vat = none ? "\u2013" : locale.format_amount(group.vat);
    const Cells cells{composer_.text(path + "rate", rate),
                      composer_.text(path + "taxable", locale.format_amount(group.taxable)),
                      composer_.text(path + "vat", vat),
                      composer_.text(path + "gross", locale.format_amount(group.gross))};
    for (std::size_t i = 0; i < cells.size(); ++i) fit(cells, i);
    rows_.push_back(cells);
  }

  void fit(const Cells& cells, std::size_t i) {
    fit_cell(composer_, composer_.copy().content(cells[i]), composer_.design().cell, columns_[i]);
  }

  void arrange() {
    width_ = 0;
    for (Column& column : columns_) {
      column.left = composer_.design().left + width_;
      width_ += column.width + kGap;
    }
    width_ -= kGap;
  }

  Composer& composer_;
  std::array<Column, 4> columns_{};
  std::vector<Cells> rows_;
  Length width_ = 0;
};

}  // namespace

Band totals_block(Composer& composer) {
  const Design& d = composer.design();
  const std::vector<TotalLine> lines = total_lines(composer);
  const Breakdown breakdown(composer);
  constexpr Length kNarrowestTotals = 62_mm;
  const Length room = d.width() - breakdown.width() - 2 * d.gutter;
  const Length wanted = std::max(kNarrowestTotals, natural_width(composer, lines));
  const bool side_by_side = room >= std::min(wanted, kNarrowestTotals + 6_mm);
  const Length left =
      std::max(d.left, d.right() - (side_by_side ? std::min(wanted, room) : wanted));
  if (std::max(breakdown.width(), widest_amount(composer, lines) + d.gutter) > d.width()) {
    composer.copy().note_too_long("totals", "the totals");
  }
  Band block(kAbove);
  block.overlay(breakdown.band(), kAbove);
  block.overlay(totals_band(composer, lines, left),
                side_by_side ? kAbove : block.height() + kAbove);
  return block;
}

}  // namespace enclosure::invoice::layout
