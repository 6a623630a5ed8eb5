#include "invoice/layout/sheet.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "invoice/layout/flow.h"
#include "invoice/layout/footer.h"
#include "invoice/layout/sheet_items.h"

namespace enclosure::invoice::layout {
namespace {

constexpr std::string_view kDot = " \u00b7 ";

/// What is set under one heading: the part before the first use, a product, the way to the page.
struct Section {
  Band heading;  ///< may be empty
  Pieces pieces;
  std::optional<Picture> picture;  ///< beside what follows the heading
  bool is_first_use = false;       ///< stands out by a bar in the margin
  bool is_ruled = false;           ///< a rule keeps it apart from what is above on the page
};

/// Lays out one sheet.
class Sheet {
 public:
  Sheet(const CoverSheet& sheet, PageComposer& composer)
      : sheet_(sheet), composer_(composer), grid_(grid_of(sheet, composer.design())) {}

  std::vector<Page> run(std::optional<LogoSize> logo) {
    const Design& d = composer_.design();
    ElementId figure = 0;
    if (logo) {
      figure = composer_.structure().add(
          {Role::kFigure, kDocumentElement, Scope::kNone, 1, sheet_.sender});
    }
    const Length head_bottom = logo ? logo_box(*logo, d).y + logo_box(*logo, d).height : Length{0};
    const Band head = first_head(head_bottom);
    const std::vector<Section> sections = all_sections();
    const Length number_top = d.footer_bottom() - d.footer.leading;
    Flow flow(pages_, number_top - kAboveFoot);
    flow.new_page(head, true);
    if (logo) pages_.front().logo = Picture{logo_box(*logo, d), figure};
    for (const Section& section : sections) check_heights(section, number_top - kAboveFoot);
    if (!composer_.copy().faults().empty()) return {};
    for (const Section& section : sections) place(flow, section);
    finish();
    return std::move(pages_);
  }

 private:
  static constexpr Length kAboveFoot = 4_mm;
  static constexpr Length kAboveSection = 5_mm;
  static constexpr Length kHeadRoom =
      50_mm;  // no running head is higher, the minor heading with it
  static constexpr Length kBarWidth = 1.2_mm;
  static constexpr Length kBelowPicture = 3.5_mm;
  static constexpr Length kBarGap = 3.5_mm;

  /// Sender, title and order.
  Band first_head(Length logo_bottom) {
    const Design& d = composer_.design();
    Band head;
    Length y = logo_bottom;
    if (logo_bottom == 0) {
      const TextId sender = composer_.text("sender", sheet_.sender);
      y = head.paragraph(composer_.set(sender, d.brand, d.width()), d.left, d.logo_top,
                         composer_.paragraph());
    }
    y += d.above_title;
    const Paragraph title = composer_.set(composer_.label("cover_sheet").first, d.title, d.width());
    y = head.paragraph(title, d.left, y, composer_.structure().add(Role::kHeading)) + 1_mm;
    const TextId order = composer_.text("order", order_text());
    head.paragraph(composer_.set(order, grid_.detail, d.width()), d.left, y, composer_.paragraph());
    head.pad(2_mm);
    return head;
  }

  [[nodiscard]] std::string order_text() const {
    const locales::Labels& labels = composer_.locale().labels();
    std::string text = composer_.labelled(labels.label("order_number"), sheet_.order);
    if (sheet_.order_date) {
      text += std::string(kDot) +
              composer_.labelled(labels.label("order_date"),
                                 composer_.locale().format_date(*sheet_.order_date));
    }
    return text;
  }

  /// The head of the pages after the first: an artifact.
  Band running_head() {
    const Design& d = composer_.design();
    const Length half = (d.width() - d.gutter) / 2;
    Band head;
    const TextId sender = composer_.text("sender", sheet_.sender);
    head.paragraph(composer_.set(sender, d.running_head_strong, half), d.left, d.logo_top,
                   kHeaderArtifact);
    const TextId order = composer_.text(
        "order",
        composer_.labelled(composer_.locale().labels().label("order_number"), sheet_.order));
    head.paragraph(composer_.set(order, d.running_head, half), d.right(), d.logo_top,
                   kHeaderArtifact, Align::kRight);
    head.rule({d.left, head.height() + 1.5_mm, d.width(), d.hairline_thickness, d.hairline});
    head.pad(4_mm);
    return head;
  }

  std::vector<Section> all_sections() {
    std::vector<Section> sections;
    if (!sheet_.read_first.empty() || !sheet_.install_first.empty()) {
      Section first = headed(composer_.label("before_first_use").first);
      first.is_first_use = true;
      add_documents(composer_, grid_, sheet_.read_first, "read_first", true, first.pieces);
      add_downloads(composer_, grid_, sheet_.install_first, "install_first", first.pieces);
      sections.push_back(std::move(first));
    }
    std::size_t image = 0;
    for (std::size_t i = 0; i < sheet_.products.size(); ++i) {
      sections.push_back(product_section(sheet_.products[i], i, image));
    }
    Section page;
    add_page_link(composer_, grid_, sheet_, page.pieces);
    if (!page.pieces.empty()) sections.push_back(std::move(page));
    return sections;
  }

  Section headed(TextId title) {
    const Design& d = composer_.design();
    Section section;
    Band& heading = section.heading;
    heading = Band(kAboveSection);
    heading.paragraph(composer_.set(title, grid_.heading, d.width()), d.left, kAboveSection,
                      composer_.structure().add(Role::kSubheading));
    heading.pad(1_mm);
    return section;
  }

  Section product_section(const SheetProduct& product, std::size_t index, std::size_t& image) {
    const std::string path = "products[" + std::to_string(index) + "]";
    Section section = headed(composer_.text(path + ".title", product.title));
    section.is_ruled = true;
    if (product.picture) {
      const ElementId figure = composer_.structure().add(
          {Role::kFigure, kDocumentElement, Scope::kNone, 1, product.title});
      section.picture = Picture{
          picture_box(product.picture->width(), product.picture->height(), grid_), figure, image++};
    }
    add_steps(composer_, grid_, product.steps, path + ".steps", section.pieces);
    add_documents(composer_, grid_, product.documents, path + ".documents", false, section.pieces);
    add_downloads(composer_, grid_, product.downloads, path + ".downloads", section.pieces);
    return section;
  }

  /// Notes what no page has room for.
  void check_heights(const Section& section, Length bottom) {
    const Length room = bottom - kHeadRoom - section.heading.height();
    for (const Piece& piece : section.pieces) {
      if (piece.band.height() > room) composer_.copy().note_too_long(piece.path, "a page");
    }
  }

  void next_page(Flow& flow) { flow.new_page(running_head(), false); }

  /// The headings again, where their section goes on; gives the upper edge of the first.
  Length go_on(Flow& flow, const Section& section, const Piece* minor_heading) {
    next_page(flow);
    const Length top = flow.y() + kAboveSection;
    if (!section.heading.empty()) flow.repeat(section.heading, kHeaderArtifact);
    if (minor_heading != nullptr) flow.repeat(minor_heading->band, kHeaderArtifact);
    return top;
  }

  /// How high what begins at `i` is, up to the first piece that may stand at the lower edge.
  static Length together(const Pieces& pieces, std::size_t i) {
    Length height = 0;
    for (; i < pieces.size(); ++i) {
      height += pieces[i].band.height();
      if (!pieces[i].keeps_next) break;
    }
    return height;
  }

  void place(Flow& flow, const Section& section) {
    const Pieces& pieces = section.pieces;
    const Length picture = section.picture ? section.picture->box.height : 0;
    if (!flow.fits(section.heading.height() + std::max(picture, together(pieces, 0)))) {
      next_page(flow);
    } else if (section.is_ruled) {
      rule(flow);
    }
    Length bar_top = flow.y() + kAboveSection;
    flow.place(section.heading);
    Length aside_free = flow.y();  // the right column is empty from there on
    if (section.picture) {
      Picture placed = *section.picture;
      placed.box.y = flow.y();
      flow.page().pictures.push_back(placed);
      aside_free += picture + kBelowPicture;
    }
    const Piece* minor_heading = nullptr;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Piece& piece = pieces[i];
      const Length lower = piece.uses_aside ? std::max(aside_free - flow.y(), Length{0}) : 0;
      const bool is_measured = i == 0 || pieces[i - 1].keeps_next;  // with what is before it
      if (!flow.fits(lower + (is_measured ? piece.band.height() : together(pieces, i)))) {
        if (section.is_first_use) bar(flow, bar_top);
        bar_top = go_on(flow, section, piece.keeps_next ? nullptr : minor_heading);
        aside_free = 0;
      } else if (lower > 0) {
        flow.place(Band(lower));
      }
      if (piece.keeps_next) minor_heading = &piece;
      flow.place(piece.band);
    }
    if (flow.y() < aside_free) flow.place(Band(aside_free - flow.y()));
    if (section.is_first_use) bar(flow, bar_top);
  }

  void rule(Flow& flow) {
    const Design& d = composer_.design();
    flow.page().rules.push_back(
        {d.left, flow.y() + kAboveSection / 2, d.width(), d.hairline_thickness, d.hairline});
  }

  /// In the left margin, down to where the section has come.
  void bar(Flow& flow, Length top) {
    const Design& d = composer_.design();
    flow.page().fills.push_back(
        {d.left - kBarGap, top, kBarWidth, std::max(flow.y() - top, Length{0}), d.accent});
  }

  void finish() {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const Band number = page_number(composer_, i + 1, pages_.size());
      number.place(pages_[i], composer_.design().footer_bottom() - number.height());
      put_in_order(pages_[i]);
    }
  }

  const CoverSheet& sheet_;
  PageComposer& composer_;
  SheetGrid grid_;
  std::vector<Page> pages_;
};

}  // namespace

Result<Layout> lay_out_sheet(const CoverSheet& sheet, std::optional<LogoSize> logo,
                             const Typesetting::Data& typesetting) {
  const locales::Locale* locale = typesetting.catalog.find(sheet.language);
  if (locale == nullptr) return no_labels("language", sheet.language);
  const auto theme = typesetting.themes.find(to_string(sheet.look.theme));
  assert(theme != typesetting.themes.end());
  const Design design = in_look(theme->second, sheet.look);
  PageComposer composer(*locale, nullptr, typesetting, design);
  Layout layout;
  layout.width = design.page_width;
  layout.height = design.page_height;
  layout.pages = Sheet(sheet, composer).run(logo);
  if (!composer.copy().faults().empty()) return composer.copy().faults();
  layout.title = locale->labels().label("cover_sheet") + std::string(kDot) + sheet.order;
  layout.notices = composer.copy().notices();
  layout.texts = composer.copy().take_texts();
  layout.locale = locale;
  layout.structure = composer.structure().take();
  return layout;
}

}  // namespace enclosure::invoice::layout
