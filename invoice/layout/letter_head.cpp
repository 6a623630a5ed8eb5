#include "invoice/layout/letter_head.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {
namespace {

constexpr std::string_view kDot = " \u00b7 ";

/// A label with its value, or with several lines of it.
struct Fact {
  Label label;
  std::vector<std::pair<TextId, Style>> values;
};

void brand(Composer& composer, Band& head) {
  const Design& d = composer.design();
  const TextId name = composer.text("seller.name", composer.invoice().seller.name);
  const Length room = d.facts_top - d.logo_top;
  for (const Style& style : {d.brand, d.brand_long, d.footer_strong}) {
    const Paragraph paragraph = composer.set(name, style, d.width());
    if (paragraph.height() > room) continue;
    head.paragraph(paragraph, d.left, d.logo_top, composer.paragraph());
    return;
  }
  composer.copy().note_too_long("seller.name", "the head of the page");
}

/// The sender above the buyer's address: what a post office needs when a letter comes back. What
/// would not fit into the window is left out; the footer has it in full.
void sender(Composer& composer, Band& head) {
  const Design& d = composer.design();
  const Seller& seller = composer.invoice().seller;
  std::string whole = seller.name;
  for (const auto& part :
       address_lines(seller.address, "seller.address", seller.address.country, composer.locale())) {
    whole += std::string(kDot) + part.text;
  }
  const Length room = d.address_width * 19 / 10;  // two lines with a ragged edge
  const bool fits = composer.type().width(whole, d.sender) <= room;
  const std::string& line = fits ? whole : seller.name;
  if (composer.type().width(line, d.sender) > room) return;
  const Paragraph paragraph =
      composer.set(composer.text("seller.address", line), d.sender, d.address_width);
  const Length top = d.sender_bottom - 1.2_mm - paragraph.height();
  const Length bottom = head.paragraph(paragraph, d.left, top, composer.paragraph());
  head.rule({d.left, bottom + 0.6_mm, paragraph.width(), 0.4_pt, d.hairline});
}

/// Gives the y below the address.
Length buyer(Composer& composer, Band& head) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  Length y = d.sender_bottom + 1.2_mm;
  const auto put = [&](const std::string& path, const std::string& text, const Style& style) {
    if (text.empty()) return;
    y = head.paragraph(composer.set(composer.text(path, text), style, d.address_width), d.left, y,
                       composer.paragraph());
  };
  const InvoiceBuyer& to = invoice.buyer;
  if (to.name.empty()) return d.facts_top;  // a simplified invoice may name none
  put("buyer.name", to.name, d.address_name);
  put("buyer.person", to.person, d.address);
  if (to.address.name != to.name && to.address.name != to.person) {
    put("buyer.address.name", to.address.name, d.address);
  }
  for (const auto& line : address_lines(to.address, "buyer.address", invoice.seller.address.country,
                                        composer.locale())) {
    put(line.path, line.text, d.address);
  }
  if (y > d.head_lowest()) composer.copy().note_too_long("buyer.address", "the head of the page");
  return std::max(y, d.address_bottom);
}

Fact delivery_fact(Composer& composer, const Address& address) {
  const Design& d = composer.design();
  Fact fact{composer.label("delivery_address"), {}};
  if (!address.name.empty()) {
    fact.values.emplace_back(composer.text("deliver_to.name", address.name), d.fact);
  }
  for (const auto& line : address_lines(
           address, "deliver_to", composer.invoice().seller.address.country, composer.locale())) {
    fact.values.emplace_back(composer.text(line.path, line.text), d.fact);
  }
  return fact;
}

/// What the seller has too, and so is called the buyer's.
void add_buyer_identifiers(Composer& composer, std::vector<Fact>& facts) {
  const InvoiceBuyer& buyer = composer.invoice().buyer;
  const auto add = [&](const std::string& key, const std::string& member,
                       const std::string& value) {
    if (value.empty()) return;
    const Label label = composer.in_both("labels." + key, [&](const locales::Labels& labels) {
      return labels.label(key) + " (" + labels.label("buyer") + ")";
    });
    facts.push_back({label, {{composer.text("buyer." + member, value), composer.design().fact}}});
  };
  add("vat_id", "vat_id", buyer.vat_id);
  add("legal_id", "legal_id", buyer.legal_id.id);
  add("electronic_address", "electronic_address",
      electronic_address_text(buyer.electronic_address));
}

std::vector<Fact> facts_of(Composer& composer) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  std::vector<Fact> facts;
  const auto add = [&](std::string_view key, const std::string& path, const std::string& value,
                       const Style& style) {
    if (!value.empty()) {
      const Label label = composer.label(key);
      facts.push_back({label, {{composer.text(path, value), style}}});
    }
  };
  const auto day = [&](const std::optional<Date>& date) {
    return date ? composer.locale().format_date(*date) : std::string();
  };
  if (invoice.type_code == TypeCode::kCreditNote) {  // its number is no number of an invoice
    const Label label = composer.kind_label("labels.invoice_number");
    facts.push_back(
        {label, {{composer.text("number", invoice.number.to_string()), d.fact_strong}}});
  } else {
    add("invoice_number", "number", invoice.number.to_string(), d.fact_strong);
  }
  add("invoice_date", "issue_date", day(invoice.issue_date), d.fact);
  add("supply_date", "supply_date", day(invoice.supply_date), d.fact);
  add("due_date", "due_date", day(invoice.due_date), d.fact_strong);
  add("order_number", "order", invoice.order.to_string(), d.fact);
  add("order_date", "order_date", day(invoice.order_date), d.fact);
  add("purchase_order", "buyer.reference", invoice.buyer.reference, d.fact);
  add("buyer_reference", "buyer.buyer_reference", invoice.buyer.buyer_reference, d.fact);
  add_buyer_identifiers(composer, facts);
  if (invoice.deliver_to) facts.push_back(delivery_fact(composer, *invoice.deliver_to));
  return facts;
}

/// How wide the labels may be: so wide that no word of theirs is broken, within reason.
Length label_room(const Composer& composer, const std::vector<Fact>& facts) {
  constexpr Length kUsual = 36_mm;
  constexpr Length kWidest = 44_mm;
  const Style& style = composer.design().fact_label;
  Length room = kUsual;
  for (const Fact& fact : facts) {
    room = std::max(room, composer.type().widest_piece(fact.label.first, style));
    if (!fact.label.second) continue;
    room = std::max(room, composer.type().widest_piece(*fact.label.second, composer.quiet(style)));
  }
  return std::min(room, kWidest);
}

/// Gives the y below the facts.
Length facts(Composer& composer, Band& head) {
  const Design& d = composer.design();
  constexpr Length kAboveAddress = 1_mm;
  const std::vector<Fact> all = facts_of(composer);
  const Length room = label_room(composer, all);
  Length label_width = 0;
  for (const Fact& fact : all) {
    label_width = std::max(label_width, composer.set(fact.label, d.fact_label, room).width());
  }
  const Length value_x = d.facts_left + label_width + d.gutter;
  Length y = d.facts_top;
  Structure& structure = composer.structure();
  const ElementId table = structure.add(Role::kTable);
  for (const Fact& fact : all) {
    if (fact.values.size() > 1) y += kAboveAddress;
    const ElementId row = structure.add(Role::kRow, table);
    const Length below = head.paragraph(composer.set(fact.label, d.fact_label, room), d.facts_left,
                                        y, structure.add_header(row, Scope::kRow));
    const ElementId cell = structure.add(Role::kCell, row);
    for (const auto& [value, style] : fact.values) {
      const ElementId element = fact.values.size() > 1 ? composer.paragraph(cell) : cell;
      y = head.paragraph(composer.set(value, style, d.right() - value_x), value_x, y, element);
    }
    y = std::max(y, below) + 0.5_mm;
  }
  if (y > d.head_lowest()) composer.copy().note_too_long("deliver_to", "the head of the page");
  return y;
}

/// What kind of document it is; the second language stands behind it where there is room. Gives the
/// y below.
Length title(Composer& composer, Band& head, Length y) {
  const Design& d = composer.design();
  const Label kind = composer.kind_label("type_code");
  const ElementId heading = composer.structure().add(Role::kHeading);
  const Bilingual both = composer.set(kind, d.title, d.width());
  if (both.second.lines.empty()) return head.paragraph(both.first, d.left, y, heading);
  const Style quiet{Weight::kRegular, d.title.size * 3 / 5, d.title.leading, d.muted};
  const Paragraph second = composer.set(*kind.second, quiet, d.width());
  const Length behind = d.left + both.first.width() + d.gutter;
  const Length below = head.paragraph(both.first, d.left, y, heading);
  if (both.first.lines.size() > 1 || behind + second.width() > d.right()) {
    return head.paragraph(both.second, d.left, below - both.lift, heading);
  }
  head.paragraph(second, behind, y + baseline_in(d.title) - baseline_in(quiet), heading);
  return below;
}

/// Below the title of a correction: the invoice it corrects, and why. Gives the y below.
Length correction(Composer& composer, Band& head, Length y) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  const locales::Labels& labels = composer.locale().labels();
  if (!invoice.preceding.empty()) y += 1_mm;
  for (std::size_t i = 0; i < invoice.preceding.size(); ++i) {
    const PrecedingInvoice& before = invoice.preceding[i];
    const std::string date = composer.locale().format_date(before.issue_date);
    const Label reference =
        composer.in_both("preceding[" + std::to_string(i) + "]", [&](const locales::Labels& words) {
          return words.label("original_invoice_ref",
                             {{"number", before.number.to_string()}, {"date", date}});
        });
    y = head.paragraph(composer.set(reference, d.reference, d.width()), d.left, y,
                       composer.paragraph());
  }
  if (!invoice.correction_reason.empty()) {
    const TextId reason = composer.text(
        "correction_reason",
        composer.labelled(labels.label("correction_reason"), invoice.correction_reason));
    y = head.paragraph(composer.set(reason, d.reason, d.width()), d.left, y, composer.paragraph());
  }
  return y;
}

}  // namespace

Box logo_box(LogoSize logo, const Design& d) {
  const std::int64_t width = logo.width;
  const std::int64_t height = logo.height;
  std::int64_t box_width = std::min<std::int64_t>(d.logo_max_width, width * 1_pt);
  if (box_width * height > d.logo_max_height * width)
    box_width = d.logo_max_height * width / height;
  const std::int64_t box_height = box_width * height / width;
  return {d.left, d.logo_top, static_cast<Length>(box_width), static_cast<Length>(box_height)};
}

Element logo_figure(const InvoiceContent& invoice) {
  return {Role::kFigure, kDocumentElement, Scope::kNone, 1, invoice.seller.name};
}

Band first_page_head(Composer& composer, bool has_logo) {
  const Design& d = composer.design();
  Band head;
  if (!has_logo) brand(composer, head);
  if (!composer.invoice().buyer.name.empty()) sender(composer, head);
  const Length left = buyer(composer, head);
  const Length right = facts(composer, head);
  const Length y = title(composer, head, std::max(left, right) + d.above_title);
  head.reach(correction(composer, head, y) + 4_mm);
  return head;
}

Band running_head(Composer& composer) {
  const Design& d = composer.design();
  const InvoiceContent& invoice = composer.invoice();
  const TextId seller = composer.text("seller.name", invoice.seller.name);
  const std::string which = composer.document_kind() + " " + invoice.number.to_string() +
                            std::string(kDot) + composer.locale().format_date(invoice.issue_date);
  const TextId document = composer.text("number", which);
  const Length half = (d.width() - d.gutter) / 2;
  Band head;
  head.paragraph(composer.set(seller, d.running_head_strong, half), d.left, d.logo_top,
                 kHeaderArtifact);
  head.paragraph(composer.set(document, d.running_head, half), d.right(), d.logo_top,
                 kHeaderArtifact, Align::kRight);
  head.rule({d.left, head.height() + 1.5_mm, d.width(), d.hairline_thickness, d.hairline});
  head.pad(7_mm);
  return head;
}

}  // namespace enclosure::invoice::layout
