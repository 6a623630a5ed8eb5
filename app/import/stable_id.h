#pragma once
// Ids for what the input itself does not number.

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/ids.h"

namespace enclosure::app {

/// An event id that depends on `parts` alone: the same input read twice gives the same id, so that
/// the event counts once. "vidr-0123456789abcdef".
[[nodiscard]] EventId stable_event_id(std::string_view prefix,
                                      std::initializer_list<std::string_view> parts);

/// `text` with every character that an id may not hold replaced by a hyphen, cut to 64.
[[nodiscard]] std::string safe_id(std::string_view text);

}  // namespace enclosure::app
