// Credit notes at the console.

#include <algorithm>

#include "app/flow/console_action.h"
#include "app/flow/credit.h"
#include "app/flow/filing.h"
#include "core/text.h"

namespace enclosure::app::action {
namespace {

using What = invoice::CreditRequest::What;

std::vector<console::Choice> standing_of(const std::vector<InvoiceChain>& chains) {
  std::vector<console::Choice> choices;
  for (const InvoiceChain& chain : chains) {
    if (chain.is_cancelled()) continue;
    const std::string number = chain.invoice.number.to_string();
    choices.push_back({number, number + ", " + money_told(chain.invoice.total)});
  }
  return choices;
}

const std::vector<console::Choice>& kinds() {
  static const std::vector<console::Choice> all{
      {"all", "everything that is left: cancels the invoice"},
      {"shipping", "shipping and wrapping that are left"},
      {"amount", "a sum of money; the goods stay with the buyer"},
      {"lines", "lines, or pieces of them"}};
  return all;
}

std::optional<ActionView> credit_form(const Desk& desk, const std::optional<OrderId>& order,
                                      const ConsoleFields& given) {
  const auto chains = chains_of(desk.store.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(*order); }));
  if (chains.empty()) return std::nullopt;
  const std::string title = "Credit note for order " + order->to_string();
  const auto invoices = standing_of(chains);
  if (invoices.empty()) {
    return closed(title, {{"CREDIT-013", order->to_string(), "every invoice of it is cancelled",
                           "nothing is left to credit"}});
  }
  ActionView view;
  view.title = title;
  view.button = "See what it comes to";
  view.told = {"Money goes back by a document of its own; the invoice stays as it is."};
  view.fields = {choice("invoice", "Invoice", given, invoices),
                 choice("what", "What is given back", given, kinds()),
                 text("amount", "Sum", given, "for a sum of money, like 12.50; VAT included"),
                 text("lines", "Lines", given,
                      "for lines: #1=2 is two pieces of the first position, #1 all that are left; "
                      "several with commas"),
                 text("reason", "Reason", given, "printed on the credit note")};
  return view;
}

/// "#1=2, #3": lines with how many pieces.
std::vector<std::pair<std::string, std::optional<Decimal>>> lines_of(const std::string& given,
                                                                     Faults& faults) {
  std::vector<std::pair<std::string, std::optional<Decimal>>> lines;
  std::string_view rest = given;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view one = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (one.empty()) continue;
    const std::size_t at = one.rfind('=');
    if (at == std::string_view::npos) {
      lines.emplace_back(std::string(one), std::nullopt);
    } else {
      lines.emplace_back(std::string(trim(one.substr(0, at))),
                         take(Decimal::parse(trim(one.substr(at + 1))), "lines", faults));
    }
  }
  if (lines.empty())
    faults.push_back({"CONSOLE-003", "lines", "no line is named", "name at least one, like #1=2"});
  return lines;
}

Result<Ran> credit_now(const Desk& desk, const std::optional<OrderId>& order,
                       const ConsoleFields& fields, bool rehearse) {
  constexpr What kWhat[] = {What::kWhole, What::kShipping, What::kAmount, What::kLines};
  Faults faults;
  CreditCommand command;
  command.order = *order;
  command.invoice = take(InvoiceNumber::parse(field_in(fields, "invoice")), "invoice", faults);
  command.what = kWhat[chosen(fields, "what", kinds(), faults)];
  if (command.what == What::kAmount)
    command.amount = take(Decimal::parse(trim(field_in(fields, "amount"))), "amount", faults);
  if (command.what == What::kLines) command.lines = lines_of(field_in(fields, "lines"), faults);
  command.reason = reason_in(fields, kLongestPrintedReason, faults);
  command.dry_run = rehearse;
  if (!faults.empty()) return faults;
  const auto outcome = issue_credit_note(command, desk.shop, desk.store, desk.now);
  if (!outcome) return outcome.faults();
  if (!rehearse) return Ran{"credited", {}};
  const auto& totals = outcome->credit_note->totals;
  return Ran{"",
             {{"Invoice", outcome->original->number.to_string()},
              {"Given back", money_told(totals.total_with_vat)},
              {"VAT in it", money_told(totals.vat_total)},
              {"Lines", std::to_string(outcome->credit_note->lines.size())},
              {"Left of the invoice", money_told(outcome->left)},
              {"The invoice", outcome->cancels ? "is cancelled by it" : "stays valid"}}};
}

}  // namespace

constexpr Action kCredit{"credit", true, true, credit_form, credit_now};

}  // namespace enclosure::app::action
