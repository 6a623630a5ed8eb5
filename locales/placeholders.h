#pragma once
// Placeholders in texts: "Page {page} of {pages}".

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "locales/labels.h"

namespace enclosure::locales {

/// The placeholders of `text`, as often as they are there. Fault LOCALE-003: one that is unknown or
/// unclosed.
Result<std::multiset<std::string>> placeholders_of(std::string_view text);

/// `text`, which `placeholders_of` accepted, with each placeholder replaced. A missing value throws
/// `std::logic_error`.
std::string fill(std::string_view text, std::span<const Argument> arguments);

}  // namespace enclosure::locales
