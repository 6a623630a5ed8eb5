#pragma once
// Long lists in pages: the part of the store that lets programs go through orders, documents and
// messages a page at a time. Each row has a place for good, behind all that were there when it
// came. A page begins behind a place, so it is the same whatever came in meanwhile, a walk through
// all of them misses nothing, and the cost of a page does not grow with those before it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/language.h"
#include "core/money.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// An order in a list.
struct OrderRow {
  OrderId order;
  Channel channel = Channel::kShop;
  Instant imported_at{};
  std::size_t documents = 0;
  std::int64_t position = 0;  ///< in the order in which they came
};

struct OrderFilter {
  std::optional<Channel> channel;
  std::optional<Instant> imported_from;    ///< at or after
  std::optional<Instant> imported_before;  ///< before
  std::optional<bool> invoiced;            ///< has documents, or has none
};

/// A document in a list.
struct DocumentRow {
  std::int64_t position = 0;  ///< in order of issue
  InvoiceNumber number;
  invoice::InvoiceKind kind = invoice::InvoiceKind::kInvoice;
  InvoiceNumber preceding;  ///< of a correction; else empty
  OrderId order;
  ShipmentId shipment;
  Date issue_date{};
  LanguageTag language;
  Money total;
  std::string pdf_sha256;
  bool cancelled = false;  ///< of an invoice: nothing of it is left
};

struct DocumentFilter {
  std::optional<OrderId> order;
  std::optional<invoice::InvoiceKind> kind;
  std::optional<Date> issued_from;   ///< on or after
  std::optional<Date> issued_until;  ///< on or before
};

/// A message in a list.
struct MessageRow {
  messaging::PlannedMessage plan;
  int attempts = 0;
  std::optional<Instant> sent_at;
  std::int64_t position = 0;  ///< in the order in which they were planned
};

struct MessageFilter {
  std::optional<OrderId> order;
  std::optional<messaging::Stage> stage;
  std::optional<messaging::MessageState> state;
};

/// The part of a transaction that reads them.
struct PageTransaction {
  virtual ~PageTransaction() = default;

  /// At most `most`, as they came. An order that is imported anew stays in its place.
  virtual std::vector<OrderRow> page_of_orders(const OrderFilter& filter, std::int64_t behind,
                                               std::size_t most) = 0;
  /// At most `most`, in order of issue.
  virtual std::vector<DocumentRow> page_of_documents(const DocumentFilter& filter,
                                                     std::int64_t behind, std::size_t most) = 0;
  /// At most `most`, as they were planned.
  virtual std::vector<MessageRow> page_of_messages(const MessageFilter& filter, std::int64_t behind,
                                                   std::size_t most) = 0;
  /// How many open messages are due at `now`, and how many were due before `late`.
  virtual std::pair<std::size_t, std::size_t> count_due(Instant now, Instant late) = 0;
};

}  // namespace enclosure::app
