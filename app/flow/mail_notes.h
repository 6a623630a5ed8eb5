#pragma once
// What a mail tells beside its files: driver links and first steps, those of today or of that day.

#include "app/ports/kept_enclosures.h"
#include "attachments/select.h"
#include "core/language.h"
#include "messaging/compose.h"

namespace enclosure::app {

/// The driver links of a selection, and its first steps where they are in the language of the
/// message (R19).
[[nodiscard]] KeptNotes notes_of(const attachments::Selection& selection,
                                 const LanguageTag& language);

/// Puts what the catalogue says about the products of `selection` in this stage and language into a
/// message whose stage and language are set.
void add_product_texts(messaging::MessageContent& content, const attachments::Selection& selection);

/// Puts them into a message: of the links those needed before the first use; the others stand on
/// the buyer's page (R09).
void add_notes(messaging::MessageContent& content, const KeptNotes& notes);

}  // namespace enclosure::app
