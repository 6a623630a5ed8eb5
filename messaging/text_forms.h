#pragma once
// The two forms of a text, one made from the other. Both are sources with their tags; what stands
// between {{ and }} stays as it is.

#include <string>
#include <string_view>

namespace enclosure::messaging {

/// The plain form of a reduced HTML source: paragraphs become blocks with a blank line between,
/// <br> a line break, <li> a line with "- ", a link its text, ": " and its address. References
/// (&amp;) are decoded.
[[nodiscard]] std::string text_from_html(std::string_view html);

/// The HTML form of a plain source: a run of lines becomes a paragraph, lines that begin with "- "
/// a list, a slot for an address a link. Lines with nothing but block tags stay between them.
[[nodiscard]] std::string html_from_text(std::string_view text);

}  // namespace enclosure::messaging
