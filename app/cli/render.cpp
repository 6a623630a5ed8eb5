// enclosure render FILE --out DIR

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/cli/render_arguments.h"
#include "app/flow/crew.h"
#include "app/flow/render_file.h"
#include "app/import/document_stream.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

/// So many values of the file are in memory at a time: enough that no thread waits long for the
/// last of them, few enough that a run of any length needs the same memory.
constexpr std::size_t kPortion = 256;

/// A PNG of 4000 pixels a side is smaller, however badly it is compressed.
constexpr std::size_t kMostLogoBytes = std::size_t{65} * 1024 * 1024;

Result<invoice::Logo> read_logo(const std::filesystem::path& file) {
  const auto png = read_file(file, kMostLogoBytes);
  if (!png) return png.faults();
  return invoice::Logo::decode(*png);
}

/// Every logo that the cases name, decoded once; paths are relative to the file of the cases.
class Logos {
 public:
  /// `for_all`: the one of --logo, or null; it must outlive this.
  Logos(const RenderArguments& options, const invoice::Logo* for_all)
      : folder_(std::filesystem::path(options.file).parent_path()), for_all_(for_all) {}

  /// Reads the logo of `job` where that is a new one. Throws WorldError where the disk fails.
  void add(const RenderJob& job) {
    if (for_all_ != nullptr || job.logo.empty() || logos_.contains(job.logo)) return;
    logos_.emplace(job.logo, read_logo(folder_ / job.logo));
  }

  /// The one of `job`, or null where it has none.
  [[nodiscard]] Result<const invoice::Logo*> of(const RenderJob& job) const {
    if (for_all_ != nullptr || job.logo.empty()) return for_all_;
    const Result<invoice::Logo>& logo = logos_.at(job.logo);
    if (!logo) return under("logo " + job.logo, logo.faults());
    return &*logo;
  }

 private:
  std::filesystem::path folder_;
  const invoice::Logo* for_all_;
  std::map<std::string, Result<invoice::Logo>> logos_;
};

Result<invoice::DocumentFiles> make_files(const RenderJob& job, const RenderArguments& options,
                                          const Logos& logos, const Knowledge& knowledge) {
  invoice::RenderOptions how;
  if (options.compact) how.effort = invoice::Effort::kCompact;
  const auto logo = logos.of(job);
  if (!logo) return logo.faults();
  how.logo = *logo;
  return invoice::make_files(*job.document, how, knowledge.document_tools());
}

/// The PDF, and the e-invoice beside it where it belongs there or where it was asked for. Both or
/// none: what is there already and is something else stays.
Faults write_files(const RenderJob& job, const invoice::DocumentFiles& files,
                   const RenderArguments& options) {
  const auto pdf = std::filesystem::path(options.out) / job.name;
  auto xml = pdf;
  xml.replace_extension(".xml");
  const bool beside = !files.xml.empty() && (files.stands_beside || options.xml);
  if (!options.force) {
    auto taken = why_not_over(pdf, files.pdf.bytes, OutKind::kPdf);
    if (!taken && beside) taken = why_not_over(xml, files.xml, OutKind::kXml);
    if (taken) return {*std::move(taken)};
  }
  write_output(pdf, files.pdf.bytes);
  if (beside) write_output(xml, files.xml);
  return {};
}

/// Renders and writes the document of `job`, where it has one.
void make(RenderJob& job, const RenderArguments& options, const Logos& logos,
          const Knowledge& knowledge) {
  if (!job.document) return;
  put_number(job);
  const auto files = make_files(job, options, logos, knowledge);
  if (!files) {
    job.faults = under(job.name, files.faults());
    return;
  }
  job.faults = write_files(job, *files, options);
  if (!job.faults.empty()) return;
  append(job.notices, files->pdf.notices);
  job.notices = under(job.name, std::move(job.notices));
}

/// What is told at the end: counts and what was wrong; with --json every document.
class Report {
 public:
  explicit Report(bool json) : json_(json) {}

  void add(const RenderJob& job) {
    if (job.order.empty()) return append(of_file_, job.faults);  // the file itself is no JSON
    ++told_;
    const bool is_made = job.document && job.faults.empty();
    append(faults_, job.faults);
    append(notices_, job.notices);
    made_ += is_made;
    skipped_ += !job.skipped.empty();
    if (!json_) return;
    nlohmann::ordered_json one{{"file", job.name}};
    if (is_made) one["number"] = job.number.to_string();
    if (!job.skipped.empty()) one["skipped"] = job.skipped;
    if (!job.notices.empty()) one["notices"] = to_json(job.notices);
    if (!job.faults.empty()) one["faults"] = to_json(job.faults);
    documents_.push_back(std::move(one));
  }

  /// `of_file`: what kept the rest of the file from being read.
  void tell(const Faults& of_file, const std::string& out, Context& context) {
    append(of_file_, of_file);
    if (told_ == 0 && !of_file_.empty()) throw CommandFaults(kExitBadData, of_file_);
    if (json_) {
      nlohmann::ordered_json told{{"documents", std::move(documents_)}};
      if (!of_file_.empty()) told["faults"] = to_json(of_file_);
      print_json(told);
    } else {
      say(fmt::format("{} in {}", counted(made_, "document"), out));
      if (skipped_ > 0)
        say(fmt::format("{} without a document by law", counted(skipped_, "order")));
      print_faults_by_kind(notices_);
      print_faults(faults_);
      print_faults(of_file_);
    }
    if (!faults_.empty() || !of_file_.empty()) context.exit_code = kExitBadData;
  }

 private:
  bool json_;
  Faults faults_;
  Faults notices_;
  Faults of_file_;
  std::size_t told_ = 0;
  std::size_t made_ = 0;
  std::size_t skipped_ = 0;
  nlohmann::ordered_json documents_ = nlohmann::ordered_json::array();
};

std::vector<RawDocument> portion_of(DocumentStream& stream) {
  std::vector<RawDocument> portion;
  while (portion.size() < kPortion) {
    auto document = stream.next();
    if (!document) break;
    portion.push_back(*std::move(document));
  }
  return portion;
}

/// Documents of a portion: decided and drawn up in all threads, numbered and named in the order of
/// the file, rendered and written in all threads again.
std::vector<RenderJob> render_portion(const std::vector<RawDocument>& portion,
                                      const RenderPlan& plan, const RenderArguments& options,
                                      RenderDesk& desk, Logos& logos, Crew& crew) {
  std::vector<std::vector<RenderJob>> drafts(portion.size());
  crew.each(portion.size(), [&](std::size_t i) { drafts[i] = draft_documents(portion[i], plan); });
  std::vector<RenderJob> jobs;
  for (std::vector<RenderJob>& of_one : drafts) {
    for (RenderJob& job : of_one) {
      desk.settle(job);
      logos.add(job);
      jobs.push_back(std::move(job));
    }
  }
  crew.each(jobs.size(), [&](std::size_t i) { make(jobs[i], options, logos, plan.knowledge); });
  return jobs;
}

/// The one of --logo; throws what is wrong with it.
std::optional<invoice::Logo> logo_for_all(const std::string& file) {
  if (file.empty()) return std::nullopt;
  auto logo = read_logo(file);
  if (logo) return *std::move(logo);
  Faults faults = std::move(logo).faults();
  for (Fault& fault : faults) fault.path = "--logo " + file;
  throw CommandFaults(kExitBadData, std::move(faults));
}

void render(const RenderArguments& options, Context& context) {
  const Knowledge knowledge = need(Knowledge::load(), kExitOurBug);
  const RenderPlan plan{knowledge, wishes_of(options, knowledge), utc_date_of(context.now())};
  RenderDesk desk(need(NumberCounter::parse(options.number_start), kExitUsage));
  if (auto fault = why_unreadable(options.file))
    throw CommandFaults(kExitBadData, {*std::move(fault)});
  const auto logo = logo_for_all(options.logo);
  InputFile file(options.file);
  DocumentStream stream([&](char* to, std::size_t size) { return file.read(to, size); });
  Logos logos(options, logo ? &*logo : nullptr);
  Crew crew(options.jobs);
  Report report(context.json);
  Progress progress("documents", 0, context.quiet);
  make_out_folder(options.out, context);
  std::size_t done = 0;
  for (auto portion = portion_of(stream); !portion.empty(); portion = portion_of(stream)) {
    const auto jobs = render_portion(portion, plan, options, desk, logos, crew);
    for (const RenderJob& job : jobs) report.add(job);
    done += jobs.size();
    progress.reach(done, done * file.size() / std::max<std::size_t>(1, stream.bytes_read()));
  }
  report.tell(stream.faults(), options.out, context);
}

}  // namespace

void add_render(Command& program, Context& context) {
  auto options = std::make_shared<RenderArguments>();
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
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { render(*options, context); });
}

}  // namespace enclosure::app
