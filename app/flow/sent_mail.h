#pragma once
// A mail of ours as its archived bytes tell it, for who looks at it later.

#include <string>
#include <string_view>

#include "app/web/mail_pages.h"

namespace enclosure::app {

/// Subject, addresses, text, HTML and names of files. What is not there stays empty; the date is
/// the caller's.
[[nodiscard]] web::MailView view_of_bytes(std::string_view bytes);

/// A field with its encoded words (RFC 2047) in UTF-8 read; other charsets stay as they are.
[[nodiscard]] std::string decoded_words(std::string_view text);

}  // namespace enclosure::app
