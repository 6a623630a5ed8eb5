#pragma once
// What the API is asked to credit or to correct, read from JSON (docs/api.md).

#include <string_view>

#include "app/flow/correct.h"
#include "app/flow/credit.h"
#include "core/result.h"

namespace enclosure::app {

/// Reads what to give back: an object with one of `"all": true`, `"lines": [{"line",
/// "quantity"?}]`,
/// `"amount"` (with a `"line"` or without), `"shipping": true`; and `"reason"?`, `"dry_run"?`.
/// Order and invoice are the caller's. Faults, all at once: those of the JSON reader, IMPORT-009 an
/// unknown member, CREDIT-020 not one of them but none or several, or a `line` without an amount,
/// TEXT-003 a reason of more than 200 bytes.
[[nodiscard]] Result<CreditCommand> credit_command_from_json(std::string_view json);

/// Reads a correction: `"buyer"`, an object as `buyer_change_from_json` reads it, and `"reason"?`,
/// `"dry_run"?`. The number is the caller's. Faults of that, IMPORT-009, TEXT-003.
[[nodiscard]] Result<CorrectCommand> correct_command_from_json(std::string_view json);

}  // namespace enclosure::app
