// enclosure credit ORDER [--invoice NUMBER] (--all | --line ID[=QTY]… | --amount A [--line ID] |
// --shipping) [--reason TEXT] [--dry-run]

#include "app/flow/credit.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/document_report.h"
#include "app/cli/output.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using What = invoice::CreditRequest::What;

struct Options {
  std::string order;
  std::string invoice;
  bool all = false;
  bool shipping = false;
  std::vector<std::string> lines;
  std::string amount;
  std::string reason;
  bool dry_run = false;
};

/// What the options say together. All faults at once.
class CommandReader {
 public:
  explicit CommandReader(const Options& options) : options_(options) {}

  CreditCommand read() {
    CreditCommand command;
    command.order = take(OrderId::parse(options_.order), "ORDER", faults_);
    if (!options_.invoice.empty())
      command.invoice = take(InvoiceNumber::parse(options_.invoice), "--invoice", faults_);
    command.what = what();
    for (const std::string& text : options_.lines) command.lines.push_back(line(text));
    if (!options_.amount.empty())
      command.amount = take(Decimal::parse(options_.amount), "--amount", faults_);
    command.reason = reason_text(options_.reason, "--reason", faults_);
    command.dry_run = options_.dry_run;
    if (!faults_.empty()) throw CommandFaults(kExitUsage, std::move(faults_));
    return command;
  }

 private:
  void usage(std::string message, std::string hint) {
    faults_.push_back({"USAGE", "", std::move(message), std::move(hint)});
  }

  What what() {
    const bool by_amount = !options_.amount.empty();
    const bool by_line = !options_.lines.empty() && !by_amount;
    const int chosen = int{options_.all} + int{options_.shipping} + int{by_amount} + int{by_line};
    if (chosen != 1) {
      usage(chosen == 0 ? "it is not said what to give back" : "it is said twice what to give back",
            "use one of --all, --line ID[=QTY], --amount A (with one --line at most), --shipping");
    }
    if ((options_.all || options_.shipping) && !options_.lines.empty())
      usage("--line does not go with --all or --shipping", "leave one of them out");
    if (by_amount && options_.lines.size() > 1)
      usage("--amount is for one line, or for none", "give one --line, or one credit note each");
    if (by_amount) return What::kAmount;
    if (by_line) return What::kLines;
    return options_.shipping ? What::kShipping : What::kWhole;
  }

  /// "ID" or "ID=QTY"; ids may hold "=" themselves as long as no number follows.
  std::pair<std::string, std::optional<Decimal>> line(const std::string& text) {
    const auto at = text.rfind('=');
    if (at == std::string::npos) return {text, std::nullopt};
    if (!options_.amount.empty())
      usage("--amount and a quantity do not go together", "write --line ID --amount A");
    return {text.substr(0, at), take(Decimal::parse(text.substr(at + 1)), "--line", faults_)};
  }

  const Options& options_;
  Faults faults_;
};

void tell(const CreditOutcome& outcome, bool dry_run) {
  const invoice::InvoiceContent& note = *outcome.credit_note;
  const std::string currency = note.currency.to_string();
  say(dry_run ? fmt::format("Would credit of {} (nothing was kept):",
                            outcome.original->number.to_string())
              : fmt::format("Credit note {} of {}:", note.number.to_string(),
                            outcome.original->number.to_string()));
  say(lines_table(note));
  const auto& rounding = note.totals.rounding;
  const bool rounded = rounding && !rounding->is_zero();
  say(fmt::format("Refund {} {} ({} + {} VAT{}), left of the invoice {} {}{}",
                  refunded(note).to_string(), currency, note.totals.total_without_vat.to_string(),
                  note.totals.vat_total.to_string(),
                  rounded ? ", rounding " + rounding->to_string() : "", outcome.left.to_string(),
                  currency, outcome.cancels ? ": it is cancelled" : ""));
}

void credit(const Options& options, Context& context) {
  const CreditCommand command = CommandReader(options).read();
  const Workspace workspace = open_for_writing(context);
  const auto result = issue_credit_note(command, workspace.shop, *workspace.store, context.now());
  if (!result) throw CommandFaults(exit_code_for(result.faults()), result.faults());
  const CreditOutcome& outcome = *result;
  if (!context.json) return tell(outcome, command.dry_run);
  auto json = document_json(*outcome.credit_note);
  json["left"] = outcome.left.to_string();
  json["cancels"] = outcome.cancels;
  json["dry_run"] = command.dry_run;
  print_json(json);
}

}  // namespace

void add_credit(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = program.add_subcommand(
      "credit", "issue a credit note: whole, by line and quantity, by amount, shipping only");
  command->add_option("ORDER", options->order, "the order's number")->required();
  command->add_option("--invoice", options->invoice, "which invoice, where several stand")
      ->type_name("NUMBER");
  command->add_flag("--all", options->all, "everything that is left: cancels the invoice");
  command
      ->add_option("--line", options->lines,
                   "a line of the order, or #N, the Nth position on the page; =QTY for some of it")
      ->type_name("ID[=QTY]")
      ->allow_extra_args(false);
  command->add_option("--amount", options->amount, "a sum of money; the goods stay with the buyer")
      ->type_name("A");
  command->add_flag("--shipping", options->shipping, "shipping and wrapping that are left");
  command->add_option("--reason", options->reason, "why, as it is printed")->type_name("TEXT");
  command->add_flag("--dry-run", options->dry_run, "work it out, but keep nothing");
  command->callback([options, &context] { credit(*options, context); });
}

}  // namespace enclosure::app
