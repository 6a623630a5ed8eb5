#pragma once
// Unicode services for texts from outside.

#include <string>
#include <string_view>

namespace enclosure::locales {

/// `utf8` in Unicode form NFC: letters that came as base and accent become the one precomposed
/// letter, which is what the fonts have. Costs little when nothing is to be done. `utf8` must be
/// UTF-8 (`is_utf8` in core/text.h). Safe to call from every thread.
[[nodiscard]] std::string to_nfc(std::string_view utf8);

/// Whether `to_nfc` would leave `utf8` as it is.
[[nodiscard]] bool is_nfc(std::string_view utf8);

/// `utf8` as a reader sees it: in NFC, without what leaves no mark, blanks of any width as one,
/// none at the ends. For telling whether two texts look alike; never to be shown. `utf8` must be
/// UTF-8.
[[nodiscard]] std::string as_seen(std::string_view utf8);

/// The text with a capital at its beginning, where that is a letter: as a line begins.
[[nodiscard]] std::string capitalised(std::string_view utf8);

}  // namespace enclosure::locales
