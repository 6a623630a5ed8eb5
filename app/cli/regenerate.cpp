// enclosure regenerate [NUMBER…|--all] [--out DIR] [--verify] [--restore]

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
  bool restore = false;
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

/// Puts `document` back under its name; the archive takes no other bytes under it.
bool restore_document(const StoredInvoice& stored, const Regenerated& document,
                      const Archive& archive) {
  if (!document.identical || archive.get(stored.pdf_sha256)) return false;
  archive.put(document.pdf);
  return true;
}

/// The logo of that day comes back only from the workspace, where it is still the same one.
bool restore_logo(const StoredInvoice& stored, const Shop& shop, const Archive& archive) {
  const bool same = shop.logo && shop.logo->sha256 == stored.logo_sha256;
  if (!same || archive.get(stored.logo_sha256)) return false;
  archive.put(shop.logo->png);
  return true;
}

/// `<number>.pdf`, and `<number>.xml` where the e-invoice stands beside.
void write_files(const Regenerated& document, const std::filesystem::path& folder) {
  const std::string stem = file_stem(document.number);
  write_file(folder / (stem + ".pdf"), document.pdf);
  if (!document.beside.empty()) write_file(folder / (stem + ".xml"), document.beside);
}

void regenerate_all(const Options& options, Context& context) {
  if (options.all == !options.numbers.empty()) {
    throw CommandFaults(kExitUsage, {{"USAGE", "", "name the invoices, or say --all",
                                      "enclosure regenerate --all --out DIR"}});
  }
  if (options.out.empty() && !options.verify && !options.restore) {
    throw CommandFaults(kExitUsage, {{"USAGE", "", "none of --out, --verify, --restore is given",
                                      "say where the documents go: --out DIR"}});
  }
  const Workspace workspace =
      options.restore ? open_for_writing(context) : open_for_reading(context);
  const Archive archive = workspace.shop.archive();
  const auto numbers = numbers_of(options, *workspace.store);
  std::size_t made = 0;
  std::size_t restored = 0;
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
    if (options.restore) restored += restore_logo(*stored, workspace.shop, archive);
    const auto again = regenerate(*stored, archive, workspace.shop.knowledge.document_tools());
    if (!again) {
      append(faults, again.faults());
      continue;
    }
    ++made;
    if (!options.out.empty()) write_files(*again, options.out);
    if (options.restore) restored += restore_document(*stored, *again, archive);
    if ((options.verify || options.restore) && !again->identical) {
      faults.push_back({"REGENERATE-003", number.to_string(),
                        "the document made again differs from the one that was issued",
                        "the archived one is the invoice; please report this with both files"});
    }
    json.push_back({{"number", number.to_string()},
                    {"sha256", sha256_hex(again->pdf)},
                    {"identical", again->identical}});
  }
  if (context.json) {
    nlohmann::ordered_json told{{"documents", json}, {"differences", faults.size()}};
    if (options.restore) told["restored"] = restored;
    told["faults"] = to_json(faults);
    print_json(told);
  } else {
    say(fmt::format("{} made again{}", counted(made, "document"),
                    options.out.empty() ? "" : " in " + options.out));
    if (options.restore)
      say(fmt::format("{} put back into the archive", counted(restored, "file")));
    if (options.verify) say(counted(faults.size(), "difference"));
    print_faults(faults);
  }
  const bool checks = options.verify || options.restore;
  if (!faults.empty()) context.exit_code = checks ? kExitCheckSaidNo : kExitBadData;
}

}  // namespace

void add_regenerate(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("regenerate", "make issued documents again, byte for byte");
  command->add_option("NUMBER", options->numbers, "numbers of issued invoices");
  command->add_flag("--all", options->all, "every issued invoice");
  command->add_option("--out", options->out, "the folder for the PDFs")->type_name("DIR");
  command->add_flag("--verify", options->verify,
                    "compare with the stored SHA-256; exit 1 on a difference");
  command->add_flag("--restore", options->restore,
                    "put files that the archive has lost back into it, where the bytes are those "
                    "that were issued");
  command->callback([options, &context] { regenerate_all(*options, context); });
}

}  // namespace enclosure::app
