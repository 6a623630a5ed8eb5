#pragma once
// The little HTML that a message may hold (R18).

#include <string_view>

#include "core/fault.h"

namespace enclosure::messaging {

/// What of `html` (the source of a text, with its slots) is more than `<p>`, `<br>`, `<b>`,
/// `<strong>`, `<ul>`, `<li>` and `<a href="{{slot}}">`, without other attributes, or is not nested
/// properly. Fault TEMPLATE-005, path "line 3, column 1".
[[nodiscard]] Faults check_html(std::string_view html);

}  // namespace enclosure::messaging
