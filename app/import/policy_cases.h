#pragma once
// Texts to be checked by the policy, with what stands around them: the cases of `lint --cases`.

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "messaging/policy/check.h"

namespace enclosure::app {

/// One text with its context.
struct PolicyCase {
  std::string id;
  messaging::policy::MessageDraft draft;
  messaging::policy::PolicyContext context;
};

/// Reads an object with `test_config` and `examples`, the shape of tests/messaging/policy/data.
/// Faults: IMPORT-003 no JSON, IMPORT-004 a member is missing, IMPORT-005 one of the wrong kind.
[[nodiscard]] Result<std::vector<PolicyCase>> policy_cases_from_json(std::string_view json);

}  // namespace enclosure::app
