#include "app/flow/import_file.h"

#include <algorithm>
#include <set>

#include "app/flow/buyer_events.h"
#include "app/flow/future_events.h"
#include "app/flow/order_state.h"
#include "app/import/merge.h"
#include "app/import/own_json.h"
#include "invoice/tax/amounts.h"

namespace enclosure::app {
namespace {

/// What an invoice depends on, without what may change after it: dates, addresses, the language.
Order billed_part(Order consignment) {
  consignment.buyer = {};
  consignment.deliver_to = {};
  consignment.dispatch_from.reset();
  consignment.shipments.clear();
  consignment.state = OrderState::kOpen;
  consignment.supply_date.reset();
  consignment.order_date.reset();
  consignment.ordered_at.reset();
  return consignment;
}

/// Rates that the order itself does not tell came from the central bank when the invoice was made.
Order without_other_rates(Order billed, const Order& told) {
  std::erase_if(billed.exchange_rates,
                [&](const auto& rate) { return !told.exchange_rates.contains(rate.first); });
  return billed;
}

/// Whether every invoice of `order` still bills what the new version of the order says. What
/// corrects an invoice follows from it.
bool agrees_with_invoices(const Order& order, const std::vector<StoredInvoice>& documents) {
  if (documents.empty()) return true;
  const auto parts = invoice::consignments(as_billed(order, documents));
  if (!parts || !invoice::consignments(order)) return false;
  return std::all_of(documents.begin(), documents.end(), [&](const StoredInvoice& invoice) {
    if (!invoice.preceding.empty()) return true;
    const auto part = std::find_if(parts->begin(), parts->end(), [&](const auto& each) {
      return each.shipment == invoice.shipment;
    });
    const auto billed = order_from_json(invoice.consignment);
    return part != parts->end() && billed &&
           billed_part(part->order) == without_other_rates(billed_part(*billed), order);
  });
}

Faults check_event(const OrderEvent& event, StoreTransaction& tx) {
  const std::string path = "event " + event.id.to_string();
  const auto order = tx.order(event.order);
  if (!order) {
    return {{"EVENT-002", path, "there is no order " + event.order.to_string(),
             "import the order first"}};
  }
  const auto& shipments = order->order.shipments;
  const bool known = event.shipment.empty() ||
                     std::any_of(shipments.begin(), shipments.end(),
                                 [&](const Shipment& s) { return s.id == event.shipment; });
  if (!known) {
    return {{"EVENT-003", path,
             "order " + event.order.to_string() + " has no shipment " + event.shipment.to_string(),
             "leave `shipment` out, or import the order with its shipments first"}};
  }
  const auto before = tx.event(event.id);
  if ((before && !(*before == event)) || tx.buyer_event(event.id)) {
    return {{"EVENT-004", path, "this event id stands for another event already",
             "give each event an id of its own"}};
  }
  return {};
}

/// What a file changed of orders that have events.
struct Touched {
  std::set<OrderId> orders;
  std::set<EventId> events;  ///< new ones
};

/// Events that cannot have happened when they say. One that comes now is refused; one that was
/// taken before the shipping was known stays, counts for nothing, and the seller is told.
Faults check_days(const Touched& touched, StoreTransaction& tx, std::vector<std::string>& notices) {
  Faults faults;
  for (const OrderId& id : touched.orders) {
    const auto stored = tx.order(id);
    const auto events = tx.events_of(id);
    for (const OrderEvent& event : events) {
      const std::string why = why_impossible(event, stored->order, events);
      if (why.empty()) continue;
      const std::string what = "\"" + std::string(to_string(event.type)) + "\" of order " +
                               id.to_string() + " at " + to_string(event.at) + ": " + why;
      if (touched.events.contains(event.id)) {
        faults.push_back({"EVENT-007", "event " + event.id.to_string(), what,
                          "correct its day, or that of the order or the shipping"});
      } else if (event.type == EventType::kDelivered) {
        notices.push_back("event " + event.id.to_string() + ": " + what +
                          ". It does not count; import the delivery again with its day and "
                          "another id");
      }
    }
  }
  return faults;
}

}  // namespace

Result<ImportReport> store_import(const Imported& imported, Store& store, Instant now) {
  return store.transaction<ImportReport>([&](StoreTransaction& tx) -> Result<ImportReport> {
    ImportReport report;
    report.format = imported.format;
    report.notices = imported.notices;
    for (std::string& notice : future_events(imported, now))
      report.notices.push_back(std::move(notice));
    Faults faults;
    Touched touched;
    for (const Order& told : imported.orders) {
      ++report.orders;
      const auto before = tx.order(told.id);
      const Order order = before ? merged(before->order, told) : told;
      if (before && !(before->order == order) &&
          !agrees_with_invoices(order, tx.invoices_of(order.id))) {
        faults.push_back(
            {"IMPORT-011", "order " + order.id.to_string(),
             "the order has been invoiced and comes back with other goods or amounts",
             "leave it out of the file; a refund or correction needs a document of its own"});
        continue;
      }
      const Change change = tx.put_order(order, now);
      report.new_orders += change == Change::kNew;
      report.changed_orders += change == Change::kChanged;
      if (change == Change::kChanged) touched.orders.insert(order.id);
    }
    for (const OrderEvent& event : imported.events) {
      ++report.events;
      Faults wrong = check_event(event, tx);
      if (wrong.empty()) {
        if (tx.put_event(event, now) != Change::kNew) continue;
        ++report.new_events;
        touched.orders.insert(event.order);
        touched.events.insert(event.id);
      } else {
        append(faults, std::move(wrong));
      }
    }
    for (const messaging::BuyerEvent& event : imported.buyer_events) {
      ++report.events;
      Faults wrong = check_buyer_event(event, tx);
      if (wrong.empty()) {
        report.new_events += record_buyer_event(event, tx, now) == Change::kNew;
      } else {
        append(faults, std::move(wrong));
      }
    }
    append(faults, check_days(touched, tx, report.notices));
    if (!faults.empty()) return faults;
    return report;
  });
}

Result<ImportReport> import_file(std::string_view name, std::string_view bytes,
                                 std::optional<ImportFormat> format, const Shop& shop, Store& store,
                                 Instant now) {
  const auto imported = read_import(name, bytes, shop.import_context(), format);
  if (!imported) return imported.faults();
  auto report = store_import(*imported, store, now);
  if (!report) return under(name, std::move(report).faults());
  return report;
}

}  // namespace enclosure::app
