#include "invoice/layout/footer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {
namespace {

/// A text of the footer; labels and values share a line.
struct Entry {
  TextId text;
  Style style;
  std::string uri = {};  ///< where it leads, or empty
};
using Column = std::vector<Entry>;

Column address_column(Composer& composer) {
  const Design& d = composer.design();
  const Seller& seller = composer.invoice().seller;
  Column column{{composer.text("seller.name", seller.name), d.footer_strong}};
  const auto lines =
      address_lines(seller.address, "seller.address", std::nullopt, composer.locale());
  for (const auto& line : lines) column.push_back({composer.text(line.path, line.text), d.footer});
  return column;
}

Column contact_column(Composer& composer) {
  const Design& d = composer.design();
  const Seller& seller = composer.invoice().seller;
  Column column;
  const auto add = [&](const std::string& path, const std::string& text) {
    if (!text.empty()) column.push_back({composer.text(path, text), d.footer});
  };
  add("seller.contact_name", seller.contact_name);
  if (!seller.phone.empty()) {
    add("seller.phone", composer.labelled(composer.locale().labels().label("phone"), seller.phone));
  }
  if (const std::string email = seller.email.to_string(); !email.empty()) {
    column.push_back({composer.text("seller.email", email), d.footer, "mailto:" + email});
  }
  const std::string address = electronic_address_text(seller.electronic_address);
  if (!address.empty() && address != seller.email.to_string()) {
    add("seller.electronic_address",
        composer.labelled(composer.locale().labels().label("electronic_address"), address));
  }
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
  Column column;
  const auto add = [&](std::string_view key, const std::string& path, const std::string& value) {
    if (!value.empty()) {
      column.push_back(
          {composer.text(path, composer.labelled(labels.label(key), value)), d.footer});
    }
  };
  add("vat_id", "seller_vat_id", invoice.seller_vat_id);
  add("tax_number", "seller.tax_number", invoice.seller.tax_number);
  if (!is_registration(invoice.seller, invoice.seller.legal_id.id)) {
    add("legal_id", "seller.legal_id", invoice.seller.legal_id.id);
  }
  return column;
}

Column registration_column(Composer& composer) {
  const Design& d = composer.design();
  Column column;
  const auto& all = composer.invoice().seller.registrations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    column.push_back({composer.text("seller.registrations[" + std::to_string(i) + "]",
                                    composer.labelled(all[i].label, all[i].value)),
                      d.footer});
  }
  return column;
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
      const Paragraph paragraph = composer.set(entry.text, entry.style, width);
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
