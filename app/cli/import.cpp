// enclosure import FILE…

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/import_file.h"
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

/// Takes the files one after the other; a bad one is left out as a whole and the others go in.
void import_files(const Options& options, Context& context) {
  std::optional<ImportFormat> format;
  if (!options.format.empty()) format = need(parse_import_format(options.format), kExitUsage);
  const Workspace workspace = open_for_writing(context);
  auto json = nlohmann::ordered_json::array();
  Table table({"file", "format", "orders", "new", "changed", "events", "new"});
  for (const std::size_t column : {2U, 3U, 4U, 5U, 6U}) table.align_right(column);
  Faults faults;
  std::vector<std::string> notices;
  Progress progress("files", options.files.size(), context.quiet);
  for (const std::string& file : options.files) {
    const std::string name = std::filesystem::path(file).filename().string();
    const auto report =
        import_file(name, read_file(file), format, workspace.shop, *workspace.store, context.now());
    progress.step();
    if (!report) {
      append(faults, report.faults());
      continue;
    }
    json.push_back(report_json(file, *report));
    table.add({name, std::string(to_string(report->format)), std::to_string(report->orders),
               std::to_string(report->new_orders), std::to_string(report->changed_orders),
               std::to_string(report->events), std::to_string(report->new_events)});
    notices.insert(notices.end(), report->notices.begin(), report->notices.end());
  }
  if (context.json) {
    print_json({{"files", json}, {"faults", to_json(faults)}});
  } else {
    if (!table.empty()) say(table.to_string());
    if (!context.quiet) {
      for (const std::string& notice : notices) complain("note: " + notice);
    }
    print_faults(faults);
    if (!faults.empty())
      complain("A file with faults was left out as a whole; nothing of it was taken in.");
  }
  if (!faults.empty()) context.exit_code = kExitBadData;
}

}  // namespace

void add_import(CLI::App& program, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "import", "read orders and events; the format is recognised, twice is once");
  command->add_option("FILE", options->files, "the files to read")->required();
  command
      ->add_option("--from", options->format,
                   "amazon-vidr, amazon-orders, woocommerce, enclosure or events")
      ->type_name("FORMAT");
  command->callback([options, &context] { import_files(*options, context); });
}

}  // namespace enclosure::app
