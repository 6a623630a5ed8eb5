#include "invoice/layout/sheet_items.h"

#include <algorithm>
#include <utility>

#include "invoice/layout/codes.h"
#include "invoice/layout/qr_code.h"
#include "locales/text.h"

namespace enclosure::invoice::layout {
namespace {

constexpr Length kPictureWidth = 35_mm;
constexpr Length kPictureHeight = 28_mm;
constexpr Length kStepIndent = 6_mm;
constexpr Length kBelowItem = 2_mm;
constexpr Length kAboveMinor = 2_mm;

/// Larger codes would need more paper than they are worth, and old cameras do not read them: their
/// addresses are printed alone.
constexpr int kMostModules = 77;

constexpr std::string_view kDot = " \u00b7 ";

/// The code of an address, or nothing where it would be too large.
std::optional<QrCode> code_of(const std::string& url) {
  auto code = QrCode::encode(url);
  if (!code || code->size() > kMostModules) return std::nullopt;
  return *std::move(code);
}

Length aside_for(const std::vector<SheetDownload>& downloads) {
  Length side = 0;
  for (const SheetDownload& one : downloads) {
    if (const auto code = code_of(one.url)) side = std::max(side, code_side(*code));
  }
  return side;
}

/// How wide the right column has to be.
Length aside_of(const CoverSheet& sheet) {
  Length aside = aside_for(sheet.install_first);
  for (const SheetProduct& product : sheet.products) {
    aside = std::max(aside, aside_for(product.downloads));
    if (product.picture) aside = std::max(aside, kPictureWidth);
  }
  if (sheet.page_code) {
    if (const auto code = code_of(sheet.page_url)) aside = std::max(aside, code_side(*code));
  }
  return aside;
}

/// Parts of a line about an item, those that there are.
class Details {
 public:
  void add(const std::string& part) {
    if (part.empty()) return;
    if (!text_.empty()) text_ += kDot;
    text_ += part;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string belongs_to(const PageComposer& composer, const std::vector<std::string>& products) {
  std::string names;
  for (const std::string& product : products) names += (names.empty() ? "" : ", ") + product;
  if (names.empty()) return names;
  return composer.labelled(composer.locale().labels().label("belongs_to"), names);
}

/// In which language a document is, where the reader would not expect it.
std::string language_text(const PageComposer& composer, const LanguageTag& language) {
  if (language.language() == composer.locale().language().language()) return {};
  if (language.language() == "zxx") return {};
  if (language.language() == "mul") return composer.locale().labels().label("several_languages");
  return composer.locale().language_name(language);
}

/// "4,7 MB": three digits are enough for who decides whether to wait.
std::string size_text(const PageComposer& composer, std::uint64_t bytes) {
  constexpr std::uint64_t kThousand = 1000;
  if (bytes == 0) return {};
  const char* unit = "unit_2p";
  std::uint64_t tenths = (bytes + 50) / 100;  // of a kilobyte
  for (const char* next : {"unit_4l", "unit_e34"}) {
    if (tenths < kThousand * 10) break;
    tenths = (tenths + kThousand / 2) / kThousand;
    unit = next;
  }
  const bool is_small = tenths < 100;
  const auto number = is_small ? Decimal::scaled(static_cast<std::int64_t>(tenths), 1)
                               : Decimal(static_cast<std::int64_t>((tenths + 5) / 10));
  return composer.locale().format_decimal(number) + "\u00a0" +
         composer.locale().labels().label(unit);
}

std::string details_of(const PageComposer& composer, const SheetDocument& document) {
  const locales::Labels& labels = composer.locale().labels();
  Details details;
  const std::string kind = labels.label("kind_" + document.kind);
  if (!document.title.empty() && !document.title.starts_with(kind)) details.add(kind);
  details.add(language_text(composer, document.language));
  details.add(belongs_to(composer, document.products));
  if (document.carriage == SheetCarriage::kAttached) details.add(labels.label("attached"));
  if (document.carriage == SheetCarriage::kOnline) details.add(labels.label("available_online"));
  return locales::capitalised(details.text());
}

std::string details_of(const PageComposer& composer, const SheetDownload& download) {
  Details details;
  details.add(download.os);
  if (!download.version.empty()) {
    details.add(composer.labelled(composer.locale().labels().label("version"), download.version));
  }
  details.add(size_text(composer, download.size));
  details.add(belongs_to(composer, download.products));
  return details.text();
}

void add_minor_heading(PageComposer& composer, const SheetGrid& grid, std::string_view label,
                       Pieces& pieces) {
  Band band;
  const Paragraph text = composer.set(composer.label(label).first, grid.minor, grid.text_width);
  band.paragraph(text, grid.left, kAboveMinor, composer.structure().add(Role::kMinorHeading));
  band.pad(0.5_mm);
  pieces.push_back({std::move(band), "labels." + std::string(label), true});
}

/// The body of a new item of `list`.
ElementId item_body(PageComposer& composer, ElementId list) {
  return composer.structure().add(Role::kItemBody, composer.structure().add(Role::kItem, list));
}

/// The line of details below an item; gives the y below.
Length put_details(PageComposer& composer, const SheetGrid& grid, const std::string& path,
                   const std::string& details, ElementId body, Band& band, Length y) {
  if (details.empty()) return y;
  const Paragraph text = composer.set(composer.text(path, details), grid.detail, grid.text_width);
  return band.paragraph(text, grid.left, y, composer.paragraph(body));
}

TextId title_of(PageComposer& composer, const SheetDocument& document, const std::string& path) {
  if (document.title.empty()) return composer.label("kind_" + document.kind).first;
  if (!document.title_language) return composer.text(path + ".title", document.title);
  return composer.foreign_text(path + ".title", document.title,
                               document.title_language->to_string());
}

Piece document_piece(PageComposer& composer, const SheetGrid& grid, const SheetDocument& document,
                     const std::string& path, ElementId list) {
  Band band;
  const ElementId body = item_body(composer, list);
  Style style = grid.strong;
  if (!document.url.empty()) style.colour = grid.address.colour;
  const Paragraph title = composer.set(title_of(composer, document, path), style, grid.text_width);
  const ElementId paragraph = composer.paragraph(body);
  const Length y = document.url.empty()
                       ? band.paragraph(title, grid.left, 0, paragraph)
                       : band.link(title, grid.left, 0,
                                   composer.structure().add(Role::kLink, paragraph), document.url);
  put_details(composer, grid, path + ".kind", details_of(composer, document), body, band, y);
  band.pad(kBelowItem);
  return {std::move(band), path};
}

/// The code of `url` at the right margin, beside what is in `band`; gives whether there is one.
bool put_code(PageComposer& composer, const SheetGrid& grid, const std::string& url,
              const std::string& what, ElementId parent, Band& band) {
  const auto code = code_of(url);
  if (!code) return false;
  const Length left = grid.right - code->size() * kCodeModule;
  band.overlay(
      code_band(composer, *code, left,
                composer.labelled(composer.locale().labels().label("qr_code"), what), parent),
      0);
  return true;
}

Piece download_piece(PageComposer& composer, const SheetGrid& grid, const SheetDownload& download,
                     const std::string& path, ElementId list) {
  Band band;
  const ElementId body = item_body(composer, list);
  const ElementId link = composer.structure().add(Role::kLink, composer.paragraph(body));
  const TextId title = composer.text(path + ".title", download.title);
  const TextId url = composer.text(path + ".url", download.url);
  Length y = band.link(composer.set(title, grid.strong, grid.text_width), grid.left, 0, link,
                       download.url);
  y = band.link(composer.set(url, grid.address, grid.text_width), grid.left, y, link, download.url);
  put_details(composer, grid, path + ".os", details_of(composer, download), body, band, y);
  const bool has_code =
      put_code(composer, grid, download.url, composer.copy().content(title), body, band);
  if (!has_code) band.pad(kBelowItem);
  return {std::move(band), path, false, has_code};
}

}  // namespace

SheetGrid grid_of(const CoverSheet& sheet, const Design& d) {
  const Length aside = aside_of(sheet);
  SheetGrid grid;
  grid.left = d.left;
  grid.right = d.right();
  grid.text_width = d.width() - (aside > 0 ? aside + d.gutter : 0);
  grid.step_left = d.left + kStepIndent;
  grid.heading = {Weight::kBold, d.grand_total.size * 11 / 10, d.grand_total.size * 14 / 10,
                  d.accent};
  grid.minor = {Weight::kBold, d.fact.size, d.fact.leading, d.muted};
  grid.strong = {Weight::kBold, d.address.size, d.address.leading, d.ink};
  grid.body = d.address;
  grid.detail = {Weight::kRegular, d.fact.size, d.fact.leading, d.muted};
  grid.address = {Weight::kRegular, d.fact.size, d.fact.leading, d.accent};
  return grid;
}

Box picture_box(int width, int height, const SheetGrid& grid) {
  const std::int64_t columns = width;
  const std::int64_t rows = height;
  std::int64_t box_width = std::min<std::int64_t>(kPictureWidth, columns * 1_pt);
  if (box_width * rows > kPictureHeight * columns) box_width = kPictureHeight * columns / rows;
  const auto box_height =
      static_cast<Length>(std::max<std::int64_t>(box_width * rows / columns, 1_pt));
  const auto shown_width = static_cast<Length>(std::max<std::int64_t>(box_width, 1_pt));
  return {grid.right - shown_width, 0, shown_width, box_height};
}

void add_steps(PageComposer& composer, const SheetGrid& grid, const std::vector<std::string>& steps,
               const std::string& path, Pieces& pieces) {
  if (steps.empty()) return;
  add_minor_heading(composer, grid, "first_steps", pieces);
  const ElementId list = composer.structure().add(Role::kList);
  const Length width = grid.text_width - kStepIndent;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string here = path + "[" + std::to_string(i) + "]";
    const ElementId item = composer.structure().add(Role::kItem, list);
    Band band;
    const TextId number = composer.text(here + ".number", std::to_string(i + 1) + ".");
    band.paragraph(composer.set_line(number, grid.body), grid.left, 0,
                   composer.structure().add(Role::kItemLabel, item));
    band.paragraph(composer.set(composer.text(here, steps[i]), grid.body, width), grid.step_left, 0,
                   composer.structure().add(Role::kItemBody, item));
    band.pad(i + 1 == steps.size() ? kBelowItem : 0.5_mm);
    pieces.push_back({std::move(band), here});
  }
}

void add_documents(PageComposer& composer, const SheetGrid& grid,
                   const std::vector<SheetDocument>& documents, const std::string& path,
                   bool is_headed, Pieces& pieces) {
  if (documents.empty()) return;
  if (!is_headed) add_minor_heading(composer, grid, "documents", pieces);
  const ElementId list = composer.structure().add(Role::kList);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    pieces.push_back(
        document_piece(composer, grid, documents[i], path + "[" + std::to_string(i) + "]", list));
  }
}

void add_downloads(PageComposer& composer, const SheetGrid& grid,
                   const std::vector<SheetDownload>& downloads, const std::string& path,
                   Pieces& pieces) {
  if (downloads.empty()) return;
  add_minor_heading(composer, grid, "drivers", pieces);
  const ElementId list = composer.structure().add(Role::kList);
  for (std::size_t i = 0; i < downloads.size(); ++i) {
    pieces.push_back(
        download_piece(composer, grid, downloads[i], path + "[" + std::to_string(i) + "]", list));
  }
}

void add_page_link(PageComposer& composer, const SheetGrid& grid, const CoverSheet& sheet,
                   Pieces& pieces) {
  constexpr Length kAbove = 5_mm;
  if (sheet.page_url.empty()) return;
  Band whole(kAbove);
  Band band;
  const ElementId link = composer.structure().add(Role::kLink, composer.paragraph());
  const Label words = composer.label("also_online");
  Style style = grid.body;
  style.colour = grid.address.colour;
  const Length y = band.link(composer.set(words.first, style, grid.text_width), grid.left, 0, link,
                             sheet.page_url);
  bool has_code = false;
  if (sheet.page_code) {
    const TextId url = composer.text("page_url", sheet.page_url);
    band.link(composer.set(url, grid.address, grid.text_width), grid.left, y, link, sheet.page_url);
    has_code = put_code(composer, grid, sheet.page_url, composer.copy().content(words.first),
                        kDocumentElement, band);
  }
  whole.append(band);
  pieces.push_back({std::move(whole), "page_url", false, has_code});
}

}  // namespace enclosure::invoice::layout
