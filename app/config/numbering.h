#pragma once
// Which series numbers which documents: the section `numbering` of enclosure.json.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/json_reader.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "invoice/model/number_pattern.h"

namespace enclosure::app {

/// Patterns by kind of document, where they are given.
using PatternTable = std::map<invoice::InvoiceKind, invoice::NumberPattern>;

/// The patterns of a shop. What is given for a state goes before what is given for a channel, that
/// before what is given for all; where nothing is given, the series decides.
struct NumberingConfig {
  std::string series = "R";  ///< invoices "R-2026-000001", corrections "RC-2026-000001"
  PatternTable patterns;
  std::map<std::string, PatternTable, std::less<>> by_country;  ///< whose invoicing rules apply
  std::map<Channel, PatternTable> by_channel;

  /// The pattern for documents of `kind`. Corrections have a series of their own unless a pattern
  /// says otherwise: Spain asks for it and every state allows it.
  [[nodiscard]] invoice::NumberPattern pattern_for(invoice::InvoiceKind kind,
                                                   std::string_view rules_of,
                                                   Channel channel) const;

  /// All patterns in use, each once, with the key that gives it ("by_country.BG.invoice").
  [[nodiscard]] std::vector<std::pair<std::string, invoice::NumberPattern>> all() const;
};

/// The four kinds of documents, for those who look at all of them.
inline constexpr std::array<invoice::InvoiceKind, 4> kAllKinds{
    invoice::InvoiceKind::kInvoice, invoice::InvoiceKind::kSimplified,
    invoice::InvoiceKind::kCreditNote, invoice::InvoiceKind::kCorrected};

/// Reads the section. Faults go to the log of `section`: CONFIG-003 an unknown key, CONFIG-004 a
/// series that is none, NUMBER-001 to NUMBER-003 a pattern that is none, NUMBER-004 two patterns
/// that could print the same number.
[[nodiscard]] NumberingConfig read_numbering_config(const Reader& section);

}  // namespace enclosure::app
