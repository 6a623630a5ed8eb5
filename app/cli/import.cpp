// enclosure import FILE…

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/import_file.h"
#include "app/flow/reference_rates.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string format;
};

nlohmann::ordered_json report_json(const std::string& file, const ImportReport& report) {
  return {{"file", file},
          {"format", to_string(report.format)},
          {"orders", report.orders},
          {"new_orders", report.new_orders},
          {"changed_orders", report.changed_orders},
          {"events", report.events},
          {"new_events", report.new_events},
          {"notices", report.notices}};
}

constexpr const char* kRatesFormat = "ecb-rates";

/// What the files of one command brought, for people and for scripts.
struct Told {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  Table table{{"file", "format", "orders", "new", "changed", "events", "new"}};
  Table rates{{"file", "format", "days", "rates", "new"}};
  std::vector<std::string> notices;
  Faults faults;
};

void take_orders(const std::string& file, std::string_view bytes,
                 std::optional<ImportFormat> format, const Workspace& workspace, Instant now,
                 Told& told) {
  const std::string name = std::filesystem::path(file).filename().string();
  const auto report = import_file(name, bytes, format, workspace.shop, *workspace.store, now);
  if (!report) return append(told.faults, report.faults());
  told.json.push_back(report_json(file, *report));
  told.table.add({name, std::string(to_string(report->format)), std::to_string(report->orders),
                  std::to_string(report->new_orders), std::to_string(report->changed_orders),
                  std::to_string(report->events), std::to_string(report->new_events)});
  told.notices.insert(told.notices.end(), report->notices.begin(), report->notices.end());
}

void take_rates(const std::string& file, std::string_view bytes, const Workspace& workspace,
                Instant now, Told& told) {
  const std::string name = std::filesystem::path(file).filename().string();
  const auto read = read_ecb_file(name, bytes);
  if (!read) return append(told.faults, read.faults());
  const auto report = store_rates(*read, *workspace.store, now);
  if (!report) return append(told.faults, under(name, report.faults()));
  told.json.push_back({{"file", file},
                       {"format", kRatesFormat},
                       {"days", report->days},
                       {"rates", report->rates.added + report->rates.unchanged},
                       {"new_rates", report->rates.added},
                       {"notices", report->notices}});
  told.rates.add({name, kRatesFormat, std::to_string(report->days),
                  std::to_string(report->rates.added + report->rates.unchanged),
                  std::to_string(report->rates.added)});
  told.notices.insert(told.notices.end(), report->notices.begin(), report->notices.end());
}

/// The first ones; a file of last year's events under a wrong clock has thousands.
void tell_notices(const std::vector<std::string>& notices) {
  constexpr std::size_t kShown = 20;
  for (std::size_t i = 0; i < std::min(kShown, notices.size()); ++i)
    complain("note: " + notices[i]);
  if (notices.size() > kShown)
    complain(fmt::format("note: and {} more; --json lists them all", notices.size() - kShown));
}

/// A report of a month is some megabytes; every file is in memory while it is read.
constexpr std::size_t kMostBytes = 256U << 20U;

/// Takes the files one after the other; a bad one is left out as a whole and the others go in.
void import_files(const Options& options, Context& context) {
  std::optional<ImportFormat> format;
  const bool only_rates = options.format == kRatesFormat;
  if (!options.format.empty() && !only_rates)
    format = need(parse_import_format(options.format), kExitUsage);
  const Workspace workspace = open_for_writing(context);
  Told told;
  for (const std::size_t column : {2U, 3U, 4U, 5U, 6U}) told.table.align_right(column);
  for (const std::size_t column : {2U, 3U, 4U}) told.rates.align_right(column);
  Progress progress("files", options.files.size(), context.quiet);
  for (const std::string& file : options.files) {
    const auto bytes = read_input(file, kMostBytes);
    if (!bytes) {
      append(told.faults, bytes.faults());
    } else if (only_rates || (!format && looks_like_ecb_file(*bytes))) {
      take_rates(file, *bytes, workspace, context.now(), told);
    } else {
      take_orders(file, *bytes, format, workspace, context.now(), told);
    }
    progress.step();
  }
  if (context.json) {
    print_json({{"files", told.json}, {"faults", to_json(told.faults)}});
  } else {
    if (!told.table.empty()) say(told.table.to_string());
    if (!told.rates.empty()) say(told.rates.to_string());
    if (!context.quiet) tell_notices(told.notices);
    print_faults(told.faults);
    if (!told.faults.empty())
      complain("A file with faults was left out as a whole; nothing of it was taken in.");
  }
  if (!told.faults.empty()) context.exit_code = kExitBadData;
}

}  // namespace

void add_import(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = program.add_subcommand(
      "import", "read orders, events and reference rates; the format is recognised, twice is once");
  command->add_option("FILE", options->files, "the files to read")->required();
  command
      ->add_option("--from", options->format,
                   "amazon-vidr, amazon-orders, woocommerce, enclosure, events or ecb-rates")
      ->type_name("FORMAT");
  command->callback([options, &context] { import_files(*options, context); });
}

}  // namespace enclosure::app
