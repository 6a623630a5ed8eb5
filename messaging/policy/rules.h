#pragma once
// The rules, a file each or a few together. Each looks at the speech and adds what it finds.

#include "messaging/policy/speech.h"

namespace enclosure::messaging::policy {

void find_by_words(const Speech& speech, Breaches& breaches);  ///< the detectors of rules.json
void find_links(const Speech& speech, Breaches& breaches);     ///< R09
void find_contacts(const Speech& speech, Breaches& breaches);  ///< R10: addresses, numbers
void find_signs_of_score(const Speech& speech, Breaches& breaches);     ///< R03: glyphs
void find_subject_faults(const Speech& speech, Breaches& breaches);     ///< R17: flags, "Re:"
void find_style_faults(const Speech& speech, Breaches& breaches);       ///< R18: letters and signs
void find_markup_faults(const Speech& speech, Breaches& breaches);      ///< R18: HTML
void find_placeholders(const Speech& speech, Breaches& breaches);       ///< R20
void find_personal_data(const Speech& speech, Breaches& breaches);      ///< R23: printed numbers
void find_foreign_words(const Speech& speech, Breaches& breaches);      ///< R19
void find_missing_order(const Speech& speech, Breaches& breaches);      ///< R21
void find_missing_purpose(const Speech& speech, Breaches& breaches);    ///< R11, R12, R13, R22
void find_request_elsewhere(const Speech& speech, Breaches& breaches);  ///< R16: in another stage

}  // namespace enclosure::messaging::policy
