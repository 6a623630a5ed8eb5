#pragma once
// Mail addresses as people write them. Pure; any thread.

#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/result.h"

namespace enclosure::locales {

/// `text` with the host behind its last `@` (all of it, where there is none) as the DNS knows it:
/// labels with letters outside ASCII become A-labels (RFC 5891, UTS #46, non-transitional: "ß"
/// stays a letter of its own). A host in ASCII, and one that no registry could hold, stay as they
/// are.
[[nodiscard]] std::string with_ascii_host(std::string_view text);

/// A mail address whose host may be written in any script. Fault EMAIL-001 as
/// `EmailAddress::parse`: the part before the `@` has to be ASCII (docs/decisions/0122).
[[nodiscard]] Result<EmailAddress> parse_mail_address(std::string_view text);

}  // namespace enclosure::locales
