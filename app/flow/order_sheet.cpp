#include "app/flow/order_sheet.h"

#include <algorithm>

#include "app/flow/dispatch.h"

namespace enclosure::app {

Result<OrderSheet> sheet_of_order(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                                  Instant now) {
  const auto known = mail_case(order, shop, tx, now);
  if (!known)
    return Fault{"SHEET-002", order.to_string(), "there is no such order", "import it first"};
  const auto messages = tx.messages_of(order);
  const bool was_sent =
      std::any_of(messages.begin(), messages.end(), [](const StoredMessage& message) {
        return message.plan.stage == messaging::Stage::kDocuments && message.sent_at;
      });
  if (was_sent && has_cover_sheet(known->kept)) {
    auto loaded = load_kept({known->kept.back()}, shop);
    if (!loaded) return std::move(loaded).faults();
    return OrderSheet{{std::move(loaded->front()), false, {}}, true, false};
  }
  const auto selection = selection_for(known->order, shop, now);
  auto made = make_cover_sheet({known->order, selection, {}, known->invoice_url, true}, shop, now);
  if (!made) return std::move(made).faults();
  if (!*made) {
    return Fault{"SHEET-003", order.to_string(),
                 "there are no documents, links or first steps for what was ordered",
                 "add them to products/catalogue.json: `enclosure why " + order.to_string() +
                     "` tells what was looked for"};
  }
  return OrderSheet{*std::move(*made), false, was_sent};
}

}  // namespace enclosure::app
