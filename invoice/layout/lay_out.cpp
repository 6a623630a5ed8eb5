#include "invoice/layout/lay_out.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "invoice/layout/design.h"
#include "invoice/layout/flow.h"
#include "invoice/layout/footer.h"
#include "invoice/layout/notes.h"
#include "invoice/layout/summary.h"
#include "invoice/layout/table.h"

namespace enclosure::invoice::layout {
namespace {

Length height_of(const std::vector<Band>& bands) {
  Length height = 0;
  for (const Band& band : bands) height += band.height();
  return height;
}

/// Lays out one document.
class Document {
 public:
  explicit Document(Composer& composer) : composer_(composer) {}

  std::vector<Page> run(std::optional<LogoSize> logo) {
    ElementId figure = 0;
    if (logo) figure = composer_.structure().add(logo_figure(composer_.invoice()));
    const Band head = first_page_head(composer_, logo.has_value());
    const Table table(composer_);
    const Band totals = totals_block(composer_);
    const std::vector<Band> remarks = notes(composer_);
    const Band footer = seller_footer(composer_);
    const Design& d = composer_.design();
    const Length footer_top = d.footer_bottom() - d.footer.leading - 1.5_mm - footer.height();
    if (footer_top < d.footer_highest()) {
      composer_.copy().note_too_long("seller", "the foot of the page");
    }
    if (!composer_.copy().faults().empty()) return {};

    Flow flow(pages_, footer_top - 4_mm);
    flow.new_page(head, true);
    if (logo) pages_.front().logo = Picture{logo_box(*logo, d), figure};
    flow_table(flow, table, end_of(totals, remarks));
    flow_rest(flow, totals, remarks);
    finish(footer, footer_top);
    return std::move(pages_);
  }

 private:
  static constexpr Length kBetween = 3_mm;      // totals and notes
  static constexpr Length kLongRow = 80_mm;     // one that may be cut
  static constexpr Length kLongPair = 40_mm;    // the last two, where they may be parted
  static constexpr Length kShortNotes = 30_mm;  // notes that stay with the totals

  void next_page(Flow& flow) { flow.new_page(running_head(composer_), false); }

  /// Ends the page within the table: sums so far, head, sums again.
  void break_table(Flow& flow, const Table& table, Money net, Money gross) {
    flow.repeat(table.carry("carried_forward", net, gross), kFooterArtifact);
    next_page(flow);
    flow.repeat(table.head(), kHeaderArtifact);
    flow.repeat(table.carry("brought_forward", net, gross), kHeaderArtifact);
  }

  /// How much must not be parted from the last row: the totals, and notes that would be lost on a
  /// page of their own. More of them go on alone, rather than leave half a page empty.
  static Length end_of(const Band& totals, const std::vector<Band>& remarks) {
    const Length notes = height_of(remarks);
    return notes <= kShortNotes ? totals.height() + kBetween + notes : totals.height();
  }

  /// `after` is the height of what must not be parted from the last row; and that one does not go
  /// to the next page alone.
  void flow_table(Flow& flow, const Table& table, Length after) {
    Money net = Money::zero(composer_.invoice().currency);
    Money gross = net;
    const auto& rows = table.rows();
    const Length carry = table.carry_height();
    if (!flow.fits(table.head().height() + start_of(rows.front()) + carry)) {
      next_page(flow);
    }
    flow.place(table.head());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row& row = rows[i];
      const bool is_long = row.height() > kLongRow;
      const Length below = is_long && i + 1 == rows.size() ? after : 0;
      const Length wanted = std::max(carry, below_start(rows, i, after));
      if (i > 0 && !flow.fits(start_of(row) + wanted)) {
        break_table(flow, table, net, gross);
      }
      for (const Band& band : row.bands) {
        const bool starts = &band == &row.bands.front();
        const bool ends = &band == &row.bands.back();
        if (!starts && !flow.fits(band.height() + std::max(ends ? below : 0, carry))) {
          break_table(flow, table, net + row.net, gross + row.gross);
          flow.place(Band(composer_.design().above_row));
        }
        flow.place(band);
      }
      net += row.net;
      gross += row.gross;
    }
  }

  /// How much of a row must find room where it begins: all of it, unless it is very long.
  static Length start_of(const Row& row) { return std::min(row.height(), kLongRow); }

  /// What must find room below the start of row `i`, beside the sums.
  static Length below_start(const std::vector<Row>& rows, std::size_t i, Length after) {
    if (rows[i].height() > kLongRow) return 0;
    if (i + 1 == rows.size()) return after;
    const Length last = rows.back().height();
    const bool is_pair = i + 2 == rows.size() && rows[i].height() + last <= kLongPair;
    return is_pair ? last + after : 0;
  }

  void flow_rest(Flow& flow, const Band& totals, const std::vector<Band>& remarks) {
    if (!flow.fits(totals.height())) next_page(flow);
    flow.place(totals);
    if (!remarks.empty() && flow.fits(kBetween)) flow.place(Band(kBetween));
    for (const Band& band : remarks) {
      if (!flow.fits(band.height())) next_page(flow);
      flow.place(band);
    }
  }

  void finish(const Band& footer, Length footer_top) {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      if (i + 1 < pages_.size()) {
        footer.repeat(pages_[i], footer_top, kFooterArtifact);
      } else {
        footer.place(pages_[i], footer_top);
      }
      const Band number = page_number(composer_, i + 1, pages_.size());
      number.place(pages_[i], composer_.design().footer_bottom() - number.height());
      put_in_order(pages_[i]);
    }
  }

  Composer& composer_;
  std::vector<Page> pages_;
};

}  // namespace

Result<Layout> lay_out(const InvoiceContent& invoice, std::optional<LogoSize> logo,
                       const Typesetting::Data& typesetting) {
  const locales::Locale* locale = typesetting.catalog.find(invoice.language);
  if (locale == nullptr) {
    return no_labels("language", invoice.language);
  }
  const locales::Locale* second = nullptr;
  if (const auto& wanted = invoice.look.second_language) {
    second = typesetting.catalog.find(*wanted);
    if (second == nullptr) return no_labels("look.second_language", *wanted);
    if (second == locale) second = nullptr;
  }
  const auto theme = typesetting.themes.find(to_string(invoice.look.theme));
  assert(theme != typesetting.themes.end());
  const Design design = in_look(theme->second, invoice.look);
  Composer composer(invoice, *locale, second, typesetting, design);
  Layout layout;
  layout.width = design.page_width;
  layout.height = design.page_height;
  layout.pages = Document(composer).run(logo);
  if (!composer.copy().faults().empty()) return composer.copy().faults();
  layout.title = composer.document_kind() + " " + invoice.number.to_string();
  layout.notices = composer.copy().notices();
  layout.texts = composer.copy().take_texts();
  layout.locale = locale;
  layout.structure = composer.structure().take();
  return layout;
}

}  // namespace enclosure::invoice::layout
