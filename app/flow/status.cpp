#include "app/flow/status.h"

#include <algorithm>
#include <set>

namespace enclosure::app {
namespace {

bool was_refunded(const std::vector<OrderEvent>& events) {
  return std::any_of(events.begin(), events.end(),
                     [](const OrderEvent& event) { return event.type == EventType::kRefunded; });
}

void add(Money amount, std::map<std::string, Money>& sums) {
  const auto [at, added] = sums.try_emplace(amount.currency().to_string(), amount);
  if (!added) at->second += amount;
}

}  // namespace

Status status_of(Store& store) {
  return store.read<Status>([](StoreTransaction& tx) {
    Status status;
    std::set<OrderId> invoiced;
    std::set<OrderId> credited;
    for (const OrderId& id : tx.order_ids()) {
      const Order order = tx.order(id)->order;
      ++status.orders;
      std::string channel(to_string(order.channel));
      if (order.channel == Channel::kAmazon)
        channel += " " + std::string(to_string(order.fulfilment));
      ++status.orders_by_channel[channel];
    }
    for (const InvoiceNumber& number : tx.invoice_numbers()) {
      const StoredInvoice invoice = *tx.invoice(number);
      const bool credits = invoice.kind == invoice::InvoiceKind::kCreditNote;
      ++status.documents_by_kind[std::string(to_string(invoice.kind))];
      if (credits) {
        ++status.credit_notes;
        credited.insert(invoice.order);
      } else {
        ++status.invoices;
        ++status.invoices_by_language[invoice.language.language()];
        invoiced.insert(invoice.order);
      }
      add(credits ? -invoice.total : invoice.total, status.invoiced_by_currency);
      if (credits) add(invoice.total, status.credited_by_currency);
    }
    for (const OrderId& order : invoiced) {
      if (!credited.contains(order) && was_refunded(tx.events_of(order)))
        status.refunded_without_credit_note.push_back(order);
    }
    for (const StoredMessage& message : tx.all_messages()) {
      ++status.messages[static_cast<int>(message.plan.stage)]
                       [std::string(messaging::to_string(message.plan.state))];
      if (message.plan.state == messaging::MessageState::kCancelled)
        ++status.suppressed_by_reason[message.plan.reason];
    }
    return status;
  });
}

}  // namespace enclosure::app
