// enclosure verify

#include "app/flow/verify.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"

namespace enclosure::app {

void add_verify(Command& program, Context& context) {
  Command* command =
      program.add_subcommand("verify", "audit: series, hash chain, archive, message plan");
  command->callback([&context] {
    const Workspace workspace = open_for_reading(context);
    const VerifyReport report = verify(workspace.shop, *workspace.store);
    if (context.json) {
      print_json({{"orders", report.orders},
                  {"invoices", report.invoices},
                  {"messages", report.messages},
                  {"archived_files", report.archived},
                  {"unused_files", report.unused_files},
                  {"defects", to_json(report.defects)}});
    } else {
      say(fmt::format(
          "{}, {}, {}, {}", counted(report.orders, "order"), counted(report.invoices, "document"),
          counted(report.messages, "planned message"), counted(report.archived, "archived file")));
      if (!report.unused_files.empty()) {
        say(counted(report.unused_files.size(), "archived file") +
            " named by nothing: of a mail that was composed again, a document that was refused, or "
            "a run that was cut off; harmless");
      }
      say(report.defects.empty() ? "no defects" : counted(report.defects.size(), "defect"));
      print_faults_by_kind(report.defects);
    }
    if (!report.defects.empty()) context.exit_code = kExitCheckSaidNo;
  });
}

}  // namespace enclosure::app
