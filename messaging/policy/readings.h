#pragma once
// Other ways to read words.

#include <vector>

#include "messaging/policy/letters.h"
#include "messaging/policy/tokens.h"

namespace enclosure::messaging::policy {

/// Gives each token its readings: without the disguise of digits and signs, joined with what a
/// hyphen cut off, and German digraphs as the letters they stand for.
void add_readings(std::vector<Token>& tokens, const Folding& folding, Spelling spelling);

}  // namespace enclosure::messaging::policy
