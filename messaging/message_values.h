#pragma once
// What the content of a message gives its text.

#include "core/result.h"
#include "messaging/compose.h"
#include "messaging/template_text.h"

namespace enclosure::messaging {

/// Everything that keeps `content` from becoming a message, whatever its text: MESSAGE-002 to
/// MESSAGE-007 but for the attachments' headers.
[[nodiscard]] Faults check_content(const MessageContent& content);

/// The slots, flags and lists of docs/messages.md.
[[nodiscard]] TemplateValues values_of(const MessageContent& content);

}  // namespace enclosure::messaging
