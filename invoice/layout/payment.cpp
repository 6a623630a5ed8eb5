#include "invoice/layout/payment.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "invoice/layout/codes.h"
#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {
namespace {

Style muted_note(const Design& d) {
  return {d.note.weight, d.note.size, d.note.leading, d.muted};
}

/// One line of the block.
struct Item {
  Label label;
  Label value;
};

std::vector<Item> items_of(Composer& composer) {
  const InvoiceContent& invoice = composer.invoice();
  const BankAccount& bank = invoice.seller.bank;
  std::vector<Item> items;
  const auto add = [&](const Label& label, const std::string& path, const std::string& value) {
    items.push_back({label, Label{composer.text(path, value)}});
  };
  const Label method = composer.label("payment_method");
  items.push_back({method, composer.label("bank_transfer")});
  if (!bank.holder.empty()) {
    add(composer.label("account_holder"), "seller.bank.holder", bank.holder);
  }
  add(Label{composer.text("labels.iban", "IBAN")}, "seller.bank.iban", grouped_iban(bank.iban));
  if (!bank.bic.empty()) {
    add(Label{composer.text("labels.bic", "BIC")}, "seller.bank.bic", bank.bic);
  }
  add(composer.label("payment_reference"), "number", invoice.number.to_string());
  return items;
}

/// The account as a table from `left` on; gives the y below.
Length account(Composer& composer, Band& block, Length left, Length y) {
  const Design& d = composer.design();
  const Style muted = muted_note(d);
  Structure& structure = composer.structure();
  const std::vector<Item> items = items_of(composer);
  Length value_left = left;
  for (const Item& item : items) {
    const Length width = composer.set_line(item.label, muted).width();
    value_left = std::max(value_left, left + width + d.gutter);
  }
  const ElementId table = structure.add(Role::kTable);
  for (const Item& item : items) {
    const ElementId row = structure.add(Role::kRow, table);
    const Bilingual label = composer.set_line(item.label, muted);
    const Length below = block.paragraph(label, left, y, structure.add_header(row, Scope::kRow)) +
                         label.space_below();
    y = std::max(below, block.paragraph(composer.set(item.value, d.note, d.right() - value_left),
                                        value_left, y, structure.add(Role::kCell, row)));
  }
  return y;
}

}  // namespace

std::string grouped_iban(std::string_view iban) {
  constexpr std::size_t kGroup = 4;
  std::string text;
  for (std::size_t at = 0; at < iban.size(); at += kGroup) {
    if (at > 0) text += ' ';
    text += iban.substr(at, kGroup);
  }
  return text;
}

Band payment_block(Composer& composer) {
  const InvoiceContent& invoice = composer.invoice();
  // What is due on a credit note is due to the buyer.
  const bool is_asked =
      invoice.type_code != TypeCode::kCreditNote && !invoice.totals.amount_due.is_zero();
  if (!is_asked || invoice.seller.bank.empty()) return {};
  const Design& d = composer.design();
  CodeBlock block{Band(), d.left};
  std::optional<Label> caption;
  if (const auto text = payment_text(invoice)) {
    const Label scan = composer.label("scan_to_pay");
    auto code = code_block(composer, *text, composer.copy().content(scan.first));
    if (code) {
      block = *std::move(code);
      caption = scan;
    }
  }
  Band& band = block.band;
  const Bilingual heading =
      composer.set(composer.label("bank_details"), d.column_head, d.right() - block.right);
  Length y = band.paragraph(heading, block.right, 0, composer.structure().add(Role::kSubheading));
  y = account(composer, band, block.right, y + 1_pt);
  if (caption) {
    band.paragraph(composer.set(*caption, muted_note(d), d.right() - block.right), block.right,
                   y + 2_pt, composer.paragraph());
  }
  band.pad(d.gutter);
  return std::move(band);
}

}  // namespace enclosure::invoice::layout
