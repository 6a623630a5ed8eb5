#pragma once
// What is in a workspace, counted.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/pause.h"
#include "app/flow/way_out.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Counts for people and for `--json`.
struct Status {
  std::size_t orders = 0;
  std::map<std::string, std::size_t> orders_by_channel;  ///< "amazon FBA", "shop"
  std::size_t invoices = 0;                              ///< of every kind, credit notes apart
  std::size_t credit_notes = 0;
  std::map<std::string, std::size_t> documents_by_kind;  ///< "invoice", "credit_note", …
  std::map<std::string, std::size_t> invoices_by_language;
  std::map<std::string, Money> invoiced_by_currency;  ///< totals with VAT, credit notes deducted
  std::map<std::string, Money> credited_by_currency;  ///< what was deducted
  /// Orders of which a refund was reported, but no credit note was issued.
  std::vector<OrderId> refunded_without_credit_note;
  /// By stage 1 to 3, then by state: "sent", "scheduled", "cancelled", …
  std::map<int, std::map<std::string, std::size_t>> messages;
  /// Cancelled messages by reason code.
  std::map<std::string, std::size_t> suppressed_by_reason;
  /// How the orders stand on their way to an invoice.
  std::map<Standing, std::size_t> standings;
  std::vector<ActivePause> pauses;  ///< of sending, those that hold
  std::optional<ShutWay> shut_way;  ///< no mail can leave: the server cannot be reached
};

/// Counted by the store: as fast with a hundred thousand orders as with ten.
[[nodiscard]] Status status_of(StoreTransaction& tx);
[[nodiscard]] Status status_of(Store& store);

}  // namespace enclosure::app
