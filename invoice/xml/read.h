#pragma once
// A stranger's e-invoice: CII or UBL, into the value that the rules judge.

#include <string_view>

#include "core/result.h"
#include "invoice/en16931/data.h"
#include "invoice/en16931/einvoice.h"
#include "invoice/rules/rules.h"

namespace enclosure::invoice::xml {

/// What was read, and what is wrong with the XML as such.
struct ReadInvoice {
  EInvoice invoice;
  en16931::Syntax syntax = en16931::Syntax::kCii;
  /// XML-006 and XML-007 errors, XML-008 and empty elements; the rules are not among them.
  rules::Findings findings;
};

/// Reads CrossIndustryInvoice:100, or Invoice-2 and CreditNote-2 of UBL 2.1. Attachments are known
/// by name and type alone. Faults: those of `parse_tree`, XML-005 another kind of document.
[[nodiscard]] Result<ReadInvoice> read_einvoice(std::string_view bytes);

}  // namespace enclosure::invoice::xml
