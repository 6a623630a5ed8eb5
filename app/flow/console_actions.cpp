// What the seller does at the console: each through the use case of the command that does the same.

#include <algorithm>
#include <array>

#include "app/flow/console_action.h"
#include "app/flow/console_desk.h"
#include "app/flow/console_once.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using action::Action;
using action::Desk;
using action::Ran;
using console::ActionView;

constexpr std::array kActions{&action::kIssueOrder,      &action::kCredit,   &action::kCorrect,
                              &action::kDecideVatNumber, &action::kLink,     &action::kUnlink,
                              &action::kBlockOrder,      &action::kIssueDue, &action::kPause,
                              &action::kResume,          &action::kBlock,    &action::kUnblock};

const Action* action_named(std::string_view name, bool of_order) {
  const auto at = std::find_if(kActions.begin(), kActions.end(), [&](const Action* one) {
    return one->name == name && one->of_order == of_order;
  });
  return at == kActions.end() ? nullptr : *at;
}

/// Where the seller comes from and goes back to.
std::string home_of(std::string_view action, const std::optional<OrderId>& order) {
  if (order) return "/orders/" + order->to_string();
  if (action == "block" || action == "unblock") return "/bounces";
  return action == "issue" ? "/orders" : "/messages";
}

/// The form with what every form has.
ActionView framed(ActionView view, const Action& action, const std::optional<OrderId>& order) {
  view.back = home_of(action.name, order);
  view.back_label = order                     ? "Order " + order->to_string()
                    : view.back == "/bounces" ? "Bounces and block list"
                    : view.back == "/orders"  ? "Orders"
                                              : "Messages";
  view.action = (order ? "/orders/" + order->to_string() + "/" : "/do/") + std::string(action.name);
  view.form_id = base64url(random_bytes(16));
  return view;
}

/// Nothing: the form was spent before.
std::optional<Result<Ran>> run_once(const Action& action, const Desk& desk,
                                    const std::optional<OrderId>& order,
                                    const ConsoleFields& fields) {
  const std::string mark = field_in(fields, "form");
  if (mark.empty()) return unmarked_form();
  return once<Ran>(mark, desk.store, desk.now, [&](Store& store) {
    return action.run({desk.shop, store, desk.now}, order, fields, false);
  });
}

/// The order that is meant, and whether it makes sense.
struct Target {
  bool exists = false;
  std::optional<OrderId> order;
};

Target target_of(const std::string& order, Store& store) {
  if (order.empty()) return {true, std::nullopt};
  const auto id = OrderId::parse(order);
  if (!id) return {};
  const bool known =
      store.read<bool>([&](StoreTransaction& tx) { return tx.order(*id).has_value(); });
  return {known, *id};
}

}  // namespace

std::optional<console::ActionView> StoreConsoleDesk::action_form(const std::string& order,
                                                                 const std::string& action,
                                                                 const ConsoleFields& given) {
  const Action* found = action_named(action, !order.empty());
  const Target target = target_of(order, store_);
  if (found == nullptr || !target.exists) return std::nullopt;
  auto form = found->form({shop_, store_, tools_.clock()}, target.order, given);
  if (!form) return std::nullopt;
  return framed(*std::move(form), *found, target.order);
}

std::optional<ActionAnswer> StoreConsoleDesk::act(const std::string& order,
                                                  const std::string& action,
                                                  const ConsoleFields& fields) {
  const Action* found = action_named(action, !order.empty());
  const Target target = target_of(order, store_);
  if (found == nullptr || !target.exists) return std::nullopt;
  const Desk desk{shop_, store_, tools_.clock()};
  const std::string home = home_of(action, target.order);
  const bool rehearse = found->is_rehearsed && field_in(fields, "step") != "do";
  const auto ran = rehearse ? std::optional(found->run(desk, target.order, fields, true))
                            : run_once(*found, desk, target.order, fields);
  if (!ran) return ActionAnswer{"before", home, {}};
  if (*ran && !rehearse) {
    tools_.wake();
    return ActionAnswer{(*ran)->done, home, {}};
  }
  auto form = found->form(desk, target.order, fields);
  if (!form) form = action::closed("This cannot be done", {});
  form->faults = ran->faults();
  if (*ran) {
    form->confirming = true;
    form->danger = true;
    form->outcome = (*ran)->outcome;
    form->told = {"Nothing was kept yet; this is what would be issued. It cannot be taken back."};
    form->button = "Issue it";
  }
  return ActionAnswer{"", home, framed(*std::move(form), *found, target.order)};
}

}  // namespace enclosure::app
