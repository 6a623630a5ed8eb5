// Issue now, and the seller's word about a VAT number, at the console.

#include <fmt/format.h>

#include <algorithm>

#include "app/config/setup.h"
#include "app/flow/console_action.h"
#include "app/flow/decide_vat_number.h"
#include "app/flow/issue.h"
#include "app/flow/why.h"
#include "app/flow/words.h"
#include "core/text.h"

namespace enclosure::app::action {
namespace {

/// So many are issued while the seller waits; the dispatcher does the rest.
constexpr std::size_t kIssuedAtOnce = 100;

std::optional<ActionView> issue_form(const Desk& desk, const std::optional<OrderId>& order,
                                     const ConsoleFields&) {
  ActionView view;
  view.title = order ? "Issue order " + order->to_string() : "Issue what is due";
  view.button = "Issue now";
  view.told = {
      "Draws the next number of the series, makes the documents and plans the mails. An "
      "issued invoice cannot be changed or deleted any more: it can be credited or "
      "corrected."};
  if (!order) {
    const auto open = desk.store.read<std::size_t>(
        [](StoreTransaction& tx) { return tx.orders_to_issue().size(); });
    view.told.push_back(
        fmt::format("Orders that are not settled yet: {}. At most {} are looked at here, the "
                    "dispatcher looks at all of them.",
                    open, kIssuedAtOnce));
    return view;
  }
  const auto why = desk.store.read<Result<Why>>(
      [&](StoreTransaction& tx) { return why_of(*order, desk.shop, tx, desk.now); });
  if (!why) return std::nullopt;
  view.told.push_back("It is " + std::string(state_told(why->state)) + ".");
  for (const WhyPart& part : why->parts) append(view.faults, part.faults);
  return view;
}

Result<Ran> issue_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                      bool) {
  if (Faults open = open_setup(desk.shop.config); !open.empty()) return open;
  std::vector<OrderId> orders;
  if (order) {
    orders = {*order};
  } else {
    orders = desk.store.read<std::vector<OrderId>>(
        [](StoreTransaction& tx) { return tx.orders_to_issue(); });
    orders.resize(std::min(orders.size(), kIssuedAtOnce));
  }
  Crew crew(1);
  Faults faults;
  for (const auto& outcomes : issue_orders(orders, desk.shop, desk.store, desk.now, crew)) {
    for (const IssueOutcome& outcome : outcomes) append(faults, outcome.faults);
  }
  if (order && !faults.empty()) return faults;
  return Ran{"issued", {}};
}

const std::vector<console::Choice>& decisions() {
  static const std::vector<console::Choice> all{
      {"retry", "ask VIES again now"},
      {"tax", "tax as if no number had been given"},
      {"exempt", "exempt at my own risk: I owe the VAT if it was not valid"}};
  return all;
}

std::optional<ActionView> vat_form(const Desk& desk, const std::optional<OrderId>& order,
                                   const ConsoleFields& given) {
  const auto why = desk.store.read<Result<Why>>(
      [&](StoreTransaction& tx) { return why_of(*order, desk.shop, tx, desk.now); });
  if (!why) return std::nullopt;
  ActionView view;
  view.title = "VAT number of order " + order->to_string();
  view.button = "Keep this decision";
  view.told = {
      "VIES has neither confirmed nor denied the buyer's number. What you decide stays with "
      "the order, with your name and reason."};
  for (const Consultation& one : why->evidence.consultations) view.told.push_back(told_of(one));
  view.fields = {choice("kind", "Decision", given, decisions()),
                 text("by", "Who decides", given, "", true),
                 text("reason", "Why", given, "needed unless VIES is asked again")};
  return view;
}

Result<Ran> vat_now(const Desk& desk, const std::optional<OrderId>& order,
                    const ConsoleFields& fields, bool) {
  constexpr OwnDecision::Kind kKinds[] = {OwnDecision::Kind::kAskAgain, OwnDecision::Kind::kTax,
                                          OwnDecision::Kind::kExempt};
  Faults faults;
  const std::string because = reason_in(fields, kLongestReason, faults);
  const std::string by = take(single_line(field_in(fields, "by")), "by", faults);
  const auto kind = kKinds[chosen(fields, "kind", decisions(), faults)];
  if (!faults.empty()) return faults;
  const auto result = decide_vat_number(*order, kind, by, because, desk.shop, desk.store, desk.now);
  if (!result) return result.faults();
  return Ran{kind == OwnDecision::Kind::kAskAgain ? "asked" : "decided", {}};
}

}  // namespace

constexpr Action kIssueOrder{"issue", true, false, issue_form, issue_now};
constexpr Action kIssueDue{"issue", false, false, issue_form, issue_now};
constexpr Action kDecideVatNumber{"vat", true, false, vat_form, vat_now};

}  // namespace enclosure::app::action
