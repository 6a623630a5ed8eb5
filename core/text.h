#pragma once
// Text from outside, before it may become part of a document or a header.

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// Whether `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Decodes the code point that begins at `at` and moves `at` behind it. `text` must be UTF-8.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

/// Appends `code_point` to `text` in UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// A single line of human text, at most `max_bytes`, without blanks at its ends and silent marks
/// (core/visible.h); empty where nothing of it is seen: no fault. Faults: TEXT-001 not UTF-8,
/// TEXT-002 a control character, so CR or LF, or a bidirectional override, TEXT-003 too long.
[[nodiscard]] Result<std::string> single_line(std::string_view text, std::size_t max_bytes = 1000);

/// Whether the bytes of `text` are all in 0x21 to 0x7E.
[[nodiscard]] bool is_visible_ascii(std::string_view text);

/// ASCII lower case; other bytes stay.
[[nodiscard]] std::string to_lower_ascii(std::string_view text);
/// ASCII upper case; other bytes stay.
[[nodiscard]] std::string to_upper_ascii(std::string_view text);
/// `text` as a part of an address: all but the unreserved characters of RFC 3986, 2.3, escaped.
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// Without blanks, tabs, CR and LF at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace enclosure
