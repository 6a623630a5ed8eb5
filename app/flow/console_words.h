#pragma once
// How the console says things.

#include <string>
#include <string_view>
#include <vector>

#include "app/config/time_zone.h"
#include "app/ports/store.h"
#include "app/web/console/views.h"

namespace enclosure::app {

struct Pause;

/// "1 Sep 2026, 10:00" in `zone`.
[[nodiscard]] console::Moment moment_in(Instant at, const TimeZone& zone);
/// "in 5 h", "in 3 days", "late by 20 min".
[[nodiscard]] std::string distance_told(Instant at, Instant now);

/// A standing as people say it: "waits for you".
[[nodiscard]] std::string_view standing_told(Standing standing);
[[nodiscard]] console::Tone tone_of(Standing standing);
/// A state of a message as people say it: "suppressed", "to be tried again".
[[nodiscard]] std::string_view message_state_told(messaging::MessageState state);
[[nodiscard]] console::Tone tone_of(messaging::MessageState state);
/// A class of bounces, as people say it.
[[nodiscard]] std::string_view bounce_told(std::string_view bounce_class);

/// One of the three mails for a page.
[[nodiscard]] console::MailLine mail_line(messaging::Stage stage, messaging::MessageState state,
                                          const std::string& reason,
                                          const std::optional<Instant>& due_at,
                                          const std::optional<Instant>& sent_at,
                                          const TimeZone& zone);

/// What was sent, waits, was suppressed and failed, by stage.
[[nodiscard]] std::vector<console::StageCount> stages_of(const std::vector<MessageCount>& counts);
/// Counted by reason, the most frequent first, of the messages in `state` that have one.
[[nodiscard]] std::vector<console::ReasonCount> reasons_of(const std::vector<MessageCount>& counts,
                                                           messaging::MessageState state);

/// A sentence for each pause there is.
[[nodiscard]] std::vector<std::string> pauses_told(StoreTransaction& tx, const TimeZone& zone);

}  // namespace enclosure::app
