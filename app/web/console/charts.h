#pragma once
// Charts as SVG within the page: shapes for the eye, a title and a description for who listens, and
// the numbers as a table beside them. Colours come from the stylesheet.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/web/console/views.h"

namespace enclosure::app::console {

/// Orders, documents and mails of each day as three rows of columns with one scale each day has its
/// place in. A table follows.
[[nodiscard]] std::string day_chart(const DayChart& chart);

/// One bar: a label, how long, and where it leads (may be empty).
struct Bar {
  std::string label;
  std::size_t value = 0;
  std::string href;  ///< escaped already
  std::string note;  ///< behind the label, smaller
};
/// Horizontal bars with their numbers: a list that needs no table beside it.
[[nodiscard]] std::string bar_list(std::string_view id, const std::vector<Bar>& bars);

/// For each stage what was sent, waits, was suppressed and failed, as one bar of parts.
[[nodiscard]] std::string stage_chart(const std::vector<StageCount>& stages);

}  // namespace enclosure::app::console
