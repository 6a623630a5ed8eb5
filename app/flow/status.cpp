#include "app/flow/status.h"

namespace enclosure::app {

Status status_of(Store& store) {
  return store.read<Status>([](StoreTransaction& tx) {
    Status status;
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
      ++status.invoices;
      ++status.invoices_by_language[invoice.language.language()];
      const auto [at, added] = status.invoiced_by_currency.try_emplace(
          invoice.total.currency().to_string(), invoice.total);
      if (!added) at->second += invoice.total;
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
