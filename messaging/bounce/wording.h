#pragma once
// The words of a report as its patterns are looked for in them.

#include <string>
#include <string_view>

namespace enclosure::messaging::bounce {

/// Lower case (ASCII and the letters of Western Europe), runs of blanks as one, typographic
/// apostrophes as plain ones. `text` is UTF-8; other bytes stay.
[[nodiscard]] std::string normalised(std::string_view text);

/// Without tags, with its character references as characters.
[[nodiscard]] std::string without_tags(std::string_view html);

/// The value of an unstructured field with its encoded words (RFC 2047) as UTF-8.
[[nodiscard]] std::string without_encoded_words(std::string_view value);

/// `bytes` as UTF-8, where `charset` is one of Western Europe; others stay as they are.
[[nodiscard]] std::string as_utf8(std::string_view bytes, std::string_view charset);

/// Whether `text` holds `pattern`, both normalised. A "*" between blanks is up to eight words of
/// one sentence, an address among them counts as one. Takes time linear in the length of `text`.
[[nodiscard]] bool holds_pattern(std::string_view text, std::string_view pattern);

}  // namespace enclosure::messaging::bounce
