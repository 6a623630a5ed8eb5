#pragma once
// Numbers of documents: drawn from their series within the transaction that files the document.

#include <string>

#include "app/config/numbering.h"
#include "app/ports/store.h"
#include "core/result.h"
#include "invoice/model/seller.h"
#include "invoice/tax/law.h"

namespace enclosure::app {

/// A number and the place that it takes in its series. It is spent when the transaction commits.
struct TakenNumber {
  InvoiceNumber number;
  std::string series;
  std::int64_t sequence = 0;
};

/// Takes the next number for a document of `kind` that `day` dates, under the invoicing rules of
/// the state `rules_of`.
///
/// Faults: NUMBER-007 the last document of the series is dated later than `day` (the clock went
/// back): numbers and dates would run against each other, so the document waits; NUMBER-008 the
/// number is on another document already, say, after a pattern was changed.
[[nodiscard]] Result<TakenNumber> take_number(const NumberingConfig& numbering,
                                              invoice::InvoiceKind kind,
                                              const std::string& rules_of, Channel channel,
                                              Date day, StoreTransaction& tx);

/// Fault NUMBER-008: another document has `number`.
[[nodiscard]] Fault number_taken(const InvoiceNumber& number);

/// Holds the patterns against the national forms of the states where `seller` is established or
/// registered, by the newest law. Faults: NUMBER-005 numbers without the form of that state ("BG
/// wants ten digits"), NUMBER-006 corrections that share a series with invoices where the state
/// wants them apart.
[[nodiscard]] Faults check_numbering(const NumberingConfig& numbering,
                                     const invoice::Seller& seller, const invoice::TaxLaw& law);

}  // namespace enclosure::app
