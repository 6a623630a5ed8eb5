#pragma once
// Enclosures on their way into a mail: what is attached, what is a link, and the sheet about it.

#include <vector>

#include "app/flow/dispatch.h"
#include "app/flow/enclosures.h"

namespace enclosure::app {

/// Decides which enclosures are attached to the mail of `content`, and says so in `kept.carriage`.
/// The size is that of the finished mail, to the byte. Faults: those of `messaging::compose`.
[[nodiscard]] Faults pack_enclosures(const messaging::MessageContent& content,
                                     std::vector<LoadedEnclosure>& enclosures, Channel channel,
                                     const Shop& shop);

/// Puts the cover sheet behind the packed enclosures, so that it says how they travel; without
/// pictures where the mail would grow too large with them, and not at all where it would without
/// them, or where none can be made: the invoice does not wait for it.
void add_cover_sheet(const messaging::MessageContent& content, const MailCase& known,
                     const attachments::Selection& selection,
                     std::vector<LoadedEnclosure>& enclosures, const Shop& shop, Instant now);

/// Puts packed enclosures into the content: files, or links on the buyer's page.
void place(messaging::MessageContent& content, const std::vector<LoadedEnclosure>& enclosures);

}  // namespace enclosure::app
