#pragma once
// Who wrote a mail, as its From field says (RFC 5322, 3.4 and 3.6.2). The field may be forged: it
// tells whose words a mail claims to be, no more.

#include <string>
#include <string_view>
#include <vector>

namespace enclosure::messaging::bounce {

/// The domain of the one address in the value of a From field, in lower case; of
/// `"@amazon.com" <x@elsewhere.example> (at amazon.com)` it is elsewhere.example. Empty where there
/// is none, or more than one address.
[[nodiscard]] std::string domain_of_sender(std::string_view from);

/// Whether `domain` is one of `domains`, or below one.
[[nodiscard]] bool is_within(std::string_view domain, const std::vector<std::string>& domains);

}  // namespace enclosure::messaging::bounce
