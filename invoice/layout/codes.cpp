#include "invoice/layout/codes.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "invoice/layout/design.h"
#include "invoice/layout/qr_code.h"

namespace enclosure::invoice::layout {
namespace {

constexpr std::size_t kMostName = 70;  // characters, EPC069-12
constexpr std::size_t kMostBytes = 331;
constexpr std::int64_t kMostCents = 99'999'999'999;

/// The first `count` characters.
std::string_view shortened(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (; count > 0 && end < text.size(); --count) static_cast<void>(next_code_point(text, end));
  return text.substr(0, end);
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

}  // namespace

std::optional<std::string> payment_text(const InvoiceContent& invoice) {
  const BankAccount& bank = invoice.seller.bank;
  const Money due = invoice.totals.amount_due;
  const bool is_asked =
      invoice.look.payment_code && !bank.iban.empty() && invoice.type_code != TypeCode::kCreditNote;
  if (!is_asked || invoice.currency.code() != "EUR" || due.is_zero() || due.is_negative() ||
      due.minor_units() > kMostCents) {
    return std::nullopt;
  }
  const std::string& holder = bank.holder.empty() ? invoice.seller.name : bank.holder;
  std::string text = "BCD\n002\n1\nSCT\n";  // 1: UTF-8
  text += without_blanks(bank.bic) + "\n";
  text += std::string(shortened(holder, kMostName)) + "\n";
  text += without_blanks(bank.iban) + "\n";
  text += "EUR" + due.to_string() + "\n";
  text += "\n\n";  // neither purpose nor structured reference
  text += invoice.number.to_string();
  if (text.size() > kMostBytes) return std::nullopt;
  return text;
}

Length code_side(const QrCode& code) {
  return code.size() * kCodeModule + 2 * kCodeZone;
}

Band code_band(PageComposer& composer, const QrCode& code, Length left, std::string alternative,
               ElementId parent) {
  const Length side = code.size() * kCodeModule;
  const ElementId figure =
      composer.structure().add({Role::kFigure, parent, Scope::kNone, 1, std::move(alternative)});
  Band band(code_side(code));
  band.code({{left, kCodeZone, side, side}, code.bars(), kCodeModule, figure});
  return band;
}

Result<CodeBlock> code_block(Composer& composer, std::string_view text, std::string alternative) {
  const auto code = QrCode::encode(text);
  if (!code) return code.faults();
  const Length left = composer.design().left;
  return CodeBlock{code_band(composer, *code, left, std::move(alternative)),
                   left + code_side(*code) - kCodeZone + composer.design().gutter};
}

Band link_block(Composer& composer) {
  const std::string& link = composer.invoice().link;
  if (link.empty()) return {};
  const Design& d = composer.design();
  const Label caption = composer.label("scan_for_document");
  auto block = code_block(composer, link, composer.copy().content(caption.first));
  if (!block) {
    composer.copy().note_too_long("link", "a QR code");
    return {};
  }
  const Length width = d.right() - block->right;
  Band& band = block->band;
  const Length y = band.paragraph(composer.set(caption, d.note, width), block->right, kCodeZone,
                                  composer.paragraph());
  const Style muted{d.cell_detail.weight, d.cell_detail.size, d.cell_detail.leading, d.muted};
  band.link(composer.set(composer.text("link", link), muted, width), block->right, y,
            composer.structure().add(Role::kLink, composer.paragraph()), link);
  return std::move(band);
}

}  // namespace enclosure::invoice::layout
