#pragma once
// The part of the store that knows how orders stand and counts: what `status`, the metrics, the API
// and the console show, of a hundred thousand orders as fast as of ten.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ports/standing.h"
#include "core/date.h"
#include "core/money.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

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

/// The part of a transaction that counts.
struct OverviewTransaction {
  virtual ~OverviewTransaction() = default;

  /// What the last look left; an import that changes the order puts it back to kNew.
  virtual void put_standing(const OrderId& order, const OrderStanding& standing) = 0;
  virtual std::optional<OrderStanding> standing_of(const OrderId& order) = 0;

  virtual std::size_t count_orders() = 0;
  virtual std::vector<std::pair<Standing, std::size_t>> count_standings() = 0;
  /// How many orders the last look held or refused for a fault, by its code.
  virtual std::vector<std::pair<std::string, std::size_t>> count_order_faults() = 0;
  /// How many orders have a deadline that ends at `until` or before.
  virtual std::size_t count_deadlines(Instant until) = 0;
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
};

}  // namespace enclosure::app
