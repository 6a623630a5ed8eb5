#include "invoice/layout/footer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {
namespace {

/// A text of the footer, with or without a label before it.
struct Entry {
  std::string path;
  std::string label;
  std::string value;
  Style style;
  std::string uri = {};  ///< where it leads, or empty
};
using Column = std::vector<Entry>;

Column address_column(Composer& composer) {
  const Design& d = composer.design();
  const Seller& seller = composer.invoice().seller;
  Column column{{"seller.name", "", seller.name, d.footer_strong}};
  const auto lines =
      address_lines(seller.address, "seller.address", std::nullopt, composer.locale());
  for (const auto& line : lines) column.push_back({line.path, "", line.text, d.footer});
  return column;
}

Column contact_column(Composer& composer) {
  const Design& d = composer.design();
  const Seller& seller = composer.invoice().seller;
  const auto& labels = composer.locale().labels();
  const std::string email = seller.email.to_string();
  Column column{{"seller.contact_name", "", seller.contact_name, d.footer},
                {"seller.phone", labels.label("phone"), seller.phone, d.footer},
                {"seller.email", labels.label("email"), email, d.footer, "mailto:" + email}};
  const std::string address = electronic_address_text(seller.electronic_address);
  if (address != email) {
    column.push_back(
        {"seller.electronic_address", labels.label("electronic_address"), address, d.footer});
  }
  std::erase_if(column, [](const Entry& entry) { return entry.value.empty(); });
  return column;
}

/// Whether `value` is printed among the registrations already.
bool is_registration(const Seller& seller, const std::string& value) {
  return std::any_of(seller.registrations.begin(), seller.registrations.end(),
                     [&](const Registration& one) { return one.value == value; });
}

Column tax_column(Composer& composer) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  const auto& labels = composer.locale().labels();
  Column column{
      {"seller_vat_id", labels.label("vat_id"), invoice.seller_vat_id, d.footer},
      {"seller.tax_number", labels.label("tax_number"), invoice.seller.tax_number, d.footer}};
  if (!is_registration(invoice.seller, invoice.seller.legal_id.id)) {
    column.push_back(
        {"seller.legal_id", labels.label("legal_id"), invoice.seller.legal_id.id, d.footer});
  }
  std::erase_if(column, [](const Entry& entry) { return entry.value.empty(); });
  return column;
}

Column registration_column(Composer& composer) {
  const Design& d = composer.design();
  Column column;
  const auto& all = composer.invoice().seller.registrations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    column.push_back(
        {"seller.registrations[" + std::to_string(i) + "]", all[i].label, all[i].value, d.footer});
  }
  return column;
}

/// The entry as it is set: on one line, or the value below its label where it stays whole there,
/// or broken as any text.
Paragraph set(Composer& composer, const Entry& entry, Length width) {
  const std::string whole = composer.labelled(entry.label, entry.value);
  const std::string label = whole.substr(0, whole.size() - entry.value.size());
  Paragraph paragraph = composer.set(composer.text(entry.path, whole), entry.style, width);
  std::string printed;
  for (const Line& line : paragraph.lines) printed += line.text;
  if (paragraph.lines.size() < 2 || entry.label.empty() || printed != whole) return paragraph;
  const Length label_width = composer.type().width(label, entry.style);
  const Length value_width = composer.type().width(entry.value, entry.style);
  if (label_width <= width && value_width <= width)
    paragraph.lines = {{label, label_width}, {entry.value, value_width}};
  return paragraph;
}

}  // namespace

Band seller_footer(Composer& composer) {
  const Design& d = composer.design();
  std::vector<Column> columns{address_column(composer), contact_column(composer),
                              tax_column(composer), registration_column(composer)};
  std::erase_if(columns, [](const Column& column) { return column.empty(); });
  const auto count = static_cast<Length>(columns.size());
  const Length width = (d.width() - (count - 1) * d.gutter) / count;
  Band footer(2.5_mm);
  footer.rule({d.left, 0, d.width(), d.hairline_thickness, d.hairline});
  for (Length i = 0; i < count; ++i) {
    Length y = 2.5_mm;
    for (const Entry& entry : columns[static_cast<std::size_t>(i)]) {
      const Paragraph paragraph = set(composer, entry, width);
      const Length x = d.left + i * (width + d.gutter);
      const ElementId element = composer.paragraph();
      y = entry.uri.empty()
              ? footer.paragraph(paragraph, x, y, element)
              : footer.link(paragraph, x, y, composer.structure().add(Role::kLink, element),
                            entry.uri);
    }
  }
  if (!composer.invoice().footer.empty()) {
    const TextId own = composer.text("footer", composer.invoice().footer);
    footer.paragraph(composer.set(own, d.footer, d.width()), d.left, footer.height() + 1.5_mm,
                     composer.paragraph());
  }
  return footer;
}

Band page_number(PageComposer& composer, std::size_t page, std::size_t pages) {
  const Design& d = composer.design();
  const Label text = composer.in_both("labels.page_x_of_y", [&](const locales::Labels& labels) {
    return labels.label("page_x_of_y",
                        {{"page", std::to_string(page)}, {"pages", std::to_string(pages)}});
  });
  Band band;
  Length right = d.right();
  if (text.second) {
    const Style quiet = composer.quiet(d.footer);
    const Paragraph second = composer.set_line(*text.second, quiet);
    band.paragraph(second, right, baseline_in(d.footer) - baseline_in(quiet), kFooterArtifact,
                   Align::kRight);
    right -= second.width() + d.gutter / 2;
  }
  band.paragraph(composer.set_line(text.first, d.footer), right, 0, kFooterArtifact, Align::kRight);
  return band;
}

}  // namespace enclosure::invoice::layout
