#pragma once
// Parts of a message and how they nest (RFC 2045, 2046).

#include <string>
#include <string_view>
#include <vector>

namespace enclosure::messaging::mime {

/// One body part: its header fields, each with CRLF at the end, and its encoded body.
struct Part {
  std::string fields;
  std::string body;

  /// Fields, empty line, body.
  [[nodiscard]] std::string to_string() const { return fields + "\r\n" + body; }
};

/// A text of UTF-8 as text/`subtype`, quoted-printable.
[[nodiscard]] Part text_part(std::string_view subtype, std::string_view text);

/// A file in base64; `fields` come from `attachment_fields`.
[[nodiscard]] Part file_part(std::string fields, std::string_view bytes);

/// Parts inside multipart/`subtype` (RFC 2046, 5.1). `boundary` comes from `boundary_of`.
[[nodiscard]] Part multipart(std::string_view subtype, std::string_view boundary,
                             const std::vector<Part>& parts);

/// A boundary that derives from `seed` and `level` alone. It begins with "=_", which neither
/// quoted-printable nor base64 can hold (RFC 2045, 6.7), so no encoded part is ever cut by it.
[[nodiscard]] std::string boundary_of(std::string_view seed, std::string_view level);

}  // namespace enclosure::messaging::mime
