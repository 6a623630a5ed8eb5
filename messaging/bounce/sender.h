#pragma once
// Who wrote a mail, as its From field says (RFC 5322, 3.4 and 3.6.2). The field may be forged: it
// tells whose words a mail claims to be, no more.

#include <string>
#include <string_view>
#include <vector>

namespace enclosure::messaging::bounce {

/// The two sides of an address, in lower case.
struct Sender {
  std::string local;   ///< a quoted one is not told
  std::string domain;  ///< empty of a name alone, "MAILER-DAEMON"
};

/// The one address in the value of a From field; of `"@amazon.com" <x@elsewhere.example> (at
/// amazon.com)` it is x@elsewhere.example. Empty where there is none, or more than one address.
[[nodiscard]] Sender sender_of(std::string_view from);

/// Whether the local part `local` has one of the `names` as its words: "no-reply" is in
/// "no-reply", "seller.no-reply+17", and not in "x7no-reply".
[[nodiscard]] bool is_named(std::string_view local, const std::vector<std::string>& names);

/// Whether `domain` is one of `domains`, or below one.
[[nodiscard]] bool is_within(std::string_view domain, const std::vector<std::string>& domains);

}  // namespace enclosure::messaging::bounce
