#pragma once
// Whether a reader sees anything of a text.

#include <string_view>

namespace enclosure {

/// Whether `c` leaves a mark on paper: it is no blank of any width (Zs of Unicode 15), no filler,
/// and nothing that Unicode has shown by nothing (Default_Ignorable_Code_Point).
[[nodiscard]] bool is_visible(char32_t c);

/// Whether `text` has one character that is seen. What is not UTF-8 counts as seen: a name of
/// other bytes is another fault.
[[nodiscard]] bool has_visible(std::string_view text);

/// Whether `c` has no width and only says where a line may break or which way letters run: zero
/// width space, the marks LRM, RLM and ALM. Names copied from forms carry them; no word is spelled
/// with them, so they may be taken out. Joiners (U+200C, U+200D) spell Persian and are none.
[[nodiscard]] bool is_silent_mark(char32_t c);

}  // namespace enclosure
