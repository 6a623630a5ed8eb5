#include <algorithm>
#include <array>
#include <utility>

#include "messaging/plan.h"

namespace enclosure::messaging {
namespace {

constexpr std::array<std::pair<MessageState, std::string_view>, 6> kNames = {{
    {MessageState::kScheduled, "scheduled"},
    {MessageState::kSending, "sending"},
    {MessageState::kSent, "sent"},
    {MessageState::kRetryable, "retryable"},
    {MessageState::kCancelled, "cancelled"},
    {MessageState::kFailed, "failed"},
}};

}  // namespace

std::string_view to_string(MessageState state) {
  const auto* row = std::find_if(kNames.begin(), kNames.end(),
                                 [&](const auto& name) { return name.first == state; });
  return row->second;
}

Result<MessageState> parse_message_state(std::string_view text) {
  const auto* row = std::find_if(kNames.begin(), kNames.end(),
                                 [&](const auto& name) { return name.second == text; });
  if (row != kNames.end()) return row->first;
  return Fault{"MESSAGE-009", "",
               "no state of a message: \"" + std::string(text.substr(0, 40)) + "\"",
               "one of scheduled, sending, sent, retryable, cancelled, failed"};
}

}  // namespace enclosure::messaging
