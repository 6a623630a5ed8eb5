// enclosure correct NUMBER with changed data of the buyer.

#include "app/flow/correct.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/document_report.h"
#include "app/cli/output.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

struct Options {
  std::string number;
  std::optional<std::string> name, company, street, postcode, city, country, vat_id, reference;
  std::string buyer_file;
  std::string reason;
  bool dry_run = false;
};

/// A text of the command line as a document takes it.
std::optional<std::string> line_of(const std::optional<std::string>& text, const char* path,
                                   Faults& faults) {
  if (!text) return std::nullopt;
  return text->empty() ? std::string() : take(single_line(*text), path, faults);
}

constexpr std::size_t kMostBuyerBytes = 1U << 20U;

/// The file first; options go before it. All faults at once.
BuyerChange change_of(const Options& options, Faults& faults) {
  BuyerChange change;
  if (!options.buyer_file.empty()) {
    const auto bytes = read_input(options.buyer_file, kMostBuyerBytes);
    auto read = bytes ? buyer_change_from_json(*bytes) : Result<BuyerChange>(bytes.faults());
    if (read) {
      change = *std::move(read);
    } else {
      append(faults, bytes ? under(options.buyer_file, std::move(read).faults()) : read.faults());
    }
  }
  const auto put = [&](std::optional<std::string>& member, const std::optional<std::string>& text,
                       const char* path) {
    if (auto line = line_of(text, path, faults)) member = std::move(line);
  };
  put(change.name, options.name, "--name");
  put(change.company, options.company, "--company");
  put(change.street, options.street, "--street");
  put(change.postcode, options.postcode, "--postcode");
  put(change.city, options.city, "--city");
  if (options.vat_id) change.vat_id = take(vat_number_text(*options.vat_id), "--vat-id", faults);
  put(change.reference, options.reference, "--reference");
  if (options.country)
    change.country = take(CountryCode::parse(*options.country), "--country", faults);
  return change;
}

void correct(const Options& options, Context& context) {
  Faults faults;
  CorrectCommand command;
  command.number = take(InvoiceNumber::parse(options.number), "NUMBER", faults);
  command.buyer = change_of(options, faults);
  command.reason = reason_text(options.reason, "--reason", faults);
  command.dry_run = options.dry_run;
  if (!faults.empty()) throw CommandFaults(kExitBadData, std::move(faults));
  const Workspace workspace = open_for_writing(context);
  const auto result = correct_invoice(command, workspace.shop, *workspace.store, context.now());
  if (!result) throw CommandFaults(exit_code_for(result.faults()), result.faults());
  const CorrectOutcome& outcome = *result;
  const invoice::InvoiceContent& corrected = *outcome.corrected;
  if (context.json) {
    print_json({{"cancelled", outcome.original->number.to_string()},
                {"credit_note", document_json(*outcome.credit_note)},
                {"invoice", document_json(corrected)},
                {"dry_run", options.dry_run}});
    return;
  }
  if (options.dry_run) say("Nothing was kept; this is what would be issued:");
  say(fmt::format("Invoice {} is cancelled by credit note {}: {} {}",
                  outcome.original->number.to_string(), outcome.credit_note->number.to_string(),
                  refunded(*outcome.credit_note).to_string(), corrected.currency.to_string()));
  say(fmt::format("Invoice {} takes its place: {} {} ({} + {} VAT), {} in {}",
                  corrected.number.to_string(), refunded(corrected).to_string(),
                  corrected.currency.to_string(), corrected.totals.total_without_vat.to_string(),
                  corrected.totals.vat_total.to_string(), corrected.scheme,
                  corrected.place_of_supply.to_string()));
}

}  // namespace

void add_correct(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = program.add_subcommand(
      "correct", "cancel an invoice and issue it anew with changed data of the buyer");
  command->add_option("NUMBER", options->number, "the invoice")->required();
  command->add_option("--name", options->name, "the person");
  command->add_option("--company", options->company, "the firm; empty takes it away");
  command->add_option("--street", options->street, "street and house number");
  command->add_option("--postcode", options->postcode, "post code");
  command->add_option("--city", options->city, "town");
  command->add_option("--country", options->country, "country, ISO 3166-1")->type_name("CC");
  command->add_option("--vat-id", options->vat_id, "VAT number; the tax is decided anew");
  command->add_option("--reference", options->reference, "the buyer's order number");
  command->add_option("--buyer", options->buyer_file, "the same as a JSON object")
      ->type_name("FILE");
  command->add_option("--reason", options->reason, "why, as it is printed")->type_name("TEXT");
  command->add_flag("--dry-run", options->dry_run, "decide and work it out, but keep nothing");
  command->callback([options, &context] { correct(*options, context); });
}

}  // namespace enclosure::app
