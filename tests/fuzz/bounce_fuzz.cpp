// Mails that come back, from anybody: the reader ends, and what it gives is bounded and names
// nobody.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "messaging/bounce/data.h"
#include "messaging/bounce/report.h"

using enclosure::messaging::bounce::read_report;
using enclosure::messaging::bounce::Rules;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Rules rules = *Rules::load(enclosure::bounce_data::files());
  const auto report =
      read_report(std::string_view(reinterpret_cast<const char*>(data), size), rules);
  const bool holds = report.detail.size() <= 200 &&
                     report.detail.find_first_of("@\r\n") == std::string::npos &&
                     report.message_id.size() <= 300 && report.recipient.size() <= 320 &&
                     report.status.size() <= 12 && !report.rule.empty();
  if (!holds) std::abort();
  return 0;
}
