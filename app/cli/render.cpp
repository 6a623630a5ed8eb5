// enclosure render FILE --out DIR

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/render_file.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

struct Options {
  std::string file;
  std::string out;
  std::string language;
  std::string number_start = "R-2026-000001";
  std::string logo;
  bool compact = false;
  std::string theme = "modern";
  std::string paper = "a4";
  std::string accent;
  std::string second_language;
  bool unpaid = false;
  std::string link;
  unsigned jobs = 1;
  bool xml = false;
};

using Logos = std::map<std::string, Result<invoice::Logo>>;

/// Every logo that the cases name, decoded once; paths are relative to the file of the cases.
Logos load_logos(const std::vector<RenderJob>& jobs, const Options& options) {
  Logos logos;
  const auto folder = std::filesystem::path(options.file).parent_path();
  for (const RenderJob& job : jobs) {
    const std::string path = options.logo.empty() ? job.logo : options.logo;
    if (path.empty() || logos.contains(path)) continue;
    logos.emplace(path, invoice::Logo::decode(read_file(
                            options.logo.empty() ? folder / path : std::filesystem::path(path))));
  }
  return logos;
}

Result<invoice::DocumentFiles> render_one(const RenderJob& job, const Options& options,
                                          const Logos& logos, const Knowledge& knowledge) {
  invoice::RenderOptions how;
  if (options.compact) how.effort = invoice::Effort::kCompact;
  const std::string path = options.logo.empty() ? job.logo : options.logo;
  if (!path.empty()) {
    const Result<invoice::Logo>& logo = logos.at(path);
    if (!logo) return under("logo " + path, logo.faults());
    how.logo = &*logo;
  }
  return invoice::make_files(*job.document, how, knowledge.document_tools());
}

/// The PDF, and the e-invoice beside it where it belongs there or where it was asked for.
void write_files(const RenderJob& job, const invoice::DocumentFiles& files,
                 const Options& options) {
  auto file = std::filesystem::path(options.out) / job.name;
  write_file(file, files.pdf.bytes);
  if (files.xml.empty() || !(files.stands_beside || options.xml)) return;
  write_file(file.replace_extension(".xml"), files.xml);
}

/// Renders and writes all jobs with `threads` workers; the first failure of the world stops them
/// all.
void render_all(std::vector<RenderJob>& jobs, const Options& options, const Logos& logos,
                const Knowledge& knowledge, bool quiet) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  Progress progress("documents", jobs.size(), quiet);
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      RenderJob& job = jobs[i];
      try {
        if (job.document) {
          const auto files = render_one(job, options, logos, knowledge);
          if (files) {
            write_files(job, *files, options);
            job.notices = under(job.name, files->pdf.notices);
          } else {
            job.faults = under(job.name, files.faults());
          }
        }
      } catch (...) {
        const std::scoped_lock lock(mutex);
        failure = std::current_exception();
        next = jobs.size();
      }
      const std::scoped_lock lock(mutex);
      progress.step();
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 1; i < options.jobs; ++i) workers.emplace_back(work);
  work();
  workers.clear();
  if (failure) std::rethrow_exception(failure);
}

void report(const std::vector<RenderJob>& jobs, const Options& options, Context& context) {
  Faults faults;
  Faults notices;
  std::size_t made = 0;
  std::size_t skipped = 0;
  auto json = nlohmann::ordered_json::array();
  for (const RenderJob& job : jobs) {
    append(faults, job.faults);
    append(notices, job.notices);
    made += job.document && job.faults.empty();
    skipped += !job.skipped.empty();
    nlohmann::ordered_json one{{"file", job.name}};
    if (job.document && job.faults.empty()) one["number"] = (*job.document)->number.to_string();
    if (!job.skipped.empty()) one["skipped"] = job.skipped;
    if (!job.notices.empty()) one["notices"] = to_json(job.notices);
    if (!job.faults.empty()) one["faults"] = to_json(job.faults);
    json.push_back(std::move(one));
  }
  if (context.json) {
    print_json({{"documents", json}});
  } else {
    say(fmt::format("{} documents in {}", made, options.out));
    if (skipped > 0) say(fmt::format("{} orders get no document", skipped));
    print_faults(notices);
    print_faults(faults);
  }
  if (!faults.empty()) context.exit_code = kExitBadData;
}

/// A language that has labels; nothing where none is named.
std::optional<LanguageTag> language_named(const std::string& name, const std::string& option,
                                          const Knowledge& knowledge, Faults& faults) {
  if (name.empty()) return std::nullopt;
  auto language = LanguageTag::parse(name);
  if (!language) {
    append(faults, under(option, std::move(language).faults()));
    return std::nullopt;
  }
  if (knowledge.languages.find(*language) == nullptr) {
    faults.push_back({"DOCUMENT-003", option, "there are no labels in " + name,
                      "use one of the 24 official languages of the EU, like de"});
  }
  return *language;
}

/// What the options ask for; throws all that is wrong with them.
RenderWishes wishes_of(const Options& options, const Knowledge& knowledge) {
  Faults faults;
  RenderWishes wishes;
  invoice::Look& look = wishes.look;
  wishes.language = language_named(options.language, "--language", knowledge, faults);
  look.second_language =
      language_named(options.second_language, "--second-language", knowledge, faults);
  look.theme = take(invoice::parse_theme(options.theme), "--theme", faults);
  look.paper = take(invoice::parse_paper(options.paper), "--paper", faults);
  if (!options.accent.empty())
    look.accent = take(invoice::Accent::parse(options.accent), "--accent", faults);
  look.payment_code = true;
  wishes.paid = !options.unpaid;
  wishes.link = options.link;
  if (!wishes.link.empty() &&
      !(is_visible_ascii(wishes.link) && wishes.link.starts_with("https://"))) {
    faults.push_back({"CONFIG-004", "--link", "not an https address",
                      "write it like https://invoices.shop.example/{order}"});
  }
  if (!faults.empty()) throw CommandFaults(kExitUsage, std::move(faults));
  return wishes;
}

void render(const Options& options, Context& context) {
  const Knowledge knowledge = need(Knowledge::load(), kExitOurBug);
  const RenderWishes wishes = wishes_of(options, knowledge);
  const auto numbers = need(NumberCounter::parse(options.number_start), kExitUsage);
  const auto cases = need(tax_cases_from_json(read_file(options.file)), kExitBadData);
  auto jobs = plan_rendering(cases, knowledge, numbers, wishes, utc_date_of(context.now()));
  render_all(jobs, options, load_logos(jobs, options), knowledge, context.quiet);
  report(jobs, options, context);
}

}  // namespace

void add_render(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("render", "documents straight from a file, without store and series");
  command
      ->add_option("FILE", options->file,
                   "{\"seller\", \"order\"}, an array of them, or one per line")
      ->required();
  command->add_option("--out", options->out, "the folder for the PDFs")
      ->required()
      ->type_name("DIR");
  command->add_option("--jobs", options->jobs, "how many threads work")->between(1, 64);
  command->add_option("--language", options->language, "the language of every page")
      ->type_name("TAG");
  command
      ->add_option("--number-start", options->number_start,
                   "the first number; they count on from there")
      ->capture_default_str();
  command->add_option("--logo", options->logo, "a PNG for every page")->type_name("FILE");
  command->add_flag("--xml", options->xml,
                    "write the e-invoice of each document beside its PDF, also those inside of it");
  command->add_flag("--compact", options->compact,
                    "a quarter smaller: fonts cut down for each document; half as fast");
  command->add_option("--theme", options->theme, "modern, classic or compact")->type_name("NAME");
  command->add_option("--paper", options->paper, "a4 or letter")->type_name("SIZE");
  command->add_option("--accent", options->accent, "the colour of titles and headings: #1F4E79")
      ->type_name("COLOUR");
  command
      ->add_option("--second-language", options->second_language,
                   "labels stand in this language, too")
      ->type_name("TAG");
  command->add_flag("--unpaid", options->unpaid,
                    "everything is due: where the seller's account is known, with a QR code for "
                    "banking apps");
  command
      ->add_option("--link", options->link,
                   "print this address as a QR code; {order} is the order's id")
      ->type_name("URL");
  command->callback([options, &context] { render(*options, context); });
}

}  // namespace enclosure::app
