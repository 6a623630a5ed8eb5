#pragma once
// The part of the store that counts and lists: what `status`, the metrics and the console show, of
// a hundred thousand orders as fast as of ten.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ports/store.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// How an order stands on its way to an invoice, as `issue` saw it last.
enum class Standing {
  kNew,           ///< nobody has looked since it was imported
  kWaiting,       ///< it has not left
  kHeld,          ///< waits for something that comes by itself
  kRefused,       ///< waits for the seller
  kPartlyIssued,  ///< some shipments have their invoice, the others have not left
  kIssued,
  kNoDocument,   ///< the law wants none
  kMarketplace,  ///< the marketplace makes the invoice
  kCancelled,
};
[[nodiscard]] std::string_view word_of(Standing standing);  ///< "new", "partly_issued", …
[[nodiscard]] std::optional<Standing> parse_standing(std::string_view text);

/// What a look at an order left.
struct OrderStanding {
  Standing standing = Standing::kNew;
  std::optional<Instant> due_by;  ///< the invoice must be out by then; none once it is
  std::string due_rule;           ///< "amazon_business", "intra_community"; or empty
  Faults faults;                  ///< kHeld, kRefused

  friend bool operator==(const OrderStanding&, const OrderStanding&) = default;
};

/// One order of a list.
struct ListedOrder {
  OrderId order;
  Channel channel = Channel::kShop;
  Fulfilment fulfilment = Fulfilment::kShop;
  Instant imported_at{};
  Standing standing = Standing::kNew;
  std::optional<Instant> due_by;
  std::string due_rule;
  std::string fault_code;     ///< of the first fault; or empty
  std::string fault_message;  ///< or empty
  std::string fault_hint;     ///< or empty
};

/// Which orders, from where, how many. The newest import comes first.
struct OrderQuery {
  std::optional<Standing> standing;
  std::string number;             ///< a part of the order number, letter case aside; empty: any
  std::optional<OrderId> behind;  ///< continues after this one; an unknown one begins anew
  std::size_t limit = 50;
};

/// One message of a list.
struct ListedMessage {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;
  messaging::MessageState state = messaging::MessageState::kScheduled;
  std::string reason;
  std::optional<Instant> due_at;
  std::optional<Instant> sent_at;
  Instant updated_at{};
};

struct MessageQuery {
  messaging::MessageState state = messaging::MessageState::kScheduled;
  std::optional<std::string> reason;
  std::optional<messaging::Stage> stage;
  std::size_t offset = 0;
  std::size_t limit = 50;
};

/// Equal ones, counted.
struct DocumentCount {
  invoice::InvoiceKind kind = invoice::InvoiceKind::kInvoice;
  std::string language;  ///< "pt-BR" counts as it is
  std::size_t count = 0;
  Money total;
};
struct MessageCount {
  messaging::Stage stage = messaging::Stage::kDocuments;
  messaging::MessageState state = messaging::MessageState::kScheduled;
  std::string reason;
  std::size_t count = 0;
};
struct ChannelCount {
  Channel channel = Channel::kShop;
  Fulfilment fulfilment = Fulfilment::kShop;
  std::size_t count = 0;
};

/// The words of overview inside one unit of work.
struct OverviewTransaction {
  virtual ~OverviewTransaction() = default;

  /// What the last look left; an import that changes the order puts it back to kNew.
  virtual void put_standing(const OrderId& order, const OrderStanding& standing) = 0;
  virtual std::optional<OrderStanding> standing_of(const OrderId& order) = 0;

  virtual std::size_t count_orders() = 0;
  virtual std::vector<std::pair<Standing, std::size_t>> count_standings() = 0;
  /// How many orders the last look held or refused for a fault, by its code.
  virtual std::vector<std::pair<std::string, std::size_t>> count_order_faults() = 0;
  virtual std::vector<ChannelCount> count_channels() = 0;
  virtual std::vector<DocumentCount> count_documents() = 0;
  virtual std::vector<MessageCount> count_messages() = 0;
  /// Open messages whose time has come at `now`.
  virtual std::size_t count_due_messages(Instant now) = 0;
  /// The first due time of an open message after `now`.
  virtual std::optional<Instant> next_due_after(Instant now) = 0;
  /// Of which a refund was reported, that have an invoice and no credit note; by number.
  virtual std::vector<OrderId> refunded_without_credit_note() = 0;

  /// How many were imported, issued (credit notes apart), sent, in each span between two
  /// neighbouring bounds, the first of them included. Bounds ascend.
  virtual std::vector<std::size_t> orders_between(const std::vector<Instant>& bounds) = 0;
  virtual std::vector<std::size_t> documents_between(const std::vector<Instant>& bounds) = 0;
  virtual std::vector<std::size_t> sent_between(const std::vector<Instant>& bounds) = 0;

  virtual std::vector<ListedOrder> list_orders(const OrderQuery& query) = 0;
  /// Those that have a deadline, the nearest first.
  virtual std::vector<ListedOrder> list_deadlines(std::size_t limit) = 0;
  virtual std::size_t count_deadlines(Instant until) = 0;  ///< of them, due by `until`
  /// The open ones by due time, those without one last; others the newest change first.
  virtual std::vector<ListedMessage> list_messages(const MessageQuery& query) = 0;
};

/// The words of overview of `tx`: every store has them.
[[nodiscard]] inline OverviewTransaction& overview(StoreTransaction& tx) {
  return dynamic_cast<OverviewTransaction&>(tx);
}

}  // namespace enclosure::app
