#pragma once
// The port to what is remembered: orders, events, issued documents, planned messages. One
// conformance suite (tests/store) describes it; every implementation passes it.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/api_keys.h"
#include "app/ports/bounce_store.h"
#include "app/ports/buyer_events.h"
#include "app/ports/console_store.h"
#include "app/ports/evidence_store.h"
#include "app/ports/kept_answers.h"
#include "app/ports/kept_enclosures.h"
#include "app/ports/link_checks.h"
#include "app/ports/link_store.h"
#include "app/ports/lists.h"
#include "app/ports/outbox_store.h"
#include "app/ports/overview_store.h"
#include "app/ports/stored.h"
#include "app/ports/webhooks.h"
#include "core/order.h"
#include "core/result.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// One unit of work: all of it happens, or nothing. Lives inside `Store::transaction`.
class StoreTransaction : public BuyerEventTransaction,
                         public EvidenceTransaction,
                         public EnclosureTransaction,
                         public LinkCheckTransaction,
                         public LinkTransaction,
                         public OutboxTransaction,
                         public BounceTransaction,
                         public ApiKeyTransaction,
                         public ListTransaction,
                         public OverviewTransaction,
                         public ConsoleTransaction,
                         public KeptAnswerTransaction,
                         public WebhookTransaction {
 public:
  /// Does a part of the work: what it did is undone when it gives faults. What it throws ends the
  /// whole transaction.
  template <typename T>
  Result<T> attempt(const std::function<Result<T>()>& part) {
    std::optional<Result<T>> result;
    nest([&] {
      result.emplace(part());
      return result->has_value();
    });
    return *std::move(result);
  }

  // Orders and events
  virtual Change put_order(const Order& order, Instant now) = 0;
  virtual std::optional<StoredOrder> order(const OrderId& id) = 0;
  virtual std::vector<OrderId> order_ids() = 0;
  /// Orders of which something may still have to be issued: neither settled, nor changed since they
  /// were.
  virtual std::vector<OrderId> orders_to_issue() = 0;
  /// Nothing is left to issue of `order`, until an import changes it.
  virtual void settle(const OrderId& order) = 0;
  /// New, or unchanged when an event of that id is there already.
  virtual Change put_event(const OrderEvent& event, Instant now) = 0;
  virtual std::optional<OrderEvent> event(const EventId& id) = 0;
  virtual std::vector<OrderEvent> events_of(const OrderId& order) = 0;
  /// The first instant after `now` at which an event or a shipment takes place: when a walk must
  /// stop and look.
  virtual std::optional<Instant> next_event_after(Instant now) = 0;

  // Documents
  /// The next number of `series`; it is spent only when the transaction commits.
  virtual std::int64_t take_next_number(const std::string& series) = 0;
  virtual void add_invoice(const StoredInvoice& invoice) = 0;
  virtual std::optional<StoredInvoice> invoice(const InvoiceNumber& number) = 0;
  /// All documents of an order, in order of issue.
  virtual std::vector<StoredInvoice> invoices_of(const OrderId& order) = 0;
  virtual std::vector<InvoiceNumber> invoice_numbers() = 0;  ///< in order of issue
  virtual std::string last_chain() = 0;                      ///< empty before the first document
  /// The day of the last document of `series`; nothing before the first.
  virtual std::optional<Date> last_date_of(const std::string& series) = 0;
  /// The series and the last number taken from each.
  virtual std::vector<std::pair<std::string, std::int64_t>> series() = 0;

  // Messages
  /// Adds the plan of an order; a stage that is planned already stays as it is.
  virtual void enqueue(const std::vector<messaging::PlannedMessage>& plan, Instant now) = 0;
  virtual void update_message(const StoredMessage& message) = 0;
  virtual std::vector<StoredMessage> messages_of(const OrderId& order) = 0;
  /// Messages that are not settled yet: scheduled, retryable, sending; by order and stage.
  virtual std::vector<StoredMessage> open_messages() = 0;
  /// Those of the open messages about which `now` may have changed something: due, past their
  /// window, cut off while sending, or of an order to which something happened after `since`.
  /// Without `since`: all open ones. Besides, cancelled ones whose want has been met since: for
  /// want of an address (`S:no_address`), of an invoice (`R22:no_invoice`), and stage 1 of an order
  /// whose dead address (`S:bounced`) was mended. What is still wanting is not among them.
  virtual std::vector<StoredMessage> messages_to_look_at(std::optional<Instant> since,
                                                         Instant now) = 0;
  /// The first instant after `now` at which an open message is due or its window has closed.
  virtual std::optional<Instant> next_message_moment_after(Instant now) = 0;
  virtual std::vector<StoredMessage> all_messages() = 0;
  /// When the address behind `recipient_key` was last written to, or may have been: a mail that is
  /// being handed over, or of which nobody knows whether it went out, counts from the moment it was
  /// begun. Those of the order `besides` do not: they may be tried again.
  virtual std::optional<Instant> last_sent_to(const std::string& recipient_key,
                                              const OrderId& besides) = 0;
  virtual void log(const MessageLogEntry& entry) = 0;
  virtual std::vector<MessageLogEntry> log_of(const OrderId& order) = 0;

  // Settings of the dispatcher
  virtual std::string setting(const std::string& key) = 0;  ///< empty when unset
  virtual void put_setting(const std::string& key, const std::string& value) = 0;

 protected:
  /// Keeps what `part` did when it says true, else undoes it.
  virtual void nest(const std::function<bool()>& part) = 0;
};

/// The store. Safe for several threads, and for several processes that have it open.
///
/// What reads (`read`) sees the store as it was at one moment, waits for nobody and keeps nobody
/// waiting. What writes (`write`, `transaction`) comes one after the other, in this process and in
/// all others. Neither is begun within the other. Work throws what it likes; all of them throw
/// WorldError: when the store cannot be had (try later), the disk is full or the file damaged.
class Store {
 public:
  virtual ~Store() = default;

  /// Runs `work` in one transaction: commits when it returns a value, rolls back on faults and
  /// exceptions.
  template <typename T>
  Result<T> transaction(const std::function<Result<T>(StoreTransaction&)>& work) {
    std::optional<Result<T>> result;
    run([&](StoreTransaction& tx) {
      result.emplace(work(tx));
      return result->has_value();
    });
    return *std::move(result);
  }

  /// The same for work that cannot find fault with data.
  template <typename T>
  T write(const std::function<T(StoreTransaction&)>& work) {
    std::optional<T> result;
    run([&](StoreTransaction& tx) {
      result.emplace(work(tx));
      return true;
    });
    return *std::move(result);
  }
  void write(const std::function<void(StoreTransaction&)>& work) {
    run([&](StoreTransaction& tx) {
      work(tx);
      return true;
    });
  }

  /// Runs `work`, which only looks. Work that writes all the same is our mistake: it throws
  /// std::logic_error.
  template <typename T>
  T read(const std::function<T(StoreTransaction&)>& work) {
    std::optional<T> result;
    look([&](StoreTransaction& tx) { result.emplace(work(tx)); });
    return *std::move(result);
  }
  void read(const std::function<void(StoreTransaction&)>& work) { look(work); }

  /// A number that has grown whenever a commit has changed the store since it was asked before,
  /// whichever thread or process made it; asking costs a few microseconds and no transaction. Two
  /// equal numbers of one object: nothing came in between. It may grow without a change; it means
  /// nothing to another object or after a restart.
  ///
  /// For caches: ask first and read then. What was read is at least as new as the number, so what
  /// is kept under it is good as long as the number is the same.
  virtual std::uint64_t data_version() = 0;

  /// Defects that the database itself reports; empty when all is well.
  virtual std::vector<std::string> check() = 0;

 protected:
  /// Commits when `work` says true, else rolls back.
  virtual void run(const std::function<bool(StoreTransaction&)>& work) = 0;
  /// Runs `work` in a transaction in which nothing can be changed.
  virtual void look(const std::function<void(StoreTransaction&)>& work) = 0;
};

}  // namespace enclosure::app
