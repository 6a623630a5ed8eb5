// enclosure regenerate [NUMBER…|--all] --out DIR [--verify]

#include "app/flow/regenerate.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct Options {
  std::vector<std::string> numbers;
  bool all = false;
  std::string out;
  bool verify = false;
};

std::vector<InvoiceNumber> numbers_of(const Options& options, Store& store) {
  if (options.all)
    return store.read<std::vector<InvoiceNumber>>(
        [](StoreTransaction& tx) { return tx.invoice_numbers(); });
  std::vector<InvoiceNumber> numbers;
  for (const std::string& text : options.numbers)
    numbers.push_back(need(InvoiceNumber::parse(text), kExitUsage));
  return numbers;
}

void regenerate_all(const Options& options, Context& context) {
  if (options.all == !options.numbers.empty()) {
    throw CommandFaults(kExitUsage, {{"USAGE", "", "name the invoices, or say --all",
                                      "enclosure regenerate --all --out DIR"}});
  }
  if (options.out.empty() && !options.verify) {
    throw CommandFaults(kExitUsage, {{"USAGE", "", "neither --out nor --verify is given",
                                      "say where the documents go: --out DIR"}});
  }
  const Workspace workspace = open_for_reading(context);
  const auto numbers = numbers_of(options, *workspace.store);
  std::size_t made = 0;
  Faults faults;
  auto json = nlohmann::ordered_json::array();
  Progress progress("documents", numbers.size(), context.quiet);
  for (const InvoiceNumber& number : numbers) {
    progress.step();
    const auto stored = workspace.store->read<std::optional<StoredInvoice>>(
        [&](StoreTransaction& tx) { return tx.invoice(number); });
    if (!stored) {
      faults.push_back({"REGENERATE-002", number.to_string(), "there is no such invoice",
                        "`enclosure status` counts what is there"});
      continue;
    }
    const auto again =
        regenerate(*stored, workspace.shop.archive(), workspace.shop.knowledge.typesetting);
    if (!again) {
      append(faults, again.faults());
      continue;
    }
    ++made;
    if (!options.out.empty())
      write_file(std::filesystem::path(options.out) / (file_stem(number) + ".pdf"), again->pdf);
    if (options.verify && !again->identical) {
      faults.push_back({"REGENERATE-003", number.to_string(),
                        "the document made again differs from the one that was issued",
                        "the archived one is the invoice; please report this with both files"});
    }
    json.push_back({{"number", number.to_string()},
                    {"sha256", sha256_hex(again->pdf)},
                    {"identical", again->identical}});
  }
  if (context.json) {
    print_json({{"documents", json}, {"differences", faults.size()}, {"faults", to_json(faults)}});
  } else {
    say(fmt::format("{} documents made again{}", made,
                    options.out.empty() ? "" : " in " + options.out));
    if (options.verify) say(fmt::format("{} differences", faults.size()));
    print_faults(faults);
  }
  if (!faults.empty()) context.exit_code = options.verify ? kExitCheckSaidNo : kExitBadData;
}

}  // namespace

void add_regenerate(CLI::App& program, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("regenerate", "make issued documents again, byte for byte");
  command->add_option("NUMBER", options->numbers, "numbers of issued invoices");
  command->add_flag("--all", options->all, "every issued invoice");
  command->add_option("--out", options->out, "the folder for the PDFs")->type_name("DIR");
  command->add_flag("--verify", options->verify,
                    "compare with the stored SHA-256; exit 1 on a difference");
  command->callback([options, &context] { regenerate_all(*options, context); });
}

}  // namespace enclosure::app
