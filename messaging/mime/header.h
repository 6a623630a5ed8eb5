#pragma once
// Header fields of RFC 5322, folded, in ASCII. No value gets in that could begin another field.

#include <string>
#include <string_view>

#include "core/date.h"
#include "core/ids.h"
#include "core/result.h"

namespace enclosure::messaging::mime {

/// Whether `value` may stand in a header or a line of text: UTF-8 without control characters (so no
/// CR, LF or NUL), line separators and changes of direction.
[[nodiscard]] bool is_header_text(std::string_view value);

/// "Subject: …" with CRLF at the end (RFC 5322, 2.2.1): folded before column 78, as encoded words
/// where plain ASCII does not do. Fault MESSAGE-003, path = `name`: not header text. Nothing is
/// ever left out of a value but blanks at its ends.
[[nodiscard]] Result<std::string> unstructured_field(std::string_view name, std::string_view value);

/// "From: Display Name <address>" with CRLF (RFC 5322, 3.4): a phrase, a quoted string or encoded
/// words, whatever the name needs; without a name the bare address. Fault MESSAGE-003.
[[nodiscard]] Result<std::string> mailbox_field(std::string_view name,
                                                std::string_view display_name,
                                                const EmailAddress& address);

/// The fields "Content-Type" and "Content-Disposition" of a file (RFC 2183): its name in ASCII as
/// `filename`, else as RFC 2231 has it (`filename*`, in pieces when long), with an ASCII stand-in
/// in the type's `name` for old readers: `ascii_name` when it is given and ASCII, else the name
/// with
/// "_" for what is none. Faults: MESSAGE-003 a control character, MESSAGE-004 no name, a name with
/// a slash, or no media type.
[[nodiscard]] Result<std::string> attachment_fields(std::string_view media_type,
                                                    std::string_view file_name,
                                                    std::string_view ascii_name = {});

/// "Sat, 21 Nov 2026 08:00:00 +0000" (RFC 5322, 3.3).
[[nodiscard]] std::string date_time(Instant instant);

}  // namespace enclosure::messaging::mime
