#pragma once
// Text outside ASCII in header fields (RFC 2047).

#include <string>
#include <string_view>

namespace enclosure::messaging::mime {

/// `text` (UTF-8) as encoded words, separated by CRLF and a space: "=?UTF-8?Q?K=C3=B6ln?=". Q or B,
/// whichever is shorter; no word longer than 75 characters, no line longer than 76 when `used` (up
/// to 48) characters stand in front of the first word, no character torn apart. Valid in
/// unstructured fields and in phrases. A long text is divided behind a blank where there is one,
/// because readers that keep the blank between two words (Python before 3.13 in display names) then
/// show it where a blank stands anyway.
[[nodiscard]] std::string encoded_words(std::string_view text, std::size_t used);

}  // namespace enclosure::messaging::mime
