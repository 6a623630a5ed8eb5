#pragma once
// The commands below `enclosure messages` that have a file of their own, and what they share.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "app/flow/mail_sheet.h"
#include "app/web/mail_pages.h"

namespace enclosure::app {

void add_messages_check(Command& messages, Context& context);
void add_messages_import(Command& messages, Context& context);
void add_messages_preview(Command& messages, Context& context);
void add_messages_shadow(Command& messages, Context& context);
void add_messages_sheet(Command& messages, Context& context);
void add_messages_what_if(Command& messages, Context& context);

/// {"channel", "verdict": "allow"|"warn"|"refuse", "rules", "findings"}
[[nodiscard]] nlohmann::ordered_json ruling_json(const web::MailRuling& ruling);
/// The ruling with its findings, in lines for people.
void tell_ruling(const web::MailRuling& ruling);

}  // namespace enclosure::app
