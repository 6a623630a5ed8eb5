// Credit notes at the console.

#include <fmt/format.h>

#include "app/flow/console_action.h"
#include "app/flow/credit.h"
#include "app/flow/filing.h"
#include "core/text.h"

namespace enclosure::app::action {
namespace {

using What = invoice::CreditRequest::What;

/// The name of the field for pieces of a line: "pieces:", the invoice, ":", the line (BT-126).
constexpr std::string_view kPieces = "pieces:";

std::vector<InvoiceChain> standing_chains(const Desk& desk, const OrderId& order) {
  auto chains = chains_of(desk.store.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(order); }));
  std::erase_if(chains, [](const InvoiceChain& chain) { return chain.is_cancelled(); });
  return chains;
}

std::vector<console::Choice> choices_of(const std::vector<InvoiceChain>& chains) {
  std::vector<console::Choice> choices;
  for (const InvoiceChain& chain : chains) {
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

/// The kinds, with none of them chosen: what cancels an invoice is chosen by the seller.
Field kind_field(const ConsoleFields& given) {
  std::vector<console::Choice> choices{{"", "choose one"}};
  choices.insert(choices.end(), kinds().begin(), kinds().end());
  return choice("what", "What is given back", given, std::move(choices));
}

std::string line_told(const invoice::InvoiceLine& line) {
  switch (line.kind) {
    case invoice::LineKind::kShipping:
      return "shipping";
    case invoice::LineKind::kGiftWrap:
      return "wrapping";
    default:
      return line.description;
  }
}

/// A field for each line of the invoice of which something is left.
void add_line_fields(const InvoiceChain& chain, const ConsoleFields& given,
                     std::vector<Field>& fields) {
  const auto original = document_of(chain.invoice);
  const auto before = documents_of(chain.credit_notes);
  if (!original || !before) return;  // working it out tells
  const std::string number = chain.invoice.number.to_string();
  const invoice::Balance balance = invoice::balance_of(*original, *before);
  for (const invoice::InvoiceLine& line : (*original)->lines) {
    const invoice::LineBalance* left = balance.line(line.id);
    if (left == nullptr || left->quantity.is_zero()) continue;
    const std::string pieces = left->quantity.normalised().to_string();
    Field field = text(fmt::format("{}{}:{}", kPieces, number, line.id),
                       fmt::format("{} #{}: {}", number, line.id, line_told(line)), given,
                       fmt::format("for lines: how many pieces; left are {}, {}", pieces,
                                   money_told(left->gross)));
    field.kind = Field::Kind::kNumber;
    field.most = pieces;
    fields.push_back(std::move(field));
  }
}

std::optional<ActionView> credit_form(const Desk& desk, const std::optional<OrderId>& order,
                                      const ConsoleFields& given) {
  const bool any = desk.store.read<bool>(
      [&](StoreTransaction& tx) { return !chains_of(tx.invoices_of(*order)).empty(); });
  if (!any) return std::nullopt;
  const std::string title = "Credit note for order " + order->to_string();
  const auto chains = standing_chains(desk, *order);
  if (chains.empty()) {
    return closed(title, {{"CREDIT-013", order->to_string(), "every invoice of it is cancelled",
                           "nothing is left to credit"}});
  }
  ActionView view;
  view.title = title;
  view.button = "See what it comes to";
  view.told = {"Money goes back by a document of its own; the invoice stays as it is."};
  view.fields = {choice("invoice", "Invoice", given, choices_of(chains)), kind_field(given),
                 text("amount", "Sum", given, "for a sum of money, like 12.50; VAT included")};
  for (const InvoiceChain& chain : chains) add_line_fields(chain, given, view.fields);
  view.fields.push_back(text("reason", "Reason", given, "printed on the credit note"));
  return view;
}

/// Fault CREDIT-020 for a field that is filled in and does not belong to what was chosen.
Fault said_twice(std::string field, std::string_view what, std::string_view chosen) {
  return {"CREDIT-020", std::move(field),
          fmt::format("it is said twice what to give back: \"{}\" was chosen, and {} named", chosen,
                      what),
          "choose what is meant, or leave this field empty"};
}

/// How many pieces of which lines. Pieces of another invoice, or of another choice than "lines",
/// are faults: nothing that was typed is passed over.
void read_lines(const ConsoleFields& fields, std::string_view chosen_kind, CreditCommand& command,
                Faults& faults) {
  const std::string mine = fmt::format("{}{}:", kPieces, command.invoice.to_string());
  for (const auto& [name, value] : fields) {
    if (!name.starts_with(kPieces) || trim(value).empty()) continue;
    const auto pieces = Decimal::parse(trim(value));
    if (pieces && pieces->is_zero()) continue;
    if (command.what != What::kLines) {
      faults.push_back(said_twice(name, "pieces of a line are", chosen_kind));
    } else if (!name.starts_with(mine)) {
      faults.push_back({"CREDIT-020", name, "the line is one of another invoice",
                        "a credit note is for one invoice: choose that one, or leave this empty"});
    } else {
      command.lines.emplace_back("#" + name.substr(mine.size()), take(pieces, name, faults));
    }
  }
  if (command.what == What::kLines && command.lines.empty() && faults.empty())
    faults.push_back({"CREDIT-020", "what", "no line is named",
                      "say beside at least one line how many pieces of it come back"});
}

void read_amount(const ConsoleFields& fields, std::string_view chosen_kind, CreditCommand& command,
                 Faults& faults) {
  const std::string given(trim(field_in(fields, "amount")));
  if (command.what != What::kAmount) {
    if (!given.empty()) faults.push_back(said_twice("amount", "a sum is", chosen_kind));
  } else if (given.empty()) {
    faults.push_back({"CREDIT-020", "amount", "no sum is named", "write it like 12.50"});
  } else {
    command.amount = take(Decimal::parse(given), "amount", faults);
  }
}

std::vector<std::pair<std::string, std::string>> credit_told(const CreditOutcome& outcome,
                                                             const std::string& reason) {
  const invoice::InvoiceContent& note = *outcome.credit_note;
  std::vector<std::pair<std::string, std::string>> told{
      {"Invoice", outcome.original->number.to_string()},
      {"Given back", money_told(note.totals.total_with_vat)},
      {"VAT in it", money_told(note.totals.vat_total)},
      {"Lines", std::to_string(note.lines.size())},
      {"Left of the invoice", money_told(outcome.left)},
      {"The invoice", outcome.cancels ? "is cancelled by it" : "stays valid"},
      {"Reason printed on it", reason.empty() ? "none" : reason}};
  return told;
}

Result<Ran> credit_now(const Desk& desk, const std::optional<OrderId>& order,
                       const ConsoleFields& fields, bool rehearse) {
  constexpr What kWhat[] = {What::kWhole, What::kShipping, What::kAmount, What::kLines};
  Faults faults;
  CreditCommand command;
  command.order = *order;
  command.invoice = take(InvoiceNumber::parse(field_in(fields, "invoice")), "invoice", faults);
  const std::size_t kind = chosen(fields, "what", kinds(), faults);
  command.what = kWhat[kind];
  if (faults.empty()) {
    read_amount(fields, kinds()[kind].label, command, faults);
    read_lines(fields, kinds()[kind].label, command, faults);
  }
  command.reason = reason_in(fields, kLongestPrintedReason, faults);
  command.dry_run = rehearse;
  if (!faults.empty()) return faults;
  const auto outcome = issue_credit_note(command, desk.shop, desk.store, desk.now);
  if (!outcome) return outcome.faults();
  if (!rehearse) return Ran{"credited", {}};
  return Ran{"", credit_told(*outcome, command.reason)};
}

}  // namespace

constexpr Action kCredit{"credit", true, true, credit_form, credit_now};

}  // namespace enclosure::app::action
