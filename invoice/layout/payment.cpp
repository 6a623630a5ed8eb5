#include "invoice/layout/payment.h"

#include <algorithm>
#include <string>
#include <vector>

#include "invoice/layout/design.h"

namespace enclosure::invoice::layout {
namespace {

/// One line of the block.
struct Item {
  TextId label;
  TextId value;
};

std::vector<Item> items_of(Composer& composer) {
  const InvoiceContent& invoice = composer.invoice();
  const BankAccount& bank = invoice.seller.bank;
  std::vector<Item> items;
  const auto add = [&](TextId label, const std::string& path, const std::string& value) {
    items.push_back({label, composer.text(path, value)});
  };
  const TextId method = composer.label("payment_method");
  items.push_back({method, composer.label("bank_transfer")});
  if (!bank.holder.empty()) {
    add(composer.label("account_holder"), "seller.bank.holder", bank.holder);
  }
  add(composer.text("labels.iban", "IBAN"), "seller.bank.iban", grouped_iban(bank.iban));
  if (!bank.bic.empty()) add(composer.text("labels.bic", "BIC"), "seller.bank.bic", bank.bic);
  add(composer.label("payment_reference"), "number", invoice.number.to_string());
  return items;
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
  if (invoice.totals.amount_due.is_zero() || invoice.seller.bank.empty()) return {};
  const Design& d = composer.design();
  const Style muted{d.note.weight, d.note.size, d.note.leading, d.muted};
  Structure& structure = composer.structure();
  Band block;
  const Paragraph heading = composer.set(composer.label("bank_details"), d.column_head, d.width());
  Length y = block.paragraph(heading, d.left, 0, structure.add(Role::kSubheading)) + 1_pt;
  const std::vector<Item> items = items_of(composer);
  Length value_left = d.left;
  for (const Item& item : items) {
    const Length width = composer.set_line(item.label, muted).width();
    value_left = std::max(value_left, d.left + width + d.gutter);
  }
  const ElementId table = structure.add(Role::kTable);
  for (const Item& item : items) {
    const ElementId row = structure.add(Role::kRow, table);
    block.paragraph(composer.set_line(item.label, muted), d.left, y,
                    structure.add_header(row, Scope::kRow));
    y = block.paragraph(composer.set(item.value, d.note, d.right() - value_left), value_left, y,
                        structure.add(Role::kCell, row));
  }
  block.pad(d.gutter);
  return block;
}

}  // namespace enclosure::invoice::layout
