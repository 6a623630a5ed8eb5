#pragma once
// Foreign HTML as plain lines.

#include <string>
#include <string_view>

namespace enclosure::messaging {

/// Whether `text` looks like HTML rather than plain text.
[[nodiscard]] bool looks_like_html(std::string_view text);

/// The words of any HTML: blocks on lines of their own, items of lists with "- ", an https link as
/// "text: address" and any other as its text, references decoded; scripts, styles, comments and
/// pictures are left out. Linear time, any bytes.
[[nodiscard]] std::string flat_text(std::string_view html);

}  // namespace enclosure::messaging
