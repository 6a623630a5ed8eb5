#pragma once
// Which language tags exist.

#include <string_view>

#include "core/language.h"
#include "core/result.h"

namespace enclosure::attachments {

/// A file in many languages that nobody has counted (ISO 639-2).
inline constexpr std::string_view kManyLanguages = "mul";
/// A file without words: a drawing, pictograms (ISO 639-2).
inline constexpr std::string_view kNoWords = "zxx";

/// A language that exists and, if given, a country that does: "de", "de-AT", "zxx". Faults:
/// LANGUAGE-001 no tag, CATALOGUE-011 no such language or country, or a subtag of another kind.
[[nodiscard]] Result<LanguageTag> parse_known_language(std::string_view text);

}  // namespace enclosure::attachments
