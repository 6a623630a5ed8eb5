#pragma once
// What a line of the log may say: logs are copied, kept and sent to others.

#include <string>
#include <string_view>

#include "core/fault.h"

namespace enclosure::app {

/// `text` with every VAT number in it masked: "FR40303265045" is "FR…45". Those count, too, whose
/// check digits are wrong.
[[nodiscard]] std::string for_log(std::string_view text);

/// `faults` so, for what a program writes that nobody watches.
[[nodiscard]] Faults for_log(Faults faults);

}  // namespace enclosure::app
