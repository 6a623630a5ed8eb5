// The buyer's link at the console.

#include <fmt/format.h>

#include "app/flow/console_action.h"
#include "app/flow/links.h"

namespace enclosure::app::action {
namespace {

std::optional<ActionView> link_form(const Desk& desk, const std::optional<OrderId>& order,
                                    const ConsoleFields&) {
  ActionView view;
  view.title = "Link for the buyer of order " + order->to_string();
  view.button = "Make the link";
  view.told = {
      fmt::format("Whoever has it can read the invoice and the manuals until {}. Give it to the "
                  "buyer alone.",
                  to_string(desk.shop.config.time_zone.date_of(
                      desk.now + std::chrono::days{desk.shop.config.link_valid_days})))};
  return view;
}

Result<Ran> link_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                     bool) {
  return desk.store.transaction<Ran>([&](StoreTransaction& tx) -> Result<Ran> {
    if (tx.invoices_of(*order).empty())
      return Fault{"CONSOLE-004", "order", "the order has no invoice yet",
                   "issue it first: a link opens an invoice"};
    ensure_link(*order, desk.shop, tx, desk.now);
    return Ran{"linked", {}};
  });
}

Fault no_link(const OrderId& order) {
  return {"CONSOLE-007", order.to_string(), "the order has no link that could be revoked",
          "open the order's page again: somebody may have revoked it"};
}

std::optional<ActionView> unlink_form(const Desk& desk, const std::optional<OrderId>& order,
                                      const ConsoleFields&) {
  ActionView view;
  view.title = "Revoke the link of order " + order->to_string();
  const bool there =
      desk.store.read<bool>([&](StoreTransaction& tx) { return tx.link_of(*order).has_value(); });
  if (!there) return closed(view.title, {no_link(*order)});
  view.button = "Revoke it";
  view.danger = true;
  view.told = {
      "It opens nothing any more, also where it stands in a mail or as a QR code on a page "
      "that was printed. You can make another one."};
  return view;
}

Result<Ran> unlink_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                       bool) {
  return desk.store.transaction<Ran>([&](StoreTransaction& tx) -> Result<Ran> {
    const auto link = tx.link_of(*order);
    if (!link) return no_link(*order);
    tx.revoke_link(link->id);
    return Ran{"unlinked", {}};
  });
}

}  // namespace

constexpr Action kLink{"link", true, false, link_form, link_now};
constexpr Action kUnlink{"unlink", true, false, unlink_form, unlink_now};

}  // namespace enclosure::app::action
