#pragma once
// What every section of enclosure.json is read with.

#include <optional>
#include <span>
#include <string_view>

#include "app/import/json_reader.h"

namespace enclosure::app {

/// Fault CONFIG-003 for each member that is not among `known` and does not begin with "_"; `page`
/// lists those there are.
void allow_only(const Reader& reader, std::span<const std::string_view> known,
                std::string_view page = "docs/configuration.md");

/// The whole number from `low` to `high` in a member. Nothing where it is absent or, with fault
/// CONFIG-004, another value.
[[nodiscard]] std::optional<int> whole(const Reader& reader, std::string_view name, int low,
                                       int high);

/// The same into `into`, which stays where there is none.
void read_whole(const Reader& reader, std::string_view name, int low, int high, int& into);

}  // namespace enclosure::app
