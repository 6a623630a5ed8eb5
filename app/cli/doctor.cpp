// enclosure doctor

#include "app/flow/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"

namespace enclosure::app {
namespace {

DoctorWorld world_of(const Context& context) {
  DoctorWorld world;
  world.workspace = context.workspace;
  world.now = context.now();
  world.open_store = [&context](const DoctorWorld::Use& use) {
    use(*open_for_writing(context).store);
  };
  world.look_at_store = [&context](const DoctorWorld::Use& use) {
    use(*open_for_reading(context).store);
  };
  world.probe_mail = [](const SmtpConfig& config) { return make_smtp_transport(config)->probe(); };
  world.open_mailbox = open_mailbox;
  return world;
}

std::string_view verdict_on(const Faults& hints) {
  const bool is_paused = std::any_of(hints.begin(), hints.end(),
                                     [](const Fault& hint) { return hint.code == kPauseHint; });
  return is_paused ? "Nothing is broken, but sending is paused (see above)."
                   : "Everything is in order.";
}

void doctor(Context& context) {
  const auto findings = examine(world_of(context));
  auto json = nlohmann::ordered_json::array();
  Faults all;
  Faults hints;
  for (const DoctorFinding& finding : findings) {
    json.push_back({{"what", finding.what},
                    {"found", finding.found},
                    {"defects", to_json(finding.defects)},
                    {"hints", to_json(finding.hints)}});
    append(all, finding.defects);
    append(hints, finding.hints);
    if (!context.json)
      say(fmt::format("{}  {:22} {}", finding.defects.empty() ? "ok " : "BAD", finding.what,
                      finding.found));
  }
  if (context.json) {
    print_json({{"findings", json}, {"defects", all.size()}, {"hints", hints.size()}});
  } else {
    if (!hints.empty()) {
      say(fmt::format("\nTo think about ({}):", hints.size()));
      for (const Fault& hint : hints)
        say(fmt::format("  {}: {}\n    {}", hint.path, hint.message, hint.hint));
      say("");
    }
    say(all.empty() ? std::string(verdict_on(hints)) : counted(all.size(), "defect") + ":");
    print_faults(all);
  }
  if (!all.empty()) context.exit_code = kExitCheckSaidNo;
}

}  // namespace

void add_doctor(Command& program, Context& context) {
  program
      .add_subcommand("doctor", "check configuration, fonts, rates, store, products and mail route")
      ->callback([&context] { doctor(context); });
}

}  // namespace enclosure::app
