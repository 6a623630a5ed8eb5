// enclosure export evidence ORDER --out FILE.zip

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/message_lists.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/cli/why_report.h"
#include "app/flow/order_evidence.h"
#include "app/flow/story.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct EvidenceOptions {
  std::string order;
  std::string out;
  bool force = false;
};

/// The order's story in lines for people: its documents, then what happened and was decided about
/// its mails.
std::string told(const Why& why, const Story& story) {
  std::string text;
  for (const std::string& line : why_lines(why)) text += line + "\n";
  for (const StoryLine& line : story.lines) {
    const std::string stage =
        line.stage ? fmt::format(" stage {}", static_cast<int>(*line.stage)) : "";
    text += fmt::format("  {}  {}{}: {}\n", to_string(line.at), line.what, stage, line.sentence);
  }
  return text;
}

/// The story is told as of the last thing that was done, so that the same data give the same bytes.
Result<OrderEvidence> collect(const OrderId& id, const Workspace& workspace, StoreTransaction& tx) {
  auto evidence = order_evidence(id, workspace.shop, tx);
  if (!evidence) return evidence;
  Instant last{};
  for (const EvidenceFile& file : evidence->files) last = std::max(last, file.at);
  const auto why = why_of(id, workspace.shop, tx, last);
  if (!why) return why.faults();
  const auto story = story_of(id, workspace.shop, tx, last);
  auto json = why_json(*why);
  add_story(story.value_or(Story{}), json);
  evidence->files.push_back({"story.txt", "story", told(*why, story.value_or(Story{})), last});
  evidence->files.push_back(
      {"story.json", "story",
       json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", last});
  return evidence;
}

void export_evidence(const EvidenceOptions& options, Context& context) {
  const OrderId id = need(OrderId::parse(options.order), kExitUsage);
  check_out(options.out, options.force, context);
  const Workspace workspace = open_for_reading(context);
  const auto evidence = need(workspace.store->read<Result<OrderEvidence>>(
                                 [&](StoreTransaction& tx) { return collect(id, workspace, tx); }),
                             kExitBadData);
  const std::string zip = evidence_zip(evidence);
  write_out(options.out, zip, OutKind::kZip, options.force, context, true);
  if (!evidence.missing.empty()) context.exit_code = kExitCheckSaidNo;
  if (context.json) {
    return print_json({{"order", id.to_string()},
                       {"file", options.out},
                       {"bytes", zip.size()},
                       {"sha256", sha256_hex(zip)},
                       {"files", evidence.files.size() + 1},
                       {"missing", to_json(evidence.missing)}});
  }
  say(fmt::format("{}: {}, {} bytes, SHA-256 {}", options.out,
                  counted(evidence.files.size() + 1, "file"), zip.size(), sha256_hex(zip)));
  print_faults(evidence.missing);
}

}  // namespace

void add_export(Command& program, Context& context) {
  Command* command = program.add_subcommand("export", "bundles for others");
  command->require_subcommand(1);
  auto options = std::make_shared<EvidenceOptions>();
  Command* evidence = command->add_subcommand(
      "evidence", "all that was done about one order, as a ZIP: documents, mails, plan, verdicts");
  evidence->add_option("ORDER", options->order, "the order's number")->required();
  evidence->add_option("--out", options->out, "where the ZIP goes, for you alone")
      ->required()
      ->type_name("FILE");
  evidence->add_flag("--force", options->force,
                     "write over what is there, whatever it is, and make missing folders");
  evidence->callback([options, &context] { export_evidence(*options, context); });
}

}  // namespace enclosure::app
