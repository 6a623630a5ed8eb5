#pragma once
// Display names (RFC 5322, 3.2.5 and 3.4).

#include <string>
#include <string_view>

namespace enclosure::messaging::mime {

/// `name` (header text, trimmed, not empty) as `phrase`, folded, when `used` characters stand in
/// front of it: atoms, a quoted string, or encoded words.
///
/// A name that does not fit into one encoded word keeps its plain words as atoms and encodes the
/// others. So two encoded words seldom stand side by side; readers that keep the blank between them
/// (Python before 3.13, against RFC 2047, 6.2) would show one blank too many.
[[nodiscard]] std::string phrase(std::string_view name, std::size_t used);

/// How many characters stand on the last line of `text`.
[[nodiscard]] std::size_t last_line_size(std::string_view text);

}  // namespace enclosure::messaging::mime
