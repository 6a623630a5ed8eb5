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

/// The same with what is bold (<b>, <strong>) between `kBoldBegins` and `kBoldEnds`, in pairs on
/// one line: two characters for private use, which of the text itself are left out.
[[nodiscard]] std::string flat_text_with_bold(std::string_view html);
inline constexpr std::string_view kBoldBegins = "\xEE\x80\x80";
inline constexpr std::string_view kBoldEnds = "\xEE\x80\x81";

/// `text` without these marks, and with `<b>` and `</b>` in their place.
[[nodiscard]] std::string without_bold(std::string_view text);
[[nodiscard]] std::string bold_as_html(std::string_view text);

}  // namespace enclosure::messaging
