#pragma once
// Text outside ASCII in header fields (RFC 2047).

#include <string>
#include <string_view>

namespace enclosure::messaging::mime {

/// Whether `text` needs no encoding: ASCII, single blanks, no word longer than 60, nothing that
/// looks like an encoded word.
[[nodiscard]] bool is_plain_line(std::string_view text);

/// `text` (UTF-8) as encoded words, separated by CRLF and a space: "=?UTF-8?Q?K=C3=B6ln?=". Q or B,
/// whichever is shorter; no word longer than 75 characters, no line longer than 76 when `used` (up
/// to 48) characters stand in front of the first word, no character torn apart. Valid in
/// unstructured fields and in phrases.
[[nodiscard]] std::string encoded_words(std::string_view text, std::size_t used);

/// `text` as a single encoded word of at most `room` characters: UTF-8, or for Greek and Cyrillic,
/// where it holds more letters, ISO-8859-7 or ISO-8859-5. Empty when it does not fit.
[[nodiscard]] std::string one_encoded_word(std::string_view text, std::size_t room);

}  // namespace enclosure::messaging::mime
