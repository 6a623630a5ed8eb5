// enclosure regenerate [NUMBER…|--all] [--out DIR] [--verify] [--restore]

#include "app/flow/regenerate.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "app/cli/context.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/flow/crew.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct Options {
  std::vector<std::string> numbers;
  bool all = false;
  std::string out;
  bool verify = false;
  bool restore = false;
  bool force = false;
  unsigned jobs = hardware_jobs();
};

/// So many documents are in memory at a time.
constexpr std::size_t kPortion = 64;

/// A document and what became of it.
struct Again {
  std::optional<StoredInvoice> stored;
  std::optional<Result<Regenerated>> made;
  Faults kept_away;  ///< why it was not written
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

/// `<number>.pdf`, and `<number>.xml` where the e-invoice stands beside. Both or none: what is
/// there already and is something else stays.
Faults write_files(const Regenerated& document, const Options& options) {
  const std::filesystem::path folder = options.out;
  const auto pdf = folder / (file_stem(document.number) + ".pdf");
  const auto xml = folder / (file_stem(document.number) + ".xml");
  const bool beside = !document.beside.empty();
  if (!options.force) {
    auto taken = why_not_over(pdf, document.pdf, OutKind::kPdf);
    if (!taken && beside) taken = why_not_over(xml, document.beside, OutKind::kXml);
    if (taken) return {*std::move(taken)};
  }
  write_output(pdf, document.pdf);
  if (beside) write_output(xml, document.beside);
  return {};
}

/// One run of the command: documents made again in all threads, told in the order of their numbers.
class Run {
 public:
  Run(const Options& options, const Workspace& workspace)
      : options_(options),
        workspace_(workspace),
        archive_(workspace.shop.archive()),
        regenerator_(archive_, workspace.shop.knowledge.document_tools()),
        crew_(options.jobs) {}

  void add(std::span<const InvoiceNumber> numbers) {
    auto portion = stored(numbers);
    crew_.each(portion.size(), [&](std::size_t i) { make(portion[i]); });
    for (std::size_t i = 0; i < portion.size(); ++i) take(numbers[i], portion[i]);
  }

  void tell(Context& context) const {
    if (context.json) {
      nlohmann::ordered_json told{{"documents", json_}, {"differences", faults_.size()}};
      if (options_.restore) told["restored"] = restored_;
      Faults all = faults_;
      append(all, kept_away_);
      told["faults"] = to_json(all);
      print_json(told);
    } else {
      say(fmt::format("{} made again{}", counted(made_, "document"),
                      options_.out.empty() ? "" : " in " + options_.out));
      if (options_.restore)
        say(fmt::format("{} put back into the archive", counted(restored_, "file")));
      if (options_.verify) say(counted(faults_.size(), "difference"));
      print_faults(faults_);
      print_faults(kept_away_);
    }
    if (!kept_away_.empty()) context.exit_code = kExitBadData;
    if (!faults_.empty()) context.exit_code = checks() ? kExitCheckSaidNo : kExitBadData;
  }

 private:
  [[nodiscard]] bool checks() const { return options_.verify || options_.restore; }

  std::vector<Again> stored(std::span<const InvoiceNumber> numbers) {
    std::vector<Again> portion(numbers.size());
    workspace_.store->read([&](StoreTransaction& tx) {
      for (std::size_t i = 0; i < numbers.size(); ++i) portion[i].stored = tx.invoice(numbers[i]);
    });
    for (const Again& one : portion) {
      if (options_.restore && one.stored) restored_ += restore_logo(*one.stored);
    }
    return portion;
  }

  /// In any thread.
  void make(Again& one) {
    if (!one.stored) return;
    one.made = regenerator_.make(*one.stored);
    if (*one.made && !options_.out.empty()) one.kept_away = write_files(**one.made, options_);
  }

  void take(const InvoiceNumber& number, Again& one) {
    if (!one.stored) {
      faults_.push_back({"REGENERATE-002", number.to_string(), "there is no such invoice",
                         "`enclosure status` counts what is there"});
      return;
    }
    if (!*one.made) return append(faults_, one.made->faults());
    const Regenerated& again = **one.made;
    append(kept_away_, one.kept_away);
    ++made_;
    if (options_.restore) restored_ += restore_document(*one.stored, again);
    if (checks() && !again.identical) {
      faults_.push_back({"REGENERATE-003", number.to_string(),
                         "the document made again differs from the one that was issued",
                         "the archived one is the invoice; please report this with both files"});
    }
    json_.push_back(
        {{"number", number.to_string()}, {"sha256", again.sha256}, {"identical", again.identical}});
  }

  /// Puts `document` back under its name; the archive takes no other bytes under it.
  bool restore_document(const StoredInvoice& stored, const Regenerated& document) const {
    if (!document.identical || archive_.get(stored.pdf_sha256)) return false;
    archive_.put(document.pdf);
    return true;
  }

  /// The logo of that day comes back only from the workspace, where it is still the same one.
  bool restore_logo(const StoredInvoice& stored) const {
    const auto& logo = workspace_.shop.logo;
    const bool same = logo && logo->sha256 == stored.logo_sha256;
    if (!same || archive_.get(stored.logo_sha256)) return false;
    archive_.put(logo->png);
    return true;
  }

  const Options& options_;
  const Workspace& workspace_;
  Archive archive_;
  Regenerator regenerator_;
  Crew crew_;
  std::size_t made_ = 0;
  std::size_t restored_ = 0;
  Faults faults_;
  Faults kept_away_;  ///< by other files under the names of outputs
  nlohmann::ordered_json json_ = nlohmann::ordered_json::array();
};

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
  const auto numbers = numbers_of(options, *workspace.store);
  Progress progress("documents", numbers.size(), context.quiet);
  if (!options.out.empty()) make_out_folder(options.out, context);
  Run run(options, workspace);
  for (std::size_t done = 0; done < numbers.size();) {
    const auto portion =
        std::span(numbers).subspan(done, std::min(kPortion, numbers.size() - done));
    run.add(portion);
    progress.reach(done += portion.size(), numbers.size());
  }
  run.tell(context);
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
  command->add_option("--jobs", options->jobs, "how many threads work; as many as there are cores")
      ->between(1, 64);
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { regenerate_all(*options, context); });
}

}  // namespace enclosure::app
