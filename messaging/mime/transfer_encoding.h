#pragma once
// The two transfer encodings that survive every mail server (RFC 2045, 6).

#include <cstdint>
#include <string>
#include <string_view>

namespace enclosure::messaging::mime {

/// Base64 (RFC 4648, 4) in one line, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// Base64 in lines of 76 characters, each ended by CRLF (RFC 2045, 6.8). Nothing for nothing.
[[nodiscard]] std::string base64_lines(std::string_view bytes);
/// How many characters `base64_lines` makes of that many bytes.
[[nodiscard]] std::uint64_t base64_lines_size(std::uint64_t bytes);

/// Quoted-printable (RFC 2045, 6.7) of a text whose lines end with LF or CRLF; they become CRLF and
/// the last one gets its CRLF, too. No line is longer than 76, no character of UTF-8 is torn apart,
/// and no line begins with "From " or a dot, which some servers change.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace enclosure::messaging::mime
