#include "app/flow/status.h"

namespace enclosure::app {
namespace {

void add(Money amount, std::map<std::string, Money>& sums) {
  const auto [at, added] = sums.try_emplace(amount.currency().to_string(), amount);
  if (!added) at->second += amount;
}

void count_documents(StoreTransaction& tx, Status& status) {
  for (const DocumentCount& one : tx.count_documents()) {
    const bool credits = one.kind == invoice::InvoiceKind::kCreditNote;
    status.documents_by_kind[std::string(to_string(one.kind))] += one.count;
    if (credits) {
      status.credit_notes += one.count;
      add(one.total, status.credited_by_currency);
    } else {
      status.invoices += one.count;
      status.invoices_by_language[one.language.substr(0, one.language.find('-'))] += one.count;
    }
    add(credits ? -one.total : one.total, status.invoiced_by_currency);
  }
}

void count_messages(StoreTransaction& tx, Status& status) {
  for (const MessageCount& one : tx.count_messages()) {
    status.messages[static_cast<int>(one.stage)][std::string(messaging::to_string(one.state))] +=
        one.count;
    if (one.state == messaging::MessageState::kCancelled)
      status.suppressed_by_reason[one.reason] += one.count;
  }
}

}  // namespace

Status status_of(StoreTransaction& tx) {
  Status status;
  status.orders = tx.count_orders();
  for (const ChannelCount& one : tx.count_channels()) {
    std::string channel(to_string(one.channel));
    if (one.channel == Channel::kAmazon) channel += " " + std::string(to_string(one.fulfilment));
    status.orders_by_channel[channel] += one.count;
  }
  count_documents(tx, status);
  count_messages(tx, status);
  status.refunded_without_credit_note = tx.refunded_without_credit_note();
  for (const auto& [standing, count] : tx.count_standings()) status.standings[standing] = count;
  status.pauses = active_pauses(tx);
  status.shut_way = shut_way(tx);
  return status;
}

Status status_of(Store& store) {
  return store.read<Status>([](StoreTransaction& tx) { return status_of(tx); });
}

}  // namespace enclosure::app
