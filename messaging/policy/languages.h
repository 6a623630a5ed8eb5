#pragma once
// Which language a passage is in, by its frequent words.

#include <string>

#include "messaging/policy/speech.h"

namespace enclosure::messaging::policy {

/// The language that tokens `first` to before `last` are in; the buyer's unless another one is
/// clearly meant. Names do not count. Where `one_word_tells`, a single foreign word does among few
/// words without one of the buyer's.
[[nodiscard]] std::string language_of(const Speech& speech, const TokenText& text,
                                      std::size_t first, std::size_t last,
                                      bool one_word_tells = true);

}  // namespace enclosure::messaging::policy
