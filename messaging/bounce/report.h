#pragma once
// From a mail that came back to what it says (RFC 3464, 3463, and what servers write without them).

#include <string>
#include <string_view>

#include "messaging/bounce/rules.h"

namespace enclosure::messaging::bounce {

/// What one mail of the mailbox says of one of ours. Nothing of it is trusted: who uses it looks
/// `message_id` and `recipient` up.
struct Report {
  ReportClass report_class = ReportClass::kNone;
  std::string rule;        ///< which rule said so: "amazon_opted_out", "5.1.1", "delayed", …
  std::string status;      ///< "5.1.1", or empty
  std::string message_id;  ///< of the message it is about, without angle brackets; or empty
  std::string order;       ///< an Amazon order number that it names; or empty
  std::string recipient;   ///< whom it did not reach, lower case; or empty. Personal: never logged
  std::string detail;  ///< the server's words, one line of UTF-8, at most 200 bytes, no addresses
};

/// Reads any mail. Takes time linear in its size.
[[nodiscard]] Report read_report(std::string_view mail, const Rules& rules);

/// Reads the reply with which a server refuses a recipient ("550 5.1.1 no such user"), by the rules
/// for what stands in a report under this recipient.
[[nodiscard]] Report read_refusal(std::string_view reply, const Rules& rules);

}  // namespace enclosure::messaging::bounce
