#include "app/flow/health_desk.h"

#include <fmt/format.h>

#include "app/flow/status.h"

namespace enclosure::app {

bool StoreHealthDesk::is_ready() {
  try {
    return store_.read<bool>(
        [](StoreTransaction& tx) { return tx.setting("dispatcher") != "broken"; });
  } catch (const std::exception&) {
    return false;
  }
}

std::string StoreHealthDesk::metrics() {
  const Status status = status_of(store_);
  std::string text = fmt::format(
      "# HELP enclosure_orders Orders in the store.\n# TYPE enclosure_orders "
      "gauge\nenclosure_orders {}\n"
      "# HELP enclosure_invoices_total Invoices issued.\n# TYPE enclosure_invoices_total "
      "counter\nenclosure_invoices_total {}\n"
      "# HELP enclosure_messages Planned messages by stage and state.\n# TYPE enclosure_messages "
      "gauge\n",
      status.orders, status.invoices);
  for (const auto& [stage, states] : status.messages) {
    for (const auto& [state, count] : states)
      text +=
          fmt::format("enclosure_messages{{stage=\"{}\",state=\"{}\"}} {}\n", stage, state, count);
  }
  return text;
}

}  // namespace enclosure::app
