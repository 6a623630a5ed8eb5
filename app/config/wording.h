#pragma once
// What `messages.policy` in enclosure.json says: how strictly the words of mails are judged.

#include <string>

#include "app/import/json_reader.h"
#include "messaging/policy/policy.h"

namespace enclosure::app {

/// Orders that Amazon fulfils are always judged strictly, those of the own shop by its own column.
struct WordingConfig {
  messaging::policy::Mode fbm = messaging::policy::Mode::kStrict;
  std::string reason;  ///< why the seller chose `relaxed`, for the log
};

/// Reads `FBM`, `FBA` and `reason` of the section. Faults go to its log: POLICY-010 `relaxed` for
/// FBA, POLICY-011 `relaxed` without a reason, CONFIG-004 a mode that there is not.
[[nodiscard]] WordingConfig read_wording_config(const Reader& section);

}  // namespace enclosure::app
