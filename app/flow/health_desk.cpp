#include "app/flow/health_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

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
  const auto [status, waiting] = store_.read<std::pair<Status, std::vector<DetailsRequest>>>(
      [](StoreTransaction& tx) { return std::pair(status_of(tx), tx.waiting_details_requests()); });
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
  text +=
      "# HELP enclosure_sent_in_waiting Sent in by buyers and not done yet.\n# TYPE "
      "enclosure_sent_in_waiting gauge\n";
  for (const auto state : {DetailsRequest::State::kPending, DetailsRequest::State::kSellerOnly}) {
    text += fmt::format("enclosure_sent_in_waiting{{state=\"{}\"}} {}\n", name_of(state),
                        std::count_if(waiting.begin(), waiting.end(),
                                      [&](const auto& one) { return one.state == state; }));
  }
  return text;
}

}  // namespace enclosure::app
