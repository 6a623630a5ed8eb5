#include "invoice/model/invoice.h"

#include <array>
#include <stdexcept>
#include <utility>

#include "invoice/model/checks.h"

namespace enclosure::invoice {
namespace {

constexpr std::array<std::string_view, 9> kCategories{"S", "Z", "E", "AE", "K", "G", "O", "L", "M"};

constexpr std::array<std::string_view, 4> kKinds{"invoice", "simplified_invoice", "credit_note",
                                                 "corrected_invoice"};

}  // namespace

std::string_view to_string(InvoiceKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

Result<InvoiceKind> parse_invoice_kind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == text) return static_cast<InvoiceKind>(i);
  }
  return Fault{"INVOICE-004", "",
               "unknown kind of document \"" + std::string(text.substr(0, 40)) + "\"",
               "use invoice, simplified_invoice, credit_note or corrected_invoice"};
}

InvoiceKind InvoiceContent::kind() const {
  switch (type_code) {
    case TypeCode::kCreditNote:
      return InvoiceKind::kCreditNote;
    case TypeCode::kCorrectedInvoice:
      return InvoiceKind::kCorrected;
    case TypeCode::kInvoice:
      break;
  }
  return simplified ? InvoiceKind::kSimplified : InvoiceKind::kInvoice;
}

std::string_view to_string(VatCategory category) {
  return kCategories[static_cast<std::size_t>(category)];
}

Result<VatCategory> parse_vat_category(std::string_view text) {
  for (std::size_t i = 0; i < kCategories.size(); ++i) {
    if (kCategories[i] == text) return static_cast<VatCategory>(i);
  }
  return Fault{"INVOICE-001", "",
               "unknown VAT category \"" + std::string(text.substr(0, 20)) + "\"",
               "use a code of UNTDID 5305: S, Z, E, AE, K, G, O, L or M"};
}

std::string_view to_string(LineKind kind) {
  switch (kind) {
    case LineKind::kShipping:
      return "shipping";
    case LineKind::kGiftWrap:
      return "gift_wrap";
    case LineKind::kItem:
      break;
  }
  return "item";
}

Result<Invoice> Invoice::from(InvoiceContent content) {
  if (mixed_currencies(content)) {
    return Fault{"INVOICE-002", "", "amounts are in more than one currency",
                 "give every amount in " + content.currency.to_string()};
  }
  try {
    Faults faults = broken_rules(content);
    if (!faults.empty()) return faults;
  } catch (const std::overflow_error&) {
    return Fault{"INVOICE-003", "", "a sum is out of range", "split the order"};
  }
  return Invoice(std::make_shared<const InvoiceContent>(std::move(content)));
}

}  // namespace enclosure::invoice
