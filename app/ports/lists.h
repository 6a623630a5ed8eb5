#pragma once
// Long lists in pages: the part of the store through which console and API go over orders,
// documents and messages (docs/decisions/0191).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/page.h"
#include "app/ports/standing.h"
#include "app/ports/stored.h"
#include "core/date.h"
#include "core/language.h"
#include "core/money.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// An order in a list, with how the last look left it.
struct ListedOrder {
  OrderId order;
  Channel channel = Channel::kShop;
  Fulfilment fulfilment = Fulfilment::kShop;
  Instant imported_at{};
  std::size_t documents = 0;
  Standing standing = Standing::kNew;
  std::optional<Instant> due_by;
  std::string due_rule;
  std::string fault_code;     ///< of the first fault; or empty
  std::string fault_message;  ///< or empty
  std::string fault_hint;     ///< or empty
  std::int64_t position = 0;  ///< in the order in which they came; one that comes anew keeps it
};

struct OrderFilter {
  std::optional<Channel> channel;
  std::optional<Instant> imported_from;    ///< at or after
  std::optional<Instant> imported_before;  ///< before
  std::optional<bool> invoiced;            ///< has documents, or has none
  std::optional<Standing> standing;
  std::string number;  ///< a part of the order number, letter case aside; empty: any
};

/// A document in a list.
struct ListedDocument {
  InvoiceNumber number;
  invoice::InvoiceKind kind = invoice::InvoiceKind::kInvoice;
  InvoiceNumber preceding;  ///< of a correction; else empty
  OrderId order;
  ShipmentId shipment;
  Date issue_date{};
  LanguageTag language;
  Money total;
  std::string pdf_sha256;
  bool cancelled = false;     ///< of an invoice: nothing of it is left
  std::int64_t position = 0;  ///< in order of issue
};

struct DocumentFilter {
  std::optional<OrderId> order;
  std::optional<invoice::InvoiceKind> kind;
  std::optional<Date> issued_from;   ///< on or after
  std::optional<Date> issued_until;  ///< on or before
};

/// A message in a list.
struct ListedMessage : StoredMessage {
  std::int64_t position = 0;  ///< in the order in which they were planned
};

struct MessageFilter {
  std::optional<OrderId> order;
  std::optional<messaging::Stage> stage;
  std::optional<messaging::MessageState> state;
};

/// Whether a message is not settled yet: scheduled, retryable, sending.
[[nodiscard]] constexpr bool is_open(messaging::MessageState state) {
  return state == messaging::MessageState::kScheduled ||
         state == messaging::MessageState::kRetryable || state == messaging::MessageState::kSending;
}

/// Where a message stands among those of its state: open ones by due time, those without one last;
/// sent ones by when they were sent, others by their last change, both the newest first.
struct MessageMoment {
  std::optional<Instant> at;  ///< none: an open one without due time
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;

  friend bool operator==(const MessageMoment&, const MessageMoment&) = default;
};
[[nodiscard]] inline MessageMoment moment_of(const StoredMessage& message) {
  const bool sent = message.plan.state == messaging::MessageState::kSent;
  return {is_open(message.plan.state) ? message.plan.due_at
          : sent                      ? message.sent_at
                                      : std::optional(message.updated_at),
          message.plan.order, message.plan.stage};
}

/// Which page of the messages of one state, by their moments.
struct MessagesOfState {
  messaging::MessageState state = messaging::MessageState::kScheduled;
  std::optional<std::string> reason;
  std::optional<messaging::Stage> stage;
  std::optional<MessageMoment> behind;  ///< of the message before; none: the list begins
  std::size_t most = 50;
};

/// The part of a transaction that lists.
struct ListTransaction {
  virtual ~ListTransaction() = default;

  virtual PageOf<ListedOrder> list_orders(const OrderFilter& filter, const PageAt& page) = 0;
  virtual PageOf<ListedDocument> list_documents(const DocumentFilter& filter,
                                                const PageAt& page) = 0;
  virtual PageOf<ListedMessage> list_messages(const MessageFilter& filter, const PageAt& page) = 0;
  /// A message whose moment has changed since stands where it belongs now.
  virtual PageOf<ListedMessage> messages_of_state(const MessagesOfState& wanted) = 0;
  /// Orders that have a deadline, the nearest first.
  virtual std::vector<ListedOrder> list_deadlines(std::size_t most) = 0;
};

}  // namespace enclosure::app
