#pragma once
// In which of the Union's languages a text is written.

#include <optional>
#include <string_view>

#include "core/language.h"

namespace enclosure::app {

/// Counts the words that each language uses most. Nothing where the text is too short (fewer than
/// 20 words), in none of the 24 languages, or in several: better no answer than a wrong one.
///
/// `text` is UTF-8; what is not is left out. Reads at most the first 200 KB.
[[nodiscard]] std::optional<LanguageTag> language_of_text(std::string_view text);

}  // namespace enclosure::app
