#include "app/config/wording.h"

namespace enclosure::app {
namespace {

using messaging::policy::Mode;

Mode mode_of(const Reader& section, std::string_view name, Fulfilment fulfilment) {
  const std::string word = section.text(name);
  if (word.empty() || word == "strict") return Mode::kStrict;
  if (word != "relaxed") {
    section.fault("CONFIG-004", name, "there is no such mode: \"" + word + "\"",
                  "write strict or relaxed");
    return Mode::kStrict;
  }
  if (const auto fault = mode_fault(Mode::kRelaxed, fulfilment)) {
    section.fault(fault->code, name, fault->message, fault->hint);
    return Mode::kStrict;
  }
  return Mode::kRelaxed;
}

}  // namespace

WordingConfig read_wording_config(const Reader& section) {
  WordingConfig config;
  mode_of(section, "FBA", Fulfilment::kFba);
  config.fbm = mode_of(section, "FBM", Fulfilment::kFbm);
  config.reason = section.text("reason");
  if (config.fbm == Mode::kRelaxed && config.reason.empty()) {
    section.fault("POLICY-011", "reason", "the relaxed mode needs a written reason",
                  "say why in a sentence: it is logged with each message that it lets through");
  }
  return config;
}

}  // namespace enclosure::app
